import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.metrics import confusion_matrix, f1_score, precision_recall_fscore_support

from stance.evaluation.metrics import (
    calibration_error,
    confusion,
    counted,
    macro_f1,
    most_certain,
    places_of,
    precision_recall_f1,
    uncalibrated,
)

LABELS = ["neutral", "supportive", "warning"]

law = settings(deadline=None, max_examples=100)
pairs = st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), min_size=1, max_size=40)


@st.composite
def answered(draw, min_size=1):
    rows = draw(st.lists(st.lists(st.floats(0.01, 1), min_size=3, max_size=3), min_size=min_size, max_size=40))
    truth = draw(st.lists(st.sampled_from(LABELS), min_size=len(rows), max_size=len(rows)))
    weights = np.asarray(rows).reshape(-1, 3)
    return truth, weights / weights.sum(axis=1, keepdims=True)


def two_labels(confidences):
    """Return probabilities of three labels whose top one is the first, at the confidence given."""
    return np.asarray([[confidence, (1 - confidence), 0.0] for confidence in confidences])


@law
@given(pairs=pairs)
def test_confusion_equals_that_of_scikit_learn(pairs):
    truth, predicted = zip(*pairs, strict=True)
    assert np.array_equal(confusion(truth, predicted, LABELS), confusion_matrix(truth, predicted, labels=LABELS))


@law
@given(pairs=pairs, data=st.data())
def test_counted_equals_a_plain_loop_over_the_rows_drawn(pairs, data):
    rows = data.draw(st.lists(st.integers(0, len(pairs) - 1), max_size=60))
    truth, predicted = (places_of(each, LABELS) for each in zip(*pairs, strict=True))
    counts = [[0] * len(LABELS) for _ in LABELS]
    for row in rows:
        true, answer = pairs[row]
        counts[LABELS.index(true)][LABELS.index(answer)] += 1
    drawn = np.asarray(rows, dtype=np.intp)
    found = counted(truth[drawn], predicted[drawn], len(LABELS))
    assert found.tolist() == counts
    assert float(macro_f1(found)) == float(macro_f1(np.asarray(counts, dtype=float)))


def test_confusion_has_true_labels_in_its_rows():
    assert confusion(["neutral"], ["warning"], LABELS).tolist() == [[0, 0, 1], [0, 0, 0], [0, 0, 0]]


@pytest.mark.parametrize(("truth", "predicted"), [(["hostile"], ["neutral"]), (["neutral"], ["hostile"])])
def test_confusion_refuses_a_label_that_is_not_among_them(truth, predicted):
    with pytest.raises(KeyError, match="hostile"):
        confusion(truth, predicted, LABELS)


def test_confusion_refuses_lists_of_different_length():
    with pytest.raises(ValueError, match="got 1 predicted labels for 2 true ones"):
        confusion(["neutral", "warning"], ["neutral"], LABELS)


@law
@given(pairs=pairs)
def test_precision_recall_and_f1_equal_those_of_scikit_learn(pairs):
    truth, predicted = zip(*pairs, strict=True)
    theirs = precision_recall_fscore_support(truth, predicted, labels=LABELS, zero_division=0)
    ours = precision_recall_f1(confusion(truth, predicted, LABELS))
    for mine, expected in zip(ours, theirs, strict=False):
        assert mine == pytest.approx(expected, abs=1e-12)


@law
@given(pairs=pairs)
def test_macro_f1_equals_that_of_scikit_learn(pairs):
    truth, predicted = zip(*pairs, strict=True)
    expected = f1_score(truth, predicted, average="macro", zero_division=0)
    assert float(macro_f1(confusion(truth, predicted, LABELS))) == pytest.approx(expected, abs=1e-12)


@law
@given(several=st.lists(pairs, min_size=1, max_size=4))
def test_macro_f1_of_a_stack_is_that_of_each_matrix(several):
    stack = np.stack([confusion(*zip(*each, strict=True), LABELS) for each in several])
    assert macro_f1(stack).tolist() == [float(macro_f1(counts)) for counts in stack]


