"""The floor under every comparison: a classifier that never looks at the text."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from stance.artifacts import Manifest, library_versions, write_model
from stance.classifiers._inputs import check_savable, rendered, training_set
from stance.protocols import Input, MostProbable


class MajorityClassifier(MostProbable, ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Answers every text with the most frequent label, and with the label shares as probabilities.

    Attributes
    ----------
    classes_, rhetoric_classes_ : ndarray of str
        Labels seen in ``fit``, sorted.
    shares_, rhetoric_shares_ : ndarray of float
        Share of each label in the training rows.
    """

    kind = "majority"

    def fit(
        self,
        X: Sequence[Input],
        y: Sequence[str],
        *,
        rhetoric: Sequence[str | None] | None = None,
        groups: Sequence[str] | None = None,
    ) -> Self:
        """Count the labels.

        Parameters
        ----------
        X
            Texts, ``n`` of them.
        y
            Stance of each.
        rhetoric
            Rhetoric of each; None where not known.
        groups
            Accepted for the common signature; has no effect.

        Returns
        -------
        MajorityClassifier
            Itself.
        """
        data = training_set(X, y, rhetoric, groups, type(self).__name__)
        self.classes_, self.shares_ = _shares(data.stance)
        self.rhetoric_classes_, self.rhetoric_shares_ = _shares(data.rhetoric[data.rhetoric != ""])
        return self

    def predict_proba(self, X: Sequence[Input]) -> NDArray[np.float64]:
        """Return the stance shares for each text, shape ``(n, n_classes)``."""
        check_is_fitted(self)
        return np.tile(self.shares_, (len(rendered(X, type(self).__name__)), 1))

    def predict_rhetoric_proba(self, X: Sequence[Input]) -> NDArray[np.float64]:
        """Return the rhetoric shares for each text, shape ``(n, n_rhetoric)``."""
        check_is_fitted(self)
        return np.tile(self.rhetoric_shares_, (len(rendered(X, type(self).__name__)), 1))

    def save(self, folder: str | Path, *, data: Mapping[str, Any] | None = None) -> None:
        """Write a model folder.

        Parameters
        ----------
        folder
            Where to; its name becomes the model's.
        data
            What the model was trained on, for the manifest.

        Raises
        ------
        ValueError
            If it has learned other labels than those of `Stance` and `Rhetoric`.
        """
        check_is_fitted(self)
        check_savable(self)
        folder = Path(folder)
        heads = {"stance": self.shares_, "rhetoric": self.rhetoric_shares_}
        tensors = {f"{head}.intercept": np.log(shares) for head, shares in heads.items()}
        tensors |= {f"{head}.coef": np.zeros((0, len(shares))) for head, shares in heads.items()}
        manifest = Manifest(
            name=folder.name,
            kind=self.kind,
            params=self.get_params(),
            classes=self.classes_.tolist(),
            rhetoric_classes=self.rhetoric_classes_.tolist(),
            calibration={"method": "label shares", "stance": 1.0, "rhetoric": 1.0},
            abstention=None,
            data=dict(data or {}),
            versions=library_versions("numpy"),
        )
        write_model(folder, manifest, tensors, {})


def _shares(labels: NDArray[np.str_]) -> tuple[NDArray[np.str_], NDArray[np.float64]]:
    classes, counts = np.unique(labels, return_counts=True)
    return classes, counts / max(counts.sum(), 1)
