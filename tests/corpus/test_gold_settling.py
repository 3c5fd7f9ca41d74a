from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stance.corpus.gold import build_gold
from stance.errors import UnsettledDisagreement

ARCADIA = {"holder": "ARC", "tie": ["ARC", "BOR"], "stance": "supportive"}
BORDURIA = {"holder": "BOR", "tie": ["ARC", "BOR"], "stance": "supportive"}
PROTEST = {"holder": "BOR", "tie": ["ARC", "BOR"], "stance": "warning"}
FIELDS = ("stance", "rhetoric", "mixed")

statement_lists = st.lists(st.sampled_from([ARCADIA, BORDURIA, PROTEST]), unique_by=str, max_size=3)


@st.composite
def judgements(draw):
    statements = draw(statement_lists)
    stances = {held["stance"] for held in statements}
    return {
        "id": "tale/0-32",
        "stance": draw(st.sampled_from(sorted(stances) or ["neutral"])),
        "rhetoric": draw(st.sampled_from(["pledge", "praise"])),
        "mixed": len(stances) > 1,
        "rule": None,
        "sure": draw(st.sampled_from([1, 2, 3])),
        "statements": statements,
    }


law = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def settled(corpus, rows, **others):
    (row,) = build_gold(corpus([[row] for row in rows], **others))
    return row.to_dict()


def outcome(corpus, rows):
    try:
        return settled(corpus, rows)
    except UnsettledDisagreement:
        return None


def majority(values):
    value, count = Counter(values).most_common(1)[0]
    return value if count > len(values) / 2 else None


@law
@given(rows=st.lists(judgements(), min_size=1, max_size=5))
def test_each_field_has_the_value_that_most_passes_gave(corpus, rows):
    found = outcome(corpus, rows)
    expected = {field: majority([row[field] for row in rows]) for field in FIELDS}
    if None in expected.values():
        assert found is None
    elif found is not None:
        assert {field: found[field] for field in FIELDS} == expected


@law
@given(rows=st.lists(judgements(), min_size=1, max_size=5))
def test_statements_are_those_that_most_passes_list(corpus, rows):
    found = outcome(corpus, rows)
    if found is not None:
        counts = Counter(str(held) for row in rows for held in row["statements"])
        expected = {held for held, count in counts.items() if count > len(rows) / 2}
        assert {str(held) for held in found["statements"]} == expected


@law
@given(rows=st.lists(judgements(), min_size=1, max_size=5), data=st.data())
def test_order_of_the_passes_does_not_matter(corpus, rows, data):
    shuffled = data.draw(st.permutations(rows))
    assert outcome(corpus, rows) == outcome(corpus, shuffled)


@law
@given(rows=st.lists(judgements(), min_size=1, max_size=5), chosen=judgements())
def test_adjudication_wins_over_any_passes(corpus, rows, chosen):
    found = settled(corpus, rows, adjudications=[chosen | {"why": "So it reads."}])
    assert found["settled_by"] == "adjudication"
    assert {field: found[field] for field in FIELDS} == {field: chosen[field] for field in FIELDS}
    assert sorted(map(str, found["statements"])) == sorted(map(str, chosen["statements"]))


@law
@given(row=judgements())
def test_one_pass_stands(corpus, row):
    found = settled(corpus, [row])
    assert found["settled_by"] == "one pass"
    assert {field: found[field] for field in FIELDS} == {field: row[field] for field in FIELDS}


@law
@given(row=judgements(), n=st.integers(2, 5))
def test_passes_that_are_equal_are_unanimous(corpus, row, n):
    assert settled(corpus, [row] * n)["settled_by"] == "unanimous"


def test_two_passes_against_one_are_a_majority(corpus, judge):
    found = settled(corpus, [judge(), judge(rhetoric="praise"), judge()])
    assert (found["settled_by"], found["rhetoric"]) == ("majority", "pledge")


@pytest.mark.parametrize(
    "changes",
    [
        {"stance": "neutral"},
        {"rhetoric": "praise"},
        {"mixed": True, "statements": [ARCADIA, PROTEST]},
    ],
)
def test_two_passes_that_differ_are_unsettled(corpus, judge, changes):
    with pytest.raises(UnsettledDisagreement, match="tale/0-32"):
        settled(corpus, [judge(), judge(**changes)])


def test_three_passes_that_all_differ_are_unsettled(corpus, judge):
    with pytest.raises(UnsettledDisagreement, match="tale/0-32"):
        settled(corpus, [judge(), judge(rhetoric="praise"), judge(rhetoric="cooperate")])


def test_labels_agreed_for_reasons_that_differ_are_unsettled(corpus, judge):
    with pytest.raises(UnsettledDisagreement, match="tale/0-32"):
        settled(corpus, [judge(statements=[ARCADIA]), judge(statements=[BORDURIA])])


def test_statement_that_half_of_the_passes_list_is_left_out(corpus, judge):
    found = settled(corpus, [judge(statements=[ARCADIA, BORDURIA]), judge(statements=[ARCADIA])])
    assert found["statements"] == [ARCADIA]


def test_statements_stand_in_one_order_whatever_the_passes_have(corpus, judge):
    rows = [judge(statements=[BORDURIA, ARCADIA]), judge(statements=[ARCADIA, BORDURIA])]
    assert settled(corpus, rows)["statements"] == [ARCADIA, BORDURIA]
