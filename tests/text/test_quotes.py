import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.text.quotes import Quote, find_quotes

SEEDS = [path.read_bytes().decode() for path in sorted((Path(__file__).parents[2] / "seeds" / "text").glob("*.txt"))]
WORDS = (
    'said says told that "we "We “We will” will. according to Lin, the minister , asked whether “ ” " \'\' ‘no’ and '
    "but who adding urged Rome was quoted as saying : called it « » vowed China: \n \n\n after I he"
)
PIECES = st.lists(st.sampled_from(WORDS.split(" ")), max_size=40).map(" ".join)
MESSY = st.text(alphabet=st.sampled_from(list("aB.?\"“”‘’'«» ,:;-\n\u00a0()")), max_size=80)


def read(text):
    quotes = []
    for quote in find_quotes(text):
        spans = (quote.source, quote.cue, quote.content)
        quotes.append((quote.kind, *(None if span is None else text[slice(*span)] for span in spans)))
    return quotes


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("“We will talk,” said Lin.", "Lin", "said", "We will talk,"),
        ('"We will talk," the aide said.', "the aide", "said", "We will talk,"),
        ("'We will talk,' the minister's aide said.", "the minister's aide", "said", "We will talk,"),
        ("‘We won’t go,’ said Roe.", "Roe", "said", "We won’t go,"),
        ("«We will talk», said Roe.", "Roe", "said", "We will talk"),
        ("She said: “He told me ‘never’ and left.”", "She", "said", "He told me ‘never’ and left."),
        ("She asked, “Will you come?”", "She", "asked", "Will you come?"),
        ("“Stop!” he cried. He left.", "he", "cried", "Stop!"),
        ("China: “We oppose the sale.”", "China", ":", "We oppose the sale."),
        ("Spokesman: We oppose the sale and will act.", "Spokesman", ":", "We oppose the sale and will act."),
        ("China: US must halt arms sales", "China", ":", "US must halt arms sales"),
        (
            "“We agree,” said Mei Lin, a spokeswoman of the ministry, who left.",
            "Mei Lin, a spokeswoman of the ministry",
            "said",
            "We agree,",
        ),
        ("“We agree,” Lin, who leads the team, told reporters.", "Lin", "told", "We agree,"),
    ],
)
def test_quotes_find_direct_ones(text, source, cue, content):
    assert read(text) == [("direct", source, cue, content)]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The ministry said that talks would resume.", "The ministry", "said", "talks would resume"),
        ("The ministry said talks would resume.", "The ministry", "said", "talks would resume"),
        ("He said it was over.", "He", "said", "it was over"),
        ("The envoy told reporters on Monday that talks would resume.", "The envoy", "told", "talks would resume"),
        ("He told VOA the deal was dead.", "He", "told", "the deal was dead"),
        ("Talks will resume, the ministry said on Monday.", "the ministry", "said", "Talks will resume"),
        ("Talks will resume, said Lin, who leads the ministry.", "Lin", "said", "Talks will resume"),
        ("According to Lin, talks will resume.", "Lin", "According to", "talks will resume"),
        ("However, according to Lin, talks will resume.", "Lin", "according to", "talks will resume"),
        ("Talks will resume, according to the ministry.", "the ministry", "according to", "Talks will resume"),
        ("Lin was quoted as saying that talks would resume.", "Lin", "quoted as saying", "talks would resume"),
        ("Lin was asked whether talks would resume.", None, "was asked", "whether talks would resume"),
        ("Talks will resume, the minister was told.", None, "was told", "Talks will resume"),
        (
            "It was announced by the ministry that talks would resume.",
            "the ministry",
            "was announced",
            "talks would resume",
        ),
        ("Talks to resume this week, says minister", "minister", "says", "Talks to resume this week"),
        ("Paris urged Rome to reopen the border.", "Paris", "urged", "Rome to reopen the border"),
        ("Oslo vowed on Monday to defend the treaty.", "Oslo", "vowed", "to defend the treaty"),
        ("Oslo promised not to leave after Paris left.", "Oslo", "promised", "not to leave"),
        ("On Monday, Lin said, talks will resume.", "Lin", "said", "talks will resume"),
        ("The minister, a veteran, said talks failed.", "The minister, a veteran", "said", "talks failed"),
        ("The minister, speaking in Oslo, said talks failed.", "The minister", "said", "talks failed"),
        ("State spokesman, Mei Lin said they agreed.", "State spokesman, Mei Lin", "said", "they agreed"),
        ("In a statement the ministry said talks failed.", "the ministry", "said", "talks failed"),
        ("The envoy made it clear that talks would resume.", "The envoy", "made it clear", "talks would resume"),
        ("OSLO, March 4 - Talks will resume, Lin said.", "Lin", "said", "Talks will resume"),
        ("After Lin said that talks failed, Rome left the room.", "Lin", "said", "talks failed"),
        ("The deal, which Rome has threatened to cancel, begins today.", "Rome", "threatened", "to cancel"),
        ("Oslo moved to assure people that talks would resume.", "Oslo", "assure", "talks would resume"),
        ("The report, which said talks failed.", "The report", "said", "talks failed"),
        ("Talks failed ,declared in the General Staff.", "the General Staff", "declared", "Talks failed"),
        ("Oslo and Rome said they would talk, a move that was hailed.", "Oslo and Rome", "said", "they would talk"),
    ],
)  # fmt: skip
def test_quotes_find_indirect_ones(text, source, cue, content):
    assert read(text) == [("indirect", source, cue, content)]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("He said it would “never” happen.", "He", "said", "it would “never” happen"),
        ("Lin said Rome “lashed out”.", "Lin", "said", "Rome “lashed out”"),
        ("The court called the law “an insult”.", "The court", "called", "an insult"),
        ("What it refers to as “free passage” is a threat.", "it", "refers to", "free passage"),
        ("The law was described by Lin as “an insult”.", "Lin", "was described", "an insult"),
        ("Moscow Warns Warsaw of 'Consequences' Over Base", "Moscow", "Warns", "Consequences"),
        ("He pledged “to keep the peace” there.", "He", "pledged", "to keep the peace"),
        ("Paris urged Rome to “think again” soon.", "Paris", "urged", "Rome to “think again” soon"),
        ("Oslo left for “security reasons”, Lin said.", "Lin", "said", "Oslo left for “security reasons”"),
        ("An aid that comes “at the right time” in the words of Lin.", "Lin", "in the words of", "at the right time"),
    ],
)  # fmt: skip
def test_quotes_find_mixed_ones(text, source, cue, content):
    assert read(text) == [("mixed", source, cue, content)]


