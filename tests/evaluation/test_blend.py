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


@pytest.mark.parametrize("guesses_first", [True, False])
def test_a_model_that_guesses_never_takes_all(guesses_first):
    good, guess = answers([place % 5 != 0 for place in range(60)]), answers([place % 9 < 3 for place in range(60)])
    weight = fit_weight(guess, good, CLASSES, TRUTH) if guesses_first else fit_weight(good, guess, CLASSES, TRUTH)
    assert (weight if guesses_first else 1 - weight) <= 0.1


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
