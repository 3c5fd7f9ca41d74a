"""Two models that both answer: their opinions pooled, each with its weight.

References
----------
Genest, C. and Zidek, J. V. (1986). Combining probability distributions: a critique and an annotated bibliography.
Statistical Science 1(1).
Heskes, T. (1998). Selecting weighting factors in logarithmic opinion pools. NIPS 10.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from stance.artifacts import Manifest
from stance.manifests import number
from stance.protocols import Input
from stance.runtime.model import Model, Probabilities, calibrated, check_inputs
from stance.runtime.parts import OfTwo, rows_without_tie

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TINY = 1e-12


def pooled(first: Probabilities, second: Probabilities, weight: float) -> "NDArray[np.float64]":
    """Return the scores of a logarithmic opinion pool: the weighted mean of the logarithms of two probabilities.

    Parameters
    ----------
    first, second
        Probabilities of both models, of one shape.
    weight
        Of the first, from 0 to 1; the second has the rest.
    """
    return weight * np.log(np.maximum(first, _TINY)) + (1 - weight) * np.log(np.maximum(second, _TINY))


class Blend(OfTwo):
    """Two models whose answers are pooled; a text with a tie is answered by the second alone.

    Parameters
    ----------
    manifest
        Whose params name the models, ``first`` and ``second``, and the ``weight`` of the first, from 0 to 1; its
        calibration has a temperature for each output.
    load
        Returns a model by name.

    Raises
    ------
    DamagedModel
        If the manifest names no two models of the same labels, they are not those that the weight is for, or the weight
        or a temperature is out of its range.
    """

    def __init__(self, manifest: Manifest, load: Callable[[str], Model]) -> None:
        super().__init__(manifest, load)
        self._weight = number(manifest.name, "weight", manifest.params.get("weight"), least=0, most=1)
        self._temperatures = manifest.temperatures()

    def answer(self, X: Sequence[Input]) -> tuple[Probabilities, Probabilities]:
        """Return stance and rhetoric probabilities, as both models do. What asks about a tie goes to the second."""
        check_inputs(X)
        stance, rhetoric = (answers.copy() for answers in self._second.answer(X))
        both = rows_without_tie(X)
        also = self._first.answer([X[row] for row in both])
        scores = [pooled(one, other[both], self._weight) for one, other in zip(also, (stance, rhetoric), strict=True)]
        stance[both], rhetoric[both] = calibrated(np.hstack(scores), len(self.classes_), self._temperatures)
        return stance, rhetoric
