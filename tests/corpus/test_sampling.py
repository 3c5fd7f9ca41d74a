from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.corpus.sampling import MOST_A_DOCUMENT, MOST_WORDS, draw, words
from stance.corpus.sources.base import Document
from stance.text.parties import find_parties

COUNTRIES = ["France", "Japan", "Brazil", "Kenya", "Norway", "India"]


def document(number, naming=10, plain=10):
    """Build a document of invented sentences, some that name two parties and some that name none."""
    pairs = [pair for pair in product(COUNTRIES, COUNTRIES) if pair[0] != pair[1]]
    lines = [f"{one} wrote letter number {number} to {other}." for one, other in pairs[:naming]]
    lines += [f"The weather of day {day} in town {number} was mild." for day in range(plain)]
    return Document(f"tales/{number}", "\n".join(lines), f"Tale {number}", "2020-01-01", f"{number}.txt")


DOCUMENTS = [document(number) for number in range(8)]


def ids(drawn):
    return [each.sentence.id for each in drawn]


def names_two(each):
    return len({mention.code for mention in find_parties(each.sentence.text)}) > 1


@settings(deadline=None, max_examples=20)
@given(n=st.integers(0, 60), random_state=st.integers(0, 999))
def test_draw_gives_as_many_as_asked_each_once(n, random_state):
    drawn = ids(draw(DOCUMENTS, n, random_state=random_state))
    assert len(drawn) == len(set(drawn)) == n


@settings(deadline=None, max_examples=20)
@given(n=st.integers(1, 200), random_state=st.integers(0, 999))
def test_draw_takes_no_document_too_often(n, random_state):
    counts = Counter(each.sentence.article for each in draw(DOCUMENTS, n, random_state=random_state))
    assert max(counts.values()) <= MOST_A_DOCUMENT


def test_draw_gives_fewer_where_there_are_not_so_many():
    assert len(draw([document(0, naming=2, plain=3)], 50, random_state=0)) == 5


def test_draw_is_the_same_for_the_same_seed():
    assert ids(draw(DOCUMENTS, 20, random_state=3)) == ids(draw(DOCUMENTS, 20, random_state=3))


def test_draw_differs_by_seed():
    assert ids(draw(DOCUMENTS, 20, random_state=3)) != ids(draw(DOCUMENTS, 20, random_state=4))


def test_draw_leaves_the_global_random_state_as_it_was():
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    draw(DOCUMENTS, 20, random_state=0)
    assert np.array_equal(before, np.random.get_state()[1])  # noqa: NPY002


def test_draw_takes_most_from_sentences_that_name_two_parties():
    drawn = draw(DOCUMENTS, 40, random_state=0)
    assert sum(names_two(each) for each in drawn) >= 28


def test_draw_takes_others_where_too_few_name_two_parties():
    drawn = draw([document(number, naming=1, plain=9) for number in range(4)], 20, random_state=0)
    assert (len(drawn), sum(names_two(each) for each in drawn)) == (20, 4)


@pytest.mark.parametrize("count", [1, 3, MOST_WORDS + 1])
def test_draw_passes_by_sentences_that_are_too_short_or_too_long(count):
    text = " ".join(["Word", *["word"] * (count - 1)]) + "."
    assert draw([Document("tales/0", text, None, None, "0.txt")], 5, random_state=0) == []


@pytest.mark.parametrize("count", [4, MOST_WORDS])
def test_draw_takes_sentences_at_the_limits_of_length(count):
    text = " ".join(["Word", *["word"] * (count - 1)]) + "."
    assert len(draw([Document("tales/0", text, None, None, "0.txt")], 5, random_state=0)) == 1


def test_draw_gives_title_and_neighbours():
    text = "One line stands here.\nTwo lines stand here.\nThree lines stand here."
    drawn = draw([Document("tales/0", text, "A tale", None, "0.txt")], 3, random_state=0)
    found = {each.sentence.text: (each.title, each.previous, each.following) for each in drawn}
    assert found["Two lines stand here."] == ("A tale", "One line stands here.", "Three lines stand here.")
    assert found["One line stands here."][1] is None
    assert found["Three lines stand here."][2] is None


def test_draw_keeps_apart_from_texts_that_share_most_words():
    apart = words("France wrote letter number 0 to Japan!")
    drawn = draw([document(0, naming=6, plain=2)], 8, random_state=0, apart_from=[apart])
    assert {each.sentence.text.partition(" ")[0] for each in drawn} == {"The"}


def test_draw_takes_texts_that_share_few_words():
    assert len(draw([document(0, naming=0, plain=4)], 4, random_state=0, apart_from=[words("The mild cat")])) == 0
    assert len(draw([document(0, naming=0, plain=4)], 4, random_state=0, apart_from=[words("The old cat sat")])) == 4


def test_words_are_lower_case_without_the_marks_at_their_ends():
    assert words("“We’re here,” she SAID: (twice). —") == {"we’re", "here", "she", "said", "twice", "—"}


def test_words_of_an_empty_text_are_none():
    assert words(" ... ") == frozenset()
