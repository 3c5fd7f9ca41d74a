import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import log_softmax

from stance.classifiers._calibration import calibration_folds, fit_temperature


def loss(logits, targets, temperature):
    return -log_softmax(logits / temperature, axis=1)[np.arange(len(targets)), targets].mean()


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 10**6), scale=st.floats(0.2, 8))
def test_fit_temperature_never_makes_scores_less_likely(seed, scale):
    generator = np.random.default_rng(seed)
    logits = generator.normal(size=(60, 3)) * scale
    targets = generator.integers(0, 3, 60)
    fitted = fit_temperature(logits, targets)
    assert loss(logits, targets, fitted) <= loss(logits, targets, 1.0) + 1e-6


def test_fit_temperature_finds_the_factor_by_which_scores_are_too_sure():
    generator = np.random.default_rng(0)
    honest = generator.normal(size=(20_000, 3)) * 2
    chances = np.exp(log_softmax(honest, axis=1))
    targets = np.array([generator.choice(3, p=row) for row in chances])
    assert fit_temperature(honest * 4, targets) == pytest.approx(4, rel=0.05)


def test_fit_temperature_of_nothing_is_one():
    assert fit_temperature(np.zeros((0, 3)), np.zeros(0, dtype=np.intp)) == 1.0


def test_fit_temperature_takes_classes_that_a_fold_never_saw():
    logits = np.array([[2.0, 0.0, -np.inf], [0.0, 1.0, -np.inf]])
    assert np.isfinite(fit_temperature(logits, np.array([0, 1])))


def test_calibration_folds_keep_groups_whole():
    groups = np.array(["a", "b", "c", "a", "b", "c"])
    for train, held_out in calibration_folds(np.array(["x", "y"] * 3), groups, 3, 0):
        assert not set(groups[train]) & set(groups[held_out])


def test_calibration_folds_without_groups_are_stratified_and_repeatable():
    y = np.array(["x"] * 6 + ["y"] * 3)
    folds = list(calibration_folds(y, None, 5, 0))
    assert [sorted(y[held_out]) for _, held_out in folds] == [["x", "x", "y"]] * 3
    again = list(calibration_folds(y, None, 5, 0))
    assert all((one[1] == other[1]).all() for one, other in zip(folds, again, strict=True))


def test_calibration_folds_of_a_lone_row_are_none():
    assert list(calibration_folds(np.array(["x", "y"]), None, 5, 0)) == []
