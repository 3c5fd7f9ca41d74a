import json
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from stance import paths
from stance.corpus.agreement import agreement, agreement_by, alpha, unit_coincidences
from stance.labels import Rhetoric, Stance
from stance.records import Judgement

COMMITTED = paths.corpus_folder()
VALUES = ["neutral", "supportive", "warning"]

law = settings(deadline=None, max_examples=100)
units = st.lists(st.lists(st.sampled_from(VALUES), min_size=2, max_size=5), min_size=1, max_size=12)
tables = st.lists(st.lists(st.sampled_from([*VALUES, None]), min_size=4, max_size=4), min_size=2, max_size=12)


def measured(values):
    return alpha(unit_coincidences(values).sum(axis=0))


@law
@given(table=tables)
def test_alpha_equals_that_of_nltk_with_missing_values(table):
    shared = [[value for value in unit if value is not None] for unit in table]
    shared = [unit for unit in shared if len(unit) > 1]
    assume(len({value for unit in shared for value in unit}) > 1)
    rated = [
        (f"pass {who}", f"unit {what}", value)
        for what, unit in enumerate(table)
        for who, value in enumerate(unit)
        if value is not None
    ]
    assert measured(shared) == pytest.approx(AnnotationTask(rated).alpha(), abs=1e-12)


@law
@given(values=st.lists(st.sampled_from(VALUES), min_size=1, max_size=12), n=st.integers(2, 5))
def test_alpha_of_perfect_agreement_is_one(values, n):
    assert measured([[value] * n for value in values]) == 1.0


@law
@given(values=units)
def test_alpha_is_at_most_one(values):
    assert measured(values) <= 1.0


@law
@given(values=units, data=st.data())
def test_alpha_ignores_the_order_of_units_and_of_values(values, data):
    shuffled = [data.draw(st.permutations(unit)) for unit in data.draw(st.permutations(values))]
    assert measured(shuffled) == pytest.approx(measured(values), abs=1e-12)


@law
@given(values=units)
def test_coincidences_of_a_unit_count_each_of_its_values_once(values):
    matrices = unit_coincidences(values)
    assert np.allclose(matrices, matrices.transpose(0, 2, 1))
    assert np.allclose(matrices.sum(axis=(1, 2)), [len(unit) for unit in values])


def test_alpha_of_systematic_disagreement_is_below_zero():
    assert measured([["neutral", "warning"]] * 4) == pytest.approx(1 - 7 * 8 / 32)


@pytest.fixture
def judged_thrice(corpus, judge):
    stances = ["supportive", "neutral", "supportive"]
    first = [judge("tale/0-32"), judge("tale/33-72", stance="warning", rhetoric="reject")]
    return corpus([first, [judge("tale/0-32", stance=stances[1])], [judge("tale/73-101")]])


def test_agreement_counts_the_rows_of_each_pass(judged_thrice):
    assert agreement(judged_thrice)["passes"] == {"pass-1": 2, "pass-2": 1, "pass-3": 1}


def test_agreement_counts_only_what_two_passes_judged(judged_thrice):
    assert agreement(judged_thrice)["stance"]["overall"]["n"] == 1


def test_agreement_pairs_only_passes_that_share_a_sentence(judged_thrice):
    assert list(agreement(judged_thrice)["rhetoric"]["pairs"]) == ["pass-1 | pass-2"]


def test_agreement_measures_each_label_for_itself(judged_thrice):
    found = agreement(judged_thrice)
    assert (found["stance"]["overall"]["agreeing"], found["rhetoric"]["overall"]["agreeing"]) == (0.0, 1.0)


@pytest.mark.parametrize("passes", [0, 1])
def test_agreement_of_what_nobody_judged_twice_is_not_known(corpus, judge, passes):
    found = agreement(corpus([[judge()]] * passes))
    assert found["stance"] == {"overall": {"alpha": None, "interval": None, "agreeing": None, "n": 0}, "pairs": {}}


@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stances=st.lists(st.tuples(*[st.sampled_from(VALUES)] * 2), min_size=3, max_size=3))
def test_interval_holds_no_value_above_one_and_is_in_order(corpus, judge, invented, stances):
    both = zip(*stances, strict=True)
    passes = [[judge(key, stance=value) for key, value in zip(invented, column, strict=True)] for column in both]
    low, high = agreement(corpus(passes))["stance"]["overall"]["interval"]
    assert low <= high <= 1.0


def test_agreement_is_the_same_each_time(judged_thrice):
    assert agreement(judged_thrice) == agreement(judged_thrice)


def test_agreement_leaves_the_global_random_state_as_it_was(judged_thrice):
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    agreement(judged_thrice)
    assert np.array_equal(before, np.random.get_state()[1])  # noqa: NPY002


def test_committed_agreement_is_up_to_date():
    built = json.dumps(agreement(COMMITTED), indent=2) + "\n"
    assert (COMMITTED / "annotations" / "agreement.json").read_bytes() == built.encode()


def test_committed_agreement_has_its_alphas_inside_their_intervals():
    stored = json.loads((COMMITTED / "annotations" / "agreement.json").read_bytes())
    for label in ("stance", "rhetoric"):
        for row in (stored[label]["overall"], *stored[label]["pairs"].values()):
            assert all(low <= high for low, high in pairwise([row["interval"][0], row["alpha"], row["interval"][1]]))


def test_agreement_by_counts_each_kind_apart():
    one = {key: labelled(key, stance) for key, stance in (("a", "neutral"), ("b", "warning"), ("c", "warning"))}
    other = {key: labelled(key, stance) for key, stance in (("a", "neutral"), ("b", "neutral"), ("c", "warning"))}
    found = agreement_by(one, other, {"a": "wire", "b": "wire", "c": "speech", "d": "speech"})
    assert {kind: (row["n"], row["agreeing"]) for kind, row in found.items()} == {"speech": (1, 1.0), "wire": (2, 0.5)}


def labelled(key, stance):
    return Judgement(key, Stance(stance), Rhetoric.REPORT, mixed=False, statements=(), rule=None, sure=3)
