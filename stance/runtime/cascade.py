"""Two models, one after the other: a fast one answers where it is certain, a better one elsewhere.

References
----------
Viola, P. and Jones, M. (2001). Rapid object detection using a boosted cascade of simple features. CVPR.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from stance.artifacts import Manifest
from stance.errors import DamagedModel
from stance.protocols import BothAtOnce, Input
from stance.runtime.model import Model, Probabilities, check_inputs

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Cascade(BothAtOnce):
    """A linear model, and a transformer for the texts of which the linear one is unsure.

    Parameters
    ----------
    manifest
        Whose params name the models, ``first`` and ``second``, and the ``threshold``: the top probability from which
        the first one's answer stands. Its ``data`` holds the digests of both as they were when it was chosen.
    load
        Returns a model by name.

    Attributes
    ----------
    manifest : Manifest
        What the model is.
    classes_, rhetoric_classes_ : ndarray of str
        Labels, sorted: the order of the probability columns.

    Raises
    ------
    DamagedModel
        If the manifest names no two models of the same labels, or they are not those that the threshold is for.
    """

    def __init__(self, manifest: Manifest, load: Callable[[str], Model]) -> None:
        self.manifest = manifest
        try:
            self._threshold = float(manifest.params["threshold"])
            self._first, self._second = load(manifest.params["first"]), load(manifest.params["second"])
        except (KeyError, TypeError, ValueError) as error:
            raise DamagedModel(manifest.name, f"params without {error}", "first, second and threshold") from error
        for role, model in (("first", self._first), ("second", self._second)):
            found, stated = model.manifest.digest(), manifest.data.get("digests", {}).get(role)
            if found != stated:
                raise DamagedModel(manifest.name, f"another {manifest.params[role]} ({found:.12}…)", f"{stated!s:.12}…")
        self.takes_ties = self._second.takes_ties
        self.classes_: NDArray[np.str_] = self._second.classes_
        self.rhetoric_classes_: NDArray[np.str_] = self._second.rhetoric_classes_
        for name in ("classes_", "rhetoric_classes_"):
            if not np.array_equal(getattr(self._first, name), getattr(self._second, name)):
                raise DamagedModel(manifest.name, "two models of different labels", "the same labels of both")

    def answer(self, X: Sequence[Input]) -> tuple[Probabilities, Probabilities]:
        """Return stance and rhetoric probabilities, as both models do. What asks about a tie goes to the second."""
        check_inputs(X)
        tied = np.asarray([isinstance(item, tuple) and item[1] is not None for item in X], dtype=bool)
        untied = np.flatnonzero(~tied)
        stance, rhetoric = np.zeros((len(X), len(self.classes_))), np.zeros((len(X), len(self.rhetoric_classes_)))
        stance[untied], rhetoric[untied] = self._first.answer([X[row] for row in untied.tolist()])
        unsure = np.flatnonzero(tied | (stance.max(axis=1, initial=0.0) < self._threshold))
        stance[unsure], rhetoric[unsure] = self._second.answer([X[row] for row in unsure.tolist()])
        return stance, rhetoric

    def answering(self, item: Input) -> Model:
        """Return the model whose answer to a text, or text and tie, stands."""
        if isinstance(item, tuple) and item[1] is not None:
            return self._second
        sure = self._first.answer([item])[0].max() >= self._threshold
        return self._first if sure else self._second
