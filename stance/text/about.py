"""Whether a text is about the tie that is asked about, as far as the parties in it tell."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from stance.labels import Stance
from stance.protocols import Input, tie_of
from stance.text.parties import OTHER
from stance.text.render import tie_codes
from stance.text.ties import scene_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

ABOUT_ANOTHER = 0.98
"""Probability that a sentence which is about other parties alone takes no stance toward a tie.

Measured by ``benchmarks/elsewhere.py`` over the stances of the train and validation split, each sentence asked about
its own ties and about one of another sentence.
"""


def about_others(X: Sequence[Input]) -> list[int]:
    """Return the places of the inputs that ask about a tie and are about other parties alone.

    Such a text names or means parties, none of which is one of the two of the tie. A text in which no party is in view
    may be about any tie ("the two sides agreed").
    """
    asked = ((place, item[0], tie) for place, item in enumerate(X) if (tie := tie_of(item)) is not None)
    return [place for place, text, tie in asked if _is_about_others(text, tie)]


def toward_another(stance: "NDArray[np.float64]", X: Sequence[Input], classes: "NDArray[np.str_]") -> None:
    """Write the answer toward a tie that a text is not about, neutral, over those of a model that was not asked so.

    A transformer learns what a tie is not from pairs that a sentence names. Asked about a pair that it does not name,
    it would give the sentence's own stance.

    Parameters
    ----------
    stance
        Probabilities, shape ``(n, n_classes)``, changed in place.
    X
        What was asked, ``n`` inputs.
    classes
        Labels, sorted: the order of the columns. Without a neutral one nothing is written.
    """
    neutral = classes == Stance.NEUTRAL
    if neutral.any():
        rest = (1 - ABOUT_ANOTHER) / max(1, len(classes) - 1)
        stance[about_others(X)] = np.where(neutral, ABOUT_ANOTHER, rest)


def _is_about_others(text: str, tie: Sequence[str]) -> bool:
    in_view = {*scene_of(text).codes} - {OTHER}
    return bool(in_view) and in_view.isdisjoint(tie_codes(tie))
