"""Calibration: temperature scaling, fitted on scores that the training rows got out of fold."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.model_selection import GroupKFold, StratifiedKFold

Fold = tuple[NDArray[np.intp], NDArray[np.intp]]

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
