"""Chooses the weight of a blend: the one with the lowest log-loss on held-out labels."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stance.classifiers._calibration import temperature_of
from stance.runtime.blend import pooled
from stance.runtime.model import softmax

STEPS = 20
"""Weights tried: 0, 0.05, … 1."""


def fit_weight(
    first: NDArray[np.float64], second: NDArray[np.float64], classes: NDArray[np.str_], labels: Sequence[str]
) -> float:
    """Return the weight of the first model, from 0 to 1.

    Each weight is tried with the temperature that suits it, so that what is compared is what they know and not how sure
    they are.

    Parameters
    ----------
    first, second
        Probabilities of both models, shape ``(n, n_classes)``.
    classes
        Labels, sorted: the order of the columns.
    labels
        True labels, ``n`` of them; at least one.

    Raises
    ------
    ValueError
        If there are no labels, or one is none of the classes.
    """
    if not len(labels):
        raise ValueError("got no labels, expected at least one")
    known = classes.tolist()
    for label in labels:
        if label not in known:
            raise ValueError(f"got label {label!r}, expected one of {', '.join(known)}")
    truth = np.asarray(labels)
    columns = np.searchsorted(classes, truth)

    def loss(weight: float) -> float:
        scores = pooled(first, second, weight)
        chances = softmax(scores / temperature_of(scores, classes, truth))
        return float(-np.log(chances[np.arange(len(truth)), columns]).mean())

    return min((step / STEPS for step in range(STEPS + 1)), key=loss)
