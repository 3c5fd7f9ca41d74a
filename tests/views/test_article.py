import re
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from stance.labels import Stance
from stance.records import Article
from stance.views.article import article_text
from stance.views.reading import Reading

PIECES = [
    "<script>x()</script>",
    "&amp;",
    "</span>",
    "\n\n",
    "\r\n\r\n",
    "\n \n",
    " ",
    "\u00a0\n\n",
    "Talks.",
    "“",
    "\0",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=15).map("".join)


@st.composite
def drawn(draw, state):
    """Draw a reading whose sentences and evidence lie anywhere, also where they should not."""
    text = draw(TEXTS)
    place = st.integers(0, len(text) + 2)
    evidence = st.lists(st.tuples(place, place, st.floats(-2, 2)), max_size=4)
    stances = st.sampled_from([str(label) for label in Stance])
    spans = draw(st.lists(st.tuples(place, place, stances, evidence), max_size=6))
    return Reading(Article("a", text), tuple(state(text, *span[:3], evidence=span[3]) for span in spans))


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_the_text_is_whole_and_unchanged(data, parse, state):
    reading = data.draw(drawn(state))
    tree = parse(article_text(reading, "x"))
    assert tree.text(without="note") == reading.article.text.replace("\0", "\ufffd")
    assert "script" not in {node.tag for node in tree.every()}


def test_each_sentence_has_its_place_and_its_stance(reading, parse):
    units = list(parse(article_text(reading, "x")).every(having="unit"))
    assert [unit.classes[1] for unit in units] == ["supportive", "mixed", "neutral", "supportive"]
    spans = dict.fromkeys((each.sentence.start, each.sentence.end) for each in reading)
    assert [unit.text(without="note") for unit in units] == [reading.article.text[slice(*span)] for span in spans]


def test_paragraphs_are_paragraphs(reading, parse):
    paragraphs = [node.text(without="note") for node in parse(article_text(reading, "x")).every("p")]
    assert [text[:9] for text in paragraphs] == ["Talks res", "Ruritania", "“We will "]


def test_a_sentence_can_have_the_focus_and_is_described_by_its_note(reading, parse):
    tree = parse(article_text(reading, "x"))
    notes = {node.attributes["id"]: node for node in tree.every(having="note")}
    sentences = list(tree.every(having="sentence"))
    assert {node.attributes["tabindex"] for node in sentences} == {"0"}
    assert [node.attributes["aria-describedby"] for node in sentences] == list(notes)
    assert sentences[1].attributes["aria-label"] == "Statement, warning and supportive"


def test_a_note_tells_all_of_a_statement(reading, parse):
    note = list(parse(article_text(reading, "x")).every(having="note"))[1]
    first, second = (" ".join(node.text().split()) for node in note.every(having="remark"))
    assert first == (
        "▼ warning 0.80. CHN: CHN–USA. Probabilities: supportive 0.10, warning 0.80, neutral 0.10. "
        "Holder: China (CHN). Tie: China (CHN) – United States (USA). Rhetoric: report. Voice: own. Modality: actual. "
        "Speaks for it: “condemned” +1.25. Speaks against it: “the sale” -0.50."
    )
    assert second.startswith("▲ supportive 0.80. USA: CHN–USA. ")


def test_a_code_tells_its_name(reading, parse):
    named = {node.text(): node.attributes.get("title") for node in parse(article_text(reading, "x")).every("abbr")}
    expected = {"CHN": "China", "USA": "United States", "TWN": "Taiwan", "OTHER": "a party that is not named"}
    assert named == expected


def test_what_is_not_known_is_not_told(reading, parse):
    notes = list(parse(article_text(reading, "x")).every(having="note"))
    assert not re.search("Holder|Tie|Voice|Quote|Rhetoric|Speaks|Unsure|None", notes[2].text())
    assert "supportive 0.80, unsure." in notes[0].text()
    assert "Unsure: below the model’s own threshold." in notes[0].text()
    assert "the writer: OTHER–TWN." in notes[3].text()
    assert "Quote: “We will help,”." in notes[3].text()


def test_a_holder_without_a_tie_is_told(state, parse):
    reading = Reading(Article("a", "Talks."), (state("Talks.", 0, 6, "warning", "XXX"),))
    assert "0.80. XXX. " in parse(article_text(reading, "x")).text()


def test_neutral_notes_are_quiet(reading, parse):
    notes = list(parse(article_text(reading, "x")).every(having="note"))
    assert ["quiet" in node.classes for node in notes] == [False, False, True, False]


def test_the_bar_is_as_long_as_the_probabilities(reading, parse):
    bar = next(parse(article_text(reading, "x")).every(having="bar"))
    assert [node.attributes["style"] for node in bar.every()] == ["width:80.0%", "width:10.0%", "width:10.0%"]


def marks(parse, state, evidence):
    text = "abcdefghij"
    reading = Reading(Article("a", text), (state(text, 2, 8, "warning", evidence=evidence),))
    return [(node.text(), *node.classes) for node in parse(article_text(reading, "x")).every("mark")]


def test_evidence_is_marked_by_its_side(parse, state):
    assert marks(parse, state, [(3, 5, 1.0), (6, 7, -1.0)]) == [("de", "for"), ("g", "against")]


def test_where_evidence_overlaps_the_sum_decides(parse, state):
    found = marks(parse, state, [(2, 6, 1.0), (4, 8, -3.0)])
    assert found == [("cd", "for"), ("ef", "against"), ("gh", "against")]


def test_evidence_outside_of_the_sentence_is_not_marked(parse, state):
    assert marks(parse, state, [(0, 3, 1.0), (7, 10, 1.0), (0, 2, 1.0), (5, 5, 1.0)]) == [("c", "for"), ("h", "for")]


def test_sentences_that_overlap_share_no_text(parse, state):
    text = "abcdefghij"
    places = [(4, 8), (0, 6), (5, 6)]
    reading = Reading(Article("a", text), tuple(state(text, *place, "warning") for place in places))
    units = parse(article_text(reading, "x")).every(having="unit")
    assert [unit.text(without="note") for unit in units] == ["abcdef", "gh"]


def test_long_white_space_takes_linear_time():
    for text in ("\n" * 200_000, "\n \t" * 100_000, "\n" + " " * 300_000, " " * 300_000, "a\n\n" * 50_000):
        start = time.perf_counter()
        article_text(Reading(Article("a", text), ()), "x")
        assert time.perf_counter() - start < 5
