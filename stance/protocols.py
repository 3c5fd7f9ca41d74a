"""What a model must offer: a predictor answers; a classifier also learns and saves."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self, runtime_checkable

from stance.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Input = str | tuple[str, tuple[str, str] | None]
"""What is classified: a text, or a text and the tie that is asked about."""


def tie_of(item: Input) -> tuple[str, str] | None:
    """Return the tie that an input asks about; None if it asks about none."""
    return item[1] if isinstance(item, tuple) else None


@runtime_checkable
class Predictor(Protocol):
    """Anything that answers for a list of texts."""

    classes_: "NDArray[np.str_]"
    rhetoric_classes_: "NDArray[np.str_]"

    def predict(self, X: Sequence[Input]) -> "NDArray[np.str_]":
        """Return the most probable stance of each text, shape ``(n,)``."""
        ...

    def predict_proba(self, X: Sequence[Input]) -> "NDArray[np.float64]":
        """Return calibrated probabilities, shape ``(n, n_classes)``, columns as in `classes_`."""
        ...

    def predict_rhetoric(self, X: Sequence[Input]) -> "NDArray[np.str_]":
        """Return the most probable rhetoric of each text, shape ``(n,)``."""
        ...

    def predict_rhetoric_proba(self, X: Sequence[Input]) -> "NDArray[np.float64]":
        """Return calibrated probabilities, shape ``(n, n_rhetoric)``, columns as in `rhetoric_classes_`."""
        ...


class MostProbable:
    """What every predictor makes of its probabilities: the most probable label of each row."""

    classes_: "NDArray[np.str_]"
    rhetoric_classes_: "NDArray[np.str_]"

    def predict(self: Predictor, X: Sequence[Input]) -> "NDArray[np.str_]":
        """Return the most probable stance of each text, shape ``(n,)``."""
        most_probable = self.predict_proba(X).argmax(axis=1)
        labels: NDArray[np.str_] = self.classes_[most_probable]
        return labels

    def predict_rhetoric(self: Predictor, X: Sequence[Input]) -> "NDArray[np.str_]":
        """Return the most probable rhetoric of each text, shape ``(n,)``.

        Raises
        ------
        ModelError
            If it has learned no rhetoric.
        """
        probabilities = self.predict_rhetoric_proba(X)
        if not len(self.rhetoric_classes_):
            raise ModelError(
                f"got a {type(self).__name__} that has learned no rhetoric; expected one that has. "
                "Fit it with `rhetoric`, or ask another model."
            )
        labels: NDArray[np.str_] = self.rhetoric_classes_[probabilities.argmax(axis=1)]
        return labels


class _AnswersBoth(Protocol):
    def answer(self, X: Sequence[Input]) -> "tuple[NDArray[np.float64], NDArray[np.float64]]": ...


class BothAtOnce(MostProbable):
    """What a predictor whose ``answer`` gives both outputs in one pass makes of it: each output alone."""

    def predict_proba(self: _AnswersBoth, X: Sequence[Input]) -> "NDArray[np.float64]":
        """Return calibrated stance probabilities, shape ``(n, n_classes)``, columns as in `classes_`."""
        return self.answer(X)[0]

    def predict_rhetoric_proba(self: _AnswersBoth, X: Sequence[Input]) -> "NDArray[np.float64]":
        """Return calibrated rhetoric probabilities, shape ``(n, n_rhetoric)``, columns as in `rhetoric_classes_`."""
        return self.answer(X)[1]


class Classifier(Predictor, Protocol):
    """A predictor that learns from labelled texts and saves itself as a model folder."""

    def fit(
        self,
        X: Sequence[Input],
        y: Sequence[str],
        *,
        rhetoric: Sequence[str | None] | None = None,
        groups: Sequence[str] | None = None,
    ) -> Self:
        """Learn from texts and labels, forgetting any previous fit."""
        ...

    def get_params(self) -> dict[str, Any]:
        """Return the constructor arguments."""
        ...

    def save(self, folder: str | Path, *, data: Mapping[str, Any] | None = None) -> None:
        """Write a model folder; `data` goes into its manifest."""
        ...