def test_macro_f1_of_no_rows_is_zero():
    assert float(macro_f1(np.zeros((3, 3)))) == 0.0


@law
@given(example=answered())
def test_calibration_error_is_a_fraction(example):
    truth, probabilities = example
    assert 0.0 <= calibration_error(truth, probabilities, LABELS) <= 1.0


@law
@given(example=answered())
def test_calibration_error_is_at_least_the_gap_of_the_means(example):
    truth, probabilities = example
    right = np.asarray(LABELS)[probabilities.argmax(axis=1)] == np.asarray(truth)
    gap = abs(probabilities.max(axis=1).mean() - right.mean())
    assert calibration_error(truth, probabilities, LABELS) >= gap - 1e-12


@law
@given(example=answered(), data=st.data())
def test_calibration_error_ignores_the_order_of_rows_that_differ_in_confidence(example, data):
    truth, probabilities = example
    assume(len(set(probabilities.max(axis=1))) == len(truth))
    order = data.draw(st.permutations(range(len(truth))))
    shuffled = calibration_error([truth[row] for row in order], probabilities[order], LABELS)
    assert shuffled == pytest.approx(calibration_error(truth, probabilities, LABELS), abs=1e-12)


@pytest.mark.parametrize(
    ("truth", "confidences", "expected"),
    [
        (["neutral"], [0.8], 0.2),
        (["warning"], [0.8], 0.8),
        (["neutral", "neutral"], [1.0, 1.0], 0.0),
        (["neutral", "warning"], [0.6, 0.9], (0.4 + 0.9) / 2),
        (["neutral", "warning"] * 10, [0.75] * 20, 0.25),
        (["neutral"] * 3 + ["warning"] * 9, [0.9] * 3 + [0.6] * 9, (0.1 * 3 + 0.6 * 9) / 12),
    ],
)
def test_calibration_error_is_what_a_hand_computes(truth, confidences, expected):
    assert calibration_error(truth, two_labels(confidences), LABELS) == pytest.approx(expected)


def test_calibration_error_takes_bins_of_equal_mass():
    # Twenty rows in ten bins of two. Bins of equal width would see one bin, right half of the time at 0.55 on average.
    confidences = [0.51 + 0.004 * row for row in range(20)]
    truth = ["neutral"] * 10 + ["warning"] * 10
    expected = (sum(1 - confidence for confidence in confidences[:10]) + sum(confidences[10:])) / 20
    assert calibration_error(truth, two_labels(confidences), LABELS) == pytest.approx(expected)


def test_calibration_error_of_no_rows_is_zero():
    assert calibration_error([], np.zeros((0, 3)), LABELS) == 0.0


@law
@given(example=answered(min_size=0), coverage=st.floats(0, 1))
def test_most_certain_rows_are_no_less_certain_than_the_others(example, coverage):
    _, probabilities = example
    kept = most_certain(probabilities, coverage)
    others = np.setdiff1d(np.arange(len(probabilities)), kept)
    top = probabilities.max(axis=1)
    assert len(kept) + len(others) == len(probabilities)
    assert top[kept].min(initial=1.0) >= top[others].max(initial=0.0)


@pytest.mark.parametrize(("coverage", "rows"), [(0.0, []), (0.5, [2, 0]), (1.0, [2, 0, 3, 1])])
def test_most_certain_gives_the_fraction_asked_for_surest_first(coverage, rows):
    assert most_certain(two_labels([0.7, 0.5, 0.9, 0.6]), coverage).tolist() == rows


@given(answered(), st.floats(0.2, 5))
@law
def test_uncalibrated_undoes_a_temperature(answered, temperature):
    heated = answered[1] ** (1 / temperature)
    heated /= heated.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(uncalibrated(heated, temperature), answered[1], atol=1e-9)


def test_uncalibrated_takes_no_rows_and_no_chance():
    assert uncalibrated(np.zeros((0, 3)), 2.0).shape == (0, 3)
    assert uncalibrated(np.array([[0.0, 1.0, 0.0]]), 2.0).tolist() == [[0.0, 1.0, 0.0]]