@pytest.mark.parametrize("text", ["The so-called “road map” has failed.", "US builds on ‘road map’ with Rome"])
def test_quotes_find_words_that_nobody_is_said_to_have_said(text):
    assert read(text) == [("scare", None, None, "road map")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "“”",
        "Lin said.",
        "We urge Rome to talk.",
        "I’ve said that talks failed.",
        "Rome did not say that talks would resume.",
        "The United States has a report on the matter.",
        "Press reports and claims were many.",
        "I have nothing to add to that today.",
        "It is too early to tell.",
        "Troops sold 30 maps “from a shed in Oslo",
        "The workers' union met the teachers' union.",
        "China 's envoy left and Rome 's stayed.",
        "The ball is in Rome's court, and that's it.",
    ],
)
def test_quotes_find_none_where_there_is_none(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '"We want peace, said the envoy.',
        'We want peace," said the envoy.',
        "““We want peace”” said the envoy.",
        '" " We want peace" said the envoy.',
        "''We want peace'' said the envoy.",
        "“We want peace “said the envoy.",
        "”We want peace“ said the envoy.",
        '" We want peace " said said the envoy.',
        "“We want peace” the envoysaid.",
        "“We want peace”,saidthe envoy.",
        "Talks went on .We want peace” the envoy said.",
        "The envoy said“We want peace“.",
        'The envoy said" We want peace',
        "the envoy said : We want peace”, and left.",
    ],
)
def test_quotes_survive_lost_doubled_and_turned_marks(text):
    [(_, source, cue, content)] = read(text)
    assert (source, content.rstrip(",")) == ("the envoy" if "the envoy" in text else "The envoy", "We want peace")
    assert re.fullmatch(r"said( said)?", cue)


def test_quotes_read_a_glued_stop_as_the_mark_that_opens():
    text = "The envoy called Paris.Do not gamble on this matter.“"
    assert read(text) == [("direct", "The envoy", "called", "Do not gamble on this matter.")]


def test_quotes_leave_a_mark_for_an_apostrophe():
    assert read('Talks failed, the mayor"s office said.') == [
        ("indirect", 'the mayor"s office', "said", "Talks failed")
    ]


def test_quotes_go_on_with_the_source_of_the_one_before():
    text = "“We will talk,” said Lin. “We will not yield.”\nRome waits."
    assert read(text)[1] == ("direct", "Lin", "said", "We will not yield.")
    assert read("“We will talk,” Lin said, “and we will not yield.”")[1][1:3] == ("Lin", "said")


def test_quotes_do_not_go_on_in_another_paragraph():
    text = "“We will talk,” said Lin.\n“We will never yield to them.”"
    assert read(text)[1] == ("direct", None, None, "We will never yield to them.")


