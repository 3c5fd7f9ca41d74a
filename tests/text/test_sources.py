import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.records import Article
from stance.text.quotes import Quote, find_quotes
from stance.text.sentences import sentences
from stance.text.sources import main_quote, quotes_by_sentence


def by_sentence(text):
    found = sentences(Article("a", text))
    spans = [(each.start, each.end) for each in found]
    quotes = quotes_by_sentence(find_quotes(text, spans), spans)
    return list(zip([each.text for each in found], quotes, strict=True))


def test_a_quote_lies_in_its_sentence():
    ((_, none), (text, (quote,))) = by_sentence("Talks began. Japan said that it would help Chile.")
    assert none == ()
    assert text[slice(*quote.source)] == "Japan"
    assert text[slice(*quote.content)] == "it would help Chile"


def test_a_quote_over_sentences_reaches_into_each_and_its_source_stays_where_it_is():
    text = 'Japan said: "We will help Chile. We will not wait." Talks began.'
    (first, second, last) = by_sentence(text)
    ((sentence, (quote,)), (later, (rest,))) = first, second
    assert sentence[slice(*quote.source)] == "Japan"
    assert later[slice(*rest.content)] == "We will not wait."
    assert rest.source[1] <= 0
    assert last[1] == ()


def test_a_sentence_has_no_more_than_eight_quotes_and_the_next_has_its_own():
    quotes = [Quote("direct", None, None, (place, place + 1)) for place in range(0, 24, 2)]
    quotes.append(Quote("direct", None, None, (30, 31)))
    assert [len(found) for found in quotes_by_sentence(quotes, [(0, 25), (26, 40)])] == [8, 1]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Japan said that Chile had warned that Peru would attack.", "Japan"),
        ("“We will help,” Chile said.", "Chile"),
        ("The so-called “alliance” met.", None),
        ("Nothing happened.", None),
    ],
)
def test_the_main_quote_is_attributed_and_in_nobody_elses_words(sentence, source):
    found = main_quote(find_quotes(sentence))
    assert (None if found is None else sentence[slice(*found.source)]) == source


def test_quotes_over_many_sentences_take_linear_time():
    def seconds(size):
        quotes = [Quote("direct", None, None, (place, 2 * size)) for place in range(size)]
        spans = [(place, place + 1) for place in range(2 * size)]
        start = time.process_time()
        quotes_by_sentence(quotes, spans)
        return time.process_time() - start

    seconds(100)
    # Work of a busy machine only adds: one fair pair is enough.
    assert any(seconds(4000) <= 3 * seconds(2000) + 0.002 for _ in range(6))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["Japan said ", "that ", "“", "”", '"', "Chile ", "warned ", ". ", ", ", "\n\n", "he "]))
)
def test_what_is_said_lies_within_its_sentence(words):
    for text, quotes in by_sentence("Japan. " + "".join(words)):
        assert all(0 <= quote.content[0] < quote.content[1] <= len(text) for quote in quotes)
