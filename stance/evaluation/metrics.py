"""Measures of single-label classification and of probabilities, each from plain arrays."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ECE_BINS = 10
Labels = Sequence[str] | NDArray[np.str_]


def places_of(labels: Labels, known: Labels) -> NDArray[np.intp]:
    """Return the place of each label among the known ones, shape ``(n,)``; raise `KeyError` for one that is not."""
    places = {str(label): place for place, label in enumerate(known)}
    return np.fromiter((places[str(label)] for label in labels), dtype=np.intp, count=len(labels))


def counted(truth: NDArray[np.intp], predicted: NDArray[np.intp], n_labels: int) -> NDArray[np.float64]:
    """Return the confusion matrix of places, as `places_of` gives them: for counting the same rows many times."""
    if len(truth) != len(predicted):
        raise ValueError(f"got {len(predicted)} predicted labels for {len(truth)} true ones, expected one for each")
    cells = np.bincount(truth * n_labels + predicted, minlength=n_labels * n_labels)
    return cells.reshape(n_labels, n_labels).astype(np.float64)


def confusion(truth: Labels, predicted: Labels, labels: Labels) -> NDArray[np.float64]:
    """Return counts of true label (row) against predicted label (column), shape ``(n_labels, n_labels)``."""
    return counted(places_of(truth, labels), places_of(predicted, labels), len(labels))


def precision_recall_f1(
    counts: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return precision, recall and F1 of each label, each of shape ``(..., n_labels)``; 0 where undefined.

    Parameters
    ----------
    counts
        One confusion matrix or a stack of them, shape ``(..., n_labels, n_labels)``.
    """
    right = np.diagonal(counts, axis1=-2, axis2=-1)
    answered, true = counts.sum(axis=-2), counts.sum(axis=-1)

    def share(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)

    return share(right, answered), share(right, true), share(2 * right, answered + true)


def macro_f1(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean F1 over the labels that are true or predicted anywhere, shape ``(...)``.

    Parameters
    ----------
    counts
        One confusion matrix or a stack of them, shape ``(..., n_labels, n_labels)``.
    """
    present = (counts.sum(axis=-1) + counts.sum(axis=-2)) > 0
    f1 = precision_recall_f1(counts)[2]
    return np.asarray((f1 * present).sum(axis=-1) / np.maximum(present.sum(axis=-1), 1))


def calibration_error(truth: Labels, probabilities: NDArray[np.float64], classes: Labels) -> float:
    """Return the expected calibration error of the top label, from 0 to 1, in ten bins of equal mass.

    Parameters
    ----------
    truth
        True labels, ``n`` of them.
    probabilities
        Shape ``(n, n_classes)``.
    classes
        Labels of the columns.

    References
    ----------
    Naeini, M. P., Cooper, G. and Hauskrecht, M. (2015). Obtaining well calibrated probabilities using Bayesian binning.
    AAAI. With bins of equal mass as in Nguyen, K. and O'Connor, B. (2015), EMNLP.
    """
    if not len(probabilities):
        return 0.0
    confidence = probabilities.max(axis=1)
    right = np.asarray(classes)[probabilities.argmax(axis=1)] == np.asarray(truth)
    order = np.argsort(confidence, kind="stable")
    bins = np.array_split(order, min(ECE_BINS, len(order)))
    gaps = [len(rows) * abs(float(confidence[rows].mean()) - float(right[rows].mean())) for rows in bins]
    return sum(gaps) / len(order)


def most_certain(probabilities: NDArray[np.float64], coverage: float) -> NDArray[np.intp]:
    """Return the rows that a model answers at a coverage (a fraction): those with the highest top probability."""
    order = np.argsort(-probabilities.max(axis=1), kind="stable")
    return order[: round(coverage * len(order))]


def uncalibrated(probabilities: NDArray[np.float64], temperature: float) -> NDArray[np.float64]:
    """Return what probabilities were before their scores were divided by a temperature, shape ``(n, n_classes)``."""
    powers = (probabilities / probabilities.max(axis=1, keepdims=True, initial=np.finfo(float).tiny)) ** temperature
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))