def test_quotes_of_several_paragraphs_are_one():
    text = "“We will talk.\n\n“We will not yield,” Lin said."
    assert read(text) == [("direct", "Lin", "said", "We will talk.\n\n“We will not yield,")]


def test_quotes_share_a_source():
    text = "Lin denied that talks had failed and said they would resume, adding that Rome had agreed."
    assert [quote[1:3] for quote in read(text)] == [("Lin", "denied"), ("Lin", "said"), ("Lin", "adding")]
    assert read("Oslo sees rebels, insisting that talks failed.") == [("indirect", "Oslo", "insisting", "talks failed")]


def test_quotes_take_the_subject_of_the_nearer_clause():
    text = "Oslo said talks had failed, but the Rome team stayed and told its envoy to wait."
    assert [quote[1:3] for quote in read(text)] == [("Oslo", "said"), ("the Rome team", "told")]


def test_quotes_go_on_after_an_attribution_in_mid_sentence():
    assert read("Talks failed, Lin said, but they will resume.") == [
        ("indirect", "Lin", "said", "Talks failed"),
        ("indirect", "Lin", "said", "they will resume"),
    ]


def test_quotes_hold_others():
    assert read("He added that Rome urges Oslo to talk.") == [
        ("indirect", "He", "added", "Rome urges Oslo to talk"),
        ("indirect", "Rome", "urges", "Oslo to talk"),
    ]
    assert read("Rome says it has agreed, officials said.") == [
        ("indirect", "officials", "said", "Rome says it has agreed"),
        ("indirect", "Rome", "says", "it has agreed"),
    ]


def test_quotes_are_immutable():
    [quote] = find_quotes("Talks failed, Lin said.")
    assert quote == Quote("indirect", (14, 17), (18, 22), (0, 12))
    with pytest.raises(AttributeError):
        quote.kind = "direct"
    assert not hasattr(quote, "__dict__")


def holds(text):
    quotes = find_quotes(text)
    assert [quote.content for quote in quotes] == sorted(quote.content for quote in quotes)
    for quote in quotes:
        spans = [span for span in (quote.source, quote.cue, quote.content) if span is not None]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(text[start:end] == text[start:end].strip() for start, end in spans)
        assert (quote.kind == "scare") <= (quote.source is None and quote.cue is None)
    return True


@settings(deadline=None, max_examples=150)
@given(text=st.one_of(st.text(max_size=80), MESSY, PIECES))
def test_quotes_of_any_text_are_ordered_spans_of_it(text):
    assert holds(text)


def test_a_word_that_is_no_phrase_is_no_source():
    assert holds('0"said ed TO')


@settings(deadline=None, max_examples=40)
@given(text=st.sampled_from(SEEDS), data=st.data())
def test_quotes_of_a_mutated_article_are_ordered_spans_of_it(text, data):
    place = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 40))
    assert holds(text[:place] + data.draw(st.one_of(MESSY, PIECES)) + text[place + cut :])


@settings(deadline=None, max_examples=30)
@given(
    texts=st.lists(st.sampled_from(["Lin said “no”.", "“We will go,” said Roe.", "Rome left."]), min_size=2, max_size=4)
)
def test_quotes_of_paragraphs_are_those_of_each(texts):
    assert read("\n\n".join(texts)) == [quote for text in texts for quote in read(text)]


@pytest.mark.parametrize(
    "unit",
    [
        '"', "“ ", "” ", "''.", "‘a’ ", '"a, b said. ', "said that ", 'he said "a" ', "according to ", "A said, ",
        "said, ", "minister, Lin ", "Lin, a minister, ", ", who said, ", "a, he said and said ", "“a ", "a” ", ".A",
        'aa.Aa ,"', "to say ", '\n"a\n', "Lin: “a” ", "also said ", "was told, ", "vowed to ", "which A said that ",
        "after A said that a, B ", "called it ", "a”, ", "A said that a, b said, ", "that ,,,, said ", "(a ", SEEDS[3],
    ],
)  # fmt: skip
def test_quotes_take_linear_time_on_hostile_text(unit):
    count = max(1, 10_000 // len(unit))

    def seconds(times):
        start = time.process_time()
        find_quotes(unit * times)
        return time.process_time() - start

    # Work of a busy machine only adds: the least of several runs is nearest to the truth, and one fair pair is enough.
    find_quotes(unit)
    small, large = [], []
    for _ in range(6):
        small.append(seconds(count))
        large.append(seconds(2 * count))
        if min(large) <= 2.5 * min(small) + 0.002:
            return
    pytest.fail(f"twice the text takes {min(large) / min(small):.1f} times the time")
