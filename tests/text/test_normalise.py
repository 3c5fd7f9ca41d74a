import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.text.normalise import fold, normalise

TEXTS = (
    st.text(max_size=60)
    | st.text(alphabet="aI “”’–\u00a0\u200b\u0301\u0300ﬁ½¨ｶﾞ\x1b\n\t", max_size=30)
    | st.text(alphabet="aI  .\n\t\u00a0éÿ×“”″´`‐−", max_size=30)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” she’d said – twice", '"Yes," she\'d said - twice'),
        ("the\u00a0US\u200b and\tChina\n", "the US and China"),
        ("ﬁrm ½", "firm 1\u20442"),
        ("Ｔａｉｗａｎ", "Taiwan"),
        ("cafe\u0301", "café"),
        ("  two  spaces ", "two spaces"),
        ("plain text.", "plain text."),
        ("", ""),
    ],
)
def test_normalise_gives_one_form_to_what_looks_the_same(text, expected):
    assert normalise(text).text == expected


def test_normalise_maps_a_span_back_to_the_original():
    text = "  “Ｔaiwan”  wins"
    found = normalise(text)
    start = found.text.index("Taiwan")
    assert text[slice(*found.original(start, start + 6))] == "Ｔaiwan"


def test_normalise_traces_a_space_to_the_first_of_those_that_it_stands_for():
    found = normalise(" the\u00a0 US\r\n“won”  ")
    assert found.text == 'the US "won"'
    assert [found.original(*span) for span in ((0, 3), (3, 4), (4, 6), (6, 7), (7, 12))] == [
        (1, 4),
        (4, 5),
        (6, 8),
        (8, 9),
        (10, 15),
    ]


@settings(deadline=None, max_examples=300)
@given(text=st.text(alphabet="aI  .\n\t\u00a0éÿ×“”″´`‐−", max_size=30))
def test_characters_that_fold_alone_are_traced_as_all_others(text):
    # The last character does not fold alone, so that the whole text goes the longer way.
    found, longer = normalise(f"{text}."), normalise(f"{text}.\u0301")
    assert (found.text, found.starts) == (longer.text.removesuffix("\u0301"), longer.starts[: len(found.text)])
    assert found.ends[:-1] == longer.ends[: len(found.text) - 1]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 99)])
def test_normalised_refuses_a_span_outside_its_text(start, end):
    with pytest.raises(ValueError, match="expected one inside 0-4"):
        normalise("text").original(start, end)


@settings(deadline=None)
@given(text=TEXTS)
def test_normalise_is_idempotent(text):
    once = normalise(text).text
    assert normalise(once).text == once


@settings(deadline=None)
@given(text=TEXTS)
def test_normalise_maps_every_character_to_a_span_in_order(text):
    found = normalise(text)
    spans = list(zip(found.starts, found.ends, strict=True))
    assert len(spans) == len(found.text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@settings(deadline=None, max_examples=300)
@given(text=TEXTS)
def test_fold_is_the_text_of_normalise(text):
    assert fold(text) == normalise(text).text


@settings(deadline=None)
@given(text=TEXTS | st.text(alphabet="İßΣ a", max_size=20))
def test_small_letters_are_traced_to_the_same_original(text):
    found, lower = normalise(text), normalise(text).lower()
    assert lower.text == found.text.lower()
    assert len(lower.text) == len(lower.starts) == len(lower.ends)
    assert sorted(set(zip(lower.starts, lower.ends, strict=True))) == sorted(
        set(zip(found.starts, found.ends, strict=True))
    )


def test_small_letters_that_are_longer_are_traced():
    lower = normalise("İstanbul won").lower()
    start = lower.text.index("won")
    assert lower.original(start, start + 3) == (9, 12)
    assert lower.original(0, 2) == (0, 1)


def test_what_replaces_a_span_is_traced_to_all_of_it():
    found = normalise("the \u200bUnited States’ and Peru").replaced([(4, 17), (23, 27)], "x")
    assert found.text == "the x' and x"
    assert [found.original(place, place + 1) for place in (4, 5, 11)] == [(5, 18), (18, 19), (24, 28)]
