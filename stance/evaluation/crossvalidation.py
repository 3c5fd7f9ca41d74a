"""Cross-validation by group: each article is answered by a model that has never seen a sentence of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from stance.labels import Rhetoric, Stance
from stance.protocols import Classifier, Input, Predictor

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Probabilities over the full label sets, in alphabetical order.

    Attributes
    ----------
    stance
        Shape ``(n, 3)``.
    rhetoric
        Shape ``(n, 9)``.
    """

    stance: NDArray[np.float64]
    rhetoric: NDArray[np.float64]


def answers(predictor: Predictor, X: Sequence[Input]) -> Answers:
    """Return a predictor's probabilities with a column for every label, also for those it never saw."""
    return Answers(
        _widened(predictor.predict_proba(X), predictor.classes_, list(Stance)),
        _widened(predictor.predict_rhetoric_proba(X), predictor.rhetoric_classes_, list(Rhetoric)),
    )


def cross_validate(
    make: Callable[[], Classifier],
    X: Sequence[Input],
    y: Sequence[str],
    *,
    rhetoric: Sequence[str | None],
    groups: Sequence[str],
    folds: int = 10,
    progress: Progress = lambda *_: None,
) -> Answers:
    """Return what models answer for each group after learning from groups that do not include it.

    Parameters
    ----------
    make
        Returns a fresh classifier.
    X, y, rhetoric, groups
        As for ``fit``; at least two groups.
    folds
        Most folds. With no more groups than this, each group is left out alone: leave-one-article-out.
    progress
        Told about each fold.

    Raises
    ------
    ValueError
        If there is only one group.
    """
    possible = min(folds, len(set(groups)))
    if possible < 2:  # noqa: PLR2004
        raise ValueError(f"got {possible} group, expected at least two to leave one out")
    found = Answers(np.zeros((len(X), len(Stance))), np.zeros((len(X), len(Rhetoric))))
    for done, (train, held_out) in enumerate(GroupKFold(possible).split(X, y, groups)):
        progress(f"cross-validating, fold {done + 1} of {possible}", done, possible)
        classifier = make().fit(
            [X[row] for row in train],
            [y[row] for row in train],
            rhetoric=[rhetoric[row] for row in train],
            groups=[groups[row] for row in train],
        )
        fold = answers(classifier, [X[row] for row in held_out])
        found.stance[held_out], found.rhetoric[held_out] = fold.stance, fold.rhetoric
    return found


def _widened(
    probabilities: NDArray[np.float64], classes: NDArray[np.str_], labels: Sequence[str]
) -> NDArray[np.float64]:
    wide = np.zeros((len(probabilities), len(labels)))
    wide[:, [labels.index(str(label)) for label in classes]] = probabilities
    return wide
