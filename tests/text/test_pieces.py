import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.text.pieces import pieces, trimmed

WORDS = """
China the United States’ U.S.-led “we” — never of New Zealand \u200b \u0301 ﷺ , ... Xi
"""
TEXTS = st.lists(st.sampled_from(WORDS.split()), max_size=20).map("\n ".join) | st.text(max_size=60)


@settings(deadline=None)
@given(text=TEXTS)
def test_pieces_hold_all_that_is_no_white_space_in_order(text):
    found = pieces(text)
    edges = [edge for each in found for edge in (each.start, each.end)]
    assert edges == sorted(edges)
    outside = [text[start:end] for start, end in zip([0, *edges[1::2]], [*edges[::2], len(text)], strict=True)]
    assert not "".join(outside).strip()
    assert all(each.start < each.end for each in found)


@settings(deadline=None)
@given(text=TEXTS)
def test_a_piece_without_a_party_has_no_white_space(text):
    assert all(each.parties or not re.search(r"\s", text[each.start : each.end]) for each in pieces(text))


def test_the_name_of_a_party_is_one_piece():
    text = "The United States and New\nZealand’s navy sailed."
    named = [(text[each.start : each.end], sorted(each.parties)) for each in pieces(text) if each.parties]
    assert named == [("United States", ["USA"]), ("New\nZealand’s", ["NZL"])]


@pytest.mark.parametrize("word", ["condemned", "not", "no", "against", "without", "2024", "China", "but"])
def test_words_that_may_carry_a_stance_tell_something(word):
    assert [each.tells for each in pieces(word)] == [True]


@pytest.mark.parametrize("word", ["the", "The", "“of", "is,", "—", "…", "by."])
def test_function_words_and_marks_tell_nothing(word):
    assert [each.tells for each in pieces(word)] == [False]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“never,”", "never"),
        ("pact.", "pact"),
        ("pact.”", "pact"),
        ("U.S.", "U.S."),
        ("(U.S.),", "U.S."),
        ("wait...", "wait"),
        ("—", "—"),
        ("...", "..."),
        ("plain", "plain"),
        ("the pact.", "the pact"),
    ],
)
def test_punctuation_at_the_edges_is_trimmed(text, inner):
    start, end = trimmed(f"x {text} y", 2, 2 + len(text))
    assert f"x {text} y"[start:end] == inner
