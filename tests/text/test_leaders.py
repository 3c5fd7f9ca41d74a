from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.text.leaders import COLUMNS, find_leaders, leaders, names_in
from stance.text.parties import party_codes

LEADERS = leaders()


def found(text, **context):
    return [(text[m.start : m.end], m.code) for m in find_leaders(text, **context)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Barack Obama met Hu Jintao", [("Barack Obama", "USA"), ("Hu Jintao", "CHN")]),
        ("Donald J. Trump and Kim Jong-un", [("Donald J. Trump", "USA"), ("Kim Jong-un", "PRK")]),
        ("Yoon Suk-yeol, Moon Jae-in", [("Yoon Suk-yeol", "KOR"), ("Moon Jae-in", "KOR")]),
        ("PUTIN and Mr. Xi", [("PUTIN", "RUS"), ("Xi", "CHN")]),
        ("Netanyahu’s office and Zelensky's", [("Netanyahu", "ISR"), ("Zelensky", "UKR")]),
    ],
)
def test_find_reads_full_names_and_unmistakable_surnames(text, expected):
    assert found(text) == expected


def test_find_wants_an_introduction_for_a_common_surname():
    assert found("Rice was harvested") == []
    assert found("Secretary Rice spoke") == [("Rice", "USA")]
    assert found("Condoleezza Rice spoke; Rice left") == [("Condoleezza Rice", "USA"), ("Rice", "USA")]
    assert found("Rice left", named=names_in("Condoleezza Rice spoke")) == [("Rice", "USA")]


def test_find_chooses_between_namesakes_by_party_then_by_date():
    assert found("President Lee of South Korea", published="2010") == [("Lee", "KOR")]
    assert found("Prime Minister Lee spoke", parties=["SGP"]) == [("Lee", "SGP")]
    assert found("Prime Minister Lee spoke", published="2006-01-01") == [("Lee", "SGP")]
    assert found("Prime Minister Lee spoke") == []


def test_find_keeps_an_unmistakable_surname_for_those_who_had_come_to_office():
    assert found("Trump built a hotel", published="2004-05-01") == []
    assert found("Trump built a wall", published="2018-05-01") == [("Trump", "USA")]
    assert found("Donald Trump built a hotel", published="2004") == [("Donald Trump", "USA")]


@pytest.mark.parametrize("text", ["Reggie Bush ran", "the Trump Organization", "a trump card", "Xiamen", ""])
def test_find_leaves_others_alone(text):
    assert found(text) == []


def test_find_reads_a_surname_after_a_demonym_and_at_the_beginning_of_a_sentence():
    assert found("Then, Russia's Putin spoke. “But Macron left") == [("Putin", "RUS"), ("Macron", "FRA")]


PIECES = st.sampled_from(
    ["Barack Obama", "Obama", "President ", "Lee", "Bush", " and ", ". ", "’s", "Rice", "Kim Jong Un", "x"]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, max_size=10).map(" ".join))
def test_find_gives_mentions_in_order_that_do_not_overlap(text):
    mentions = find_leaders(text)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(m.role == "leader" and 0 <= m.start < m.end <= len(text) for m in mentions)


def test_the_table_is_well_formed_and_sorted():
    assert list(COLUMNS) == [*LEADERS[0]._fields[:5], "from", "to", "provenance"]
    assert sorted(LEADERS, key=lambda row: (row.code, row.name, row.since, row.office)) == list(LEADERS)
    assert len(set(LEADERS)) == len(LEADERS)
    assert {row.provenance for row in LEADERS} == {"editorial"}
    assert all(row.use in {"alone", "named"} if row.short else row.use == "" for row in LEADERS)


def test_the_table_names_known_parties_and_terms_that_reach_2000():
    assert {row.code for row in LEADERS} <= party_codes()
    assert len({row.code for row in LEADERS}) >= 40
    assert all(1940 < row.since <= (row.until or 2100) for row in LEADERS)
    assert [row for row in LEADERS if row.until is not None and row.until < 1999] == []


def test_a_short_form_is_part_of_its_name():
    forms = {
        row.short
        for row in LEADERS
        if row.short and not set(row.short.split()) & set(row.name.replace("-", " ").split())
    }
    assert forms <= {"Sheikh Tamim", "Jean-Pierre", "Thomas-Greenfield", "Douste-Blazy", "Strauss-Kahn"} | {
        row.short for row in LEADERS if "-" in row.short
    }


def test_an_unmistakable_surname_belongs_to_one_party_at_a_time():
    alone = [row for row in LEADERS if row.use == "alone"]
    pairs = [(a, b) for a in alone for b in alone if a.short == b.short and a.code < b.code]
    assert {(a.name, b.name) for a, b in pairs} == {("Kaja Kallas", "Kaja Kallas"), ("Mark Rutte", "Mark Rutte")}
    assert [a.name for a, b in pairs if a.sits(b.since + 1) and b.sits(a.since + 1)] == []
