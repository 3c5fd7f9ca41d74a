"""Calibration: temperature scaling, fitted on scores of rows not learned from, be they out of fold or held out."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.model_selection import GroupKFold, StratifiedKFold

Fold = tuple[NDArray[np.intp], NDArray[np.intp]]

RISK = 0.1
"""Fraction of wrong stances, among those not abstained from, that a released threshold keeps to."""

_LOWEST, _HIGHEST = -3.0, 3.0
"""Bounds of the logarithm of a temperature: a factor of 20 either way."""


def fit_temperature(logits: NDArray[np.float64], targets: NDArray[np.intp]) -> float:
    """Return the temperature that makes scores most likely to have produced the targets.

    Parameters
    ----------
    logits
        Scores of rows that the scorer was not fitted on, shape ``(n, n_classes)``; ``-inf`` for a class it never saw.
    targets
        Column of the true class of each row, shape ``(n,)``.

    Returns
    -------
    float
        Positive; above 1 softens, below 1 sharpens; 1 if there are no rows.

    References
    ----------
    Guo, C., Pleiss, G., Sun, Y. and Weinberger, K. Q. (2017). On calibration of modern neural networks. ICML.
    """
    if not len(targets):
        return 1.0
    rows = np.arange(len(targets))

    def loss(log_temperature: float) -> float:
        likelihoods = log_softmax(logits / np.exp(log_temperature), axis=1)[rows, targets]
        return float(-likelihoods.mean())

    return float(np.exp(minimize_scalar(loss, bounds=(_LOWEST, _HIGHEST), method="bounded").x))


def temperature_of(logits: NDArray[np.float64], classes: NDArray[np.str_], labels: NDArray[np.str_]) -> float:
    """Return the temperature over the rows whose label is known and was scored.

    Parameters
    ----------
    logits
        Shape ``(n, n_classes)``; ``-inf`` for a class that a row's scorer never saw.
    classes
        Labels, sorted: the order of the columns.
    labels
        True labels, ``n`` of them; an empty string where not known.
    """
    if not len(classes):
        return 1.0
    columns = np.clip(np.searchsorted(classes, labels), 0, len(classes) - 1)
    scored = np.isfinite(logits[np.arange(len(labels)), columns]) & (classes[columns] == labels)
    return fit_temperature(logits[scored], columns[scored])


def calibration_folds(
    y: NDArray[np.str_], groups: NDArray[np.str_] | None, folds: int, random_state: int
) -> Iterator[Fold]:
    """Yield training and held-out rows: whole groups if there are groups, else stratified rows.

    Yields nothing where the data allow no two folds.
    """
    _, counts = np.unique(y if groups is None else groups, return_counts=True)
    possible = min(folds, len(counts) if groups is not None else int(counts.min()))
    if possible < 2:  # noqa: PLR2004
        return
    if groups is None:
        splitter = StratifiedKFold(possible, shuffle=True, random_state=random_state)
    else:
        splitter = GroupKFold(possible)
    yield from splitter.split(np.zeros(len(y)), y, groups)


def fit_threshold(confidence: NDArray[np.float64], right: NDArray[np.bool_], risk: float) -> float:
    """Return the lowest confidence at or above which at most a fraction `risk` of the answers is wrong.

    Parameters
    ----------
    confidence
        Top probability of each row, shape ``(n,)``.
    right
        Whether the answer was right, shape ``(n,)``.
    risk
        From 0 to 1.

    Returns
    -------
    float
        From 0 (never abstain) to 1; 1 if no threshold reaches the risk.

    References
    ----------
    El-Yaniv, R. and Wiener, Y. (2010). On the foundations of noise-free selective classification. JMLR.
    """
    order = np.argsort(-confidence, kind="stable")
    ranked = confidence[order]
    wrong = np.cumsum(~right[order]) / np.arange(1, len(order) + 1)
    # Rows of one confidence are answered or left together, so only the last of them is a place to cut.
    last = np.append(ranked[1:] < ranked[:-1], True) if len(ranked) else np.zeros(0, dtype=bool)
    kept = np.flatnonzero(last & (wrong <= risk))
    if not len(kept):
        return 1.0
    return 0.0 if kept[-1] == len(ranked) - 1 else float(ranked[kept[-1]])
