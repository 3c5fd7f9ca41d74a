"""Where a cascade should change over: macro-F1 against the share of texts that the first model answers alone."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.evaluation.metrics import counted, macro_f1, places_of

STEPS = 101
"""Thresholds tried: the shares 0, 0.01, … 1 of texts that the first model answers."""


@dataclass(frozen=True, slots=True)
class Point:
    """One threshold of a cascade.

    Attributes
    ----------
    threshold
        Top probability of the first model from which its answer stands; above 1 for never.
    share
        Fraction of texts that it answers.
    macro_f1
        Of the cascade.
    """

    threshold: float
    share: float
    macro_f1: float

    def to_dict(self) -> dict[str, Any]:
        """Return the fields, rounded to four places."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


def curve(
    first: NDArray[np.float64], second: NDArray[np.float64], classes: NDArray[np.str_], stance: Sequence[str]
) -> list[Point]:
    """Return the points of a cascade, from the second model alone to the first alone.

    Parameters
    ----------
    first, second
        Probabilities of both models, shape ``(n, n_classes)``.
    classes
        Labels of the columns.
    stance
        True labels, ``n`` of them, each one of the classes.
    """
    truth, confidence = places_of(stance, classes), first.max(axis=1)
    ranked = np.sort(confidence)[::-1]
    points = []
    for step in range(STEPS):
        answered = round(step / (STEPS - 1) * len(truth))
        threshold = float(ranked[answered - 1]) if answered else 1.0001
        alone = confidence >= threshold
        found = np.where(alone[:, None], first, second).argmax(axis=1)
        f1 = float(macro_f1(counted(truth, found, len(classes))))
        points.append(Point(threshold, float(alone.mean()), f1))
    return points


def chosen(points: Sequence[Point], drop: float) -> Point:
    """Return the point with the largest share up to which macro-F1 stays within `drop` of the second model alone."""
    least = points[0].macro_f1 - drop
    best = points[0]
    for point in points:
        if point.macro_f1 < least:
            break
        best = point
    return best
