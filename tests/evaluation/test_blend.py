import numpy as np
import pytest

from stance.evaluation.blend import fit_weight

CLASSES = np.asarray(["neutral", "supportive", "warning"])
TRUTH = CLASSES.tolist() * 20


def answers(right, confidence=0.8):
    """Return probabilities of a model that is right where told."""
    found = [
        label if good else CLASSES[(place + 1) % 3]
        for place, (label, good) in enumerate(zip(TRUTH, right, strict=True))
    ]
    rows = np.full((len(TRUTH), 3), (1 - confidence) / 2)
    rows[np.arange(len(TRUTH)), np.searchsorted(CLASSES, found)] = confidence
    return rows


@pytest.mark.parametrize(("firsts", "expected"), [(True, 1.0), (False, 0.0)])
def test_a_model_that_is_right_has_the_weight_of_one_that_guesses(firsts, expected):
    good, bad = answers([True] * 60), np.full((60, 3), 1 / 3)
    pair = (good, bad) if firsts else (bad, good)
    found = fit_weight(*pair, CLASSES, TRUTH)
    # With a temperature, any weight of a model that knows all is as good.
    assert found > 0 if expected else found < 1


def test_models_that_are_wrong_on_different_texts_share_the_weight():
    first = answers([place % 5 != 0 for place in range(60)])
    second = answers([place % 5 != 1 for place in range(60)])
    assert 0.3 <= fit_weight(first, second, CLASSES, TRUTH) <= 0.7


def test_the_better_of_two_has_more_weight():
    first = answers([place % 3 != 0 for place in range(60)])
    second = answers([place % 10 != 1 for place in range(60)])
    assert fit_weight(first, second, CLASSES, TRUTH) < 0.5


@pytest.mark.parametrize(("label", "told"), [("", "''"), ("hostile", "'hostile'"), ("zzz", "'zzz'")])
def test_a_label_that_is_no_class_is_refused(label, told):
    with pytest.raises(ValueError, match=f"got label {told}, expected one of neutral, supportive, warning"):
        fit_weight(answers([True] * 60), answers([True] * 60), CLASSES, [*TRUTH[:-1], label])


def test_no_labels_are_refused():
    with pytest.raises(ValueError, match="got no labels"):
        fit_weight(np.zeros((0, 3)), np.zeros((0, 3)), CLASSES, [])
