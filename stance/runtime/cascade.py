"""Two models, one after the other: a fast one answers where it is certain, a better one elsewhere.

References
----------
Viola, P. and Jones, M. (2001). Rapid object detection using a boosted cascade of simple features. CVPR.
"""

from collections.abc import Callable, Sequence

import numpy as np

from stance.artifacts import Manifest
from stance.manifests import NEVER, number
from stance.protocols import Input, tie_of
from stance.runtime.model import Model, Probabilities, check_inputs
from stance.runtime.parts import OfTwo, rows_without_tie


class Cascade(OfTwo):
    """A linear model, and a better one for the texts of which the linear one is unsure.

    Parameters
    ----------
    manifest
        Whose params name the models, ``first`` and ``second``, and the ``threshold``: the top probability from which
        the first one's answer stands.
    load
        Returns a model by name.

    Raises
    ------
    DamagedModel
        If the manifest names no two models of the same labels, they are not those that the threshold is for, or the
        threshold is no number that it can be.
    """

    def __init__(self, manifest: Manifest, load: Callable[[str], Model]) -> None:
        super().__init__(manifest, load)
        self._threshold = number(manifest.name, "threshold", manifest.params.get("threshold"), least=0, most=NEVER)

    def answer(self, X: Sequence[Input]) -> tuple[Probabilities, Probabilities]:
        """Return stance and rhetoric probabilities, as both models do. What asks about a tie goes to the second."""
        check_inputs(X)
        stance, rhetoric = np.zeros((len(X), len(self.classes_))), np.zeros((len(X), len(self.rhetoric_classes_)))
        untied = rows_without_tie(X)
        stance[untied], rhetoric[untied] = self._first.answer([X[row] for row in untied])
        sure = {row for row in untied if stance[row].max() >= self._threshold}
        unsure = [row for row in range(len(X)) if row not in sure]
        stance[unsure], rhetoric[unsure] = self._second.answer([X[row] for row in unsure])
        return stance, rhetoric

    def answering(self, item: Input) -> Model:
        """Return the model whose answer to a text, or text and tie, stands."""
        if tie_of(item) is not None:
            return self._second
        sure = self._first.answer([item])[0].max() >= self._threshold
        return self._first if sure else self._second
