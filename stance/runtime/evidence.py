"""Why a model thinks so: the pieces of a sentence and how much each speaks for a stance.

Of a linear model the weights are exact: what the n-grams of a piece add to the score. Of any other model they are what
the score loses when the piece is taken out (occlusion), which is an answer about the model and not about the world.

References
----------
Li, J., Monroe, W. and Jurafsky, D. (2016). Understanding neural networks through representation erasure. arXiv.
Zeiler, M. D. and Fergus, R. (2014). Visualizing and understanding convolutional networks. ECCV.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stance.labels import Stance
from stance.protocols import Input, tie_of
from stance.runtime.cascade import Cascade
from stance.runtime.linear import LinearPredictor
from stance.runtime.model import Model
from stance.text.pieces import Piece, pieces, trimmed
from stance.text.render import tie_codes

MOST_OCCLUSIONS = 24
"""Most pieces that are taken out of a sentence, each of which costs an answer of the model.

Chosen on sentences of the validation split with ``minilm-v1`` and the measures of ``benchmarks/evidence.py``: 16 were
worth less, 32 hardly more, and every single word no more. Taking words out was worth as much as ``[MASK]`` in their
place, and more than ``[UNK]``, dots or "it"; phrases between function words were worth less than words.
"""

MOST_PIECES = 5
"""Most pieces that are called evidence."""

LEAST_SHARE = 0.1
"""Least weight of a piece that is called evidence, as a fraction of the greatest."""

_TINY = 1e-12


class Weight(NamedTuple):
    """A stretch of a text, ``text[start:end]``, and how much it speaks for a stance; below 0 if against it."""

    start: int
    end: int
    weight: float


def find_evidence(model: Model, item: Input, stance: Stance) -> tuple[Weight, ...]:
    """Return the pieces of a text that speak most for and against a stance.

    Parameters
    ----------
    model
        What answered.
    item
        A text, or a text and the tie that was asked about.
    stance
        The stance to account for, mostly the one that the model found.

    Returns
    -------
    tuple of Weight
        In the order of the text, without overlap: of those that `weigh` returns the `MOST_PIECES` of greatest absolute
        weight, without those below `LEAST_SHARE` of the greatest.

    Raises
    ------
    StanceError
        If the text or the tie cannot be used.
    """
    found = sorted(_weights(model, item, stance), key=lambda each: -abs(each.weight))[:MOST_PIECES]
    least = LEAST_SHARE * abs(found[0].weight) if found else 0.0
    kept = sorted(each for each in found if abs(each.weight) >= least and each.weight)
    return tuple(_bare(_text(item), each) for each in kept)


def weigh(model: Model, item: Input, stance: Stance) -> list[Weight]:
    """Return how much each piece of a text speaks for a stance, in the order of the text.

    Parameters
    ----------
    model, item, stance
        As in `find_evidence`. Of a cascade, the model whose answer stands accounts for it; of a blend, both together.

    Returns
    -------
    list of Weight
        Of a linear model one for each piece, function words too: what the n-grams in it add to the score of the
        stance, an n-gram shared equally by the pieces that it touches. With the bias they sum to the score.

        Of another model one for each word that is no function word and no party of the tie asked about, for that is
        the question and not the answer; for each run of neighbouring words where there are more than
        `MOST_OCCLUSIONS`. The weight is the fall of the log-odds of the stance, ``log(p / (1 - p))``, without it. The
        weights do not sum to anything, for words may back each other up.
    """
    return [_bare(_text(item), each) for each in _weights(model, item, stance)]


def _weights(model: Model, item: Input, stance: Stance) -> list[Weight]:
    """Return what `weigh` does, the punctuation at the edges of each piece included."""
    while isinstance(model, Cascade):
        model = model.answering(item)
    if isinstance(model, LinearPredictor):
        return _linear(model, item, stance)
    return _occluded(model, item, stance)


def _linear(model: LinearPredictor, item: Input, stance: Stance) -> list[Weight]:
    added = model.contributions(item, stance)
    found = pieces(_text(item))
    starts = np.fromiter((piece.start for piece in found), np.intp, len(found))
    # A character between two pieces, as a space with an accent of its own, counts to the one before it.
    first, last = (
        np.maximum(starts.searchsorted(edge, side="right") - 1, 0)
        for edge in (added.spans[:, 0], added.spans[:, 1] - 1)
    )
    touched = last - first + 1
    begun = np.cumsum(touched) - touched
    places = np.arange(touched.sum()) + np.repeat(first - begun, touched)
    weights = np.bincount(places, np.repeat(added.weights / touched, touched), len(found))
    return [Weight(piece.start, piece.end, weight) for piece, weight in zip(found, weights.tolist(), strict=True)]


def _occluded(model: Model, item: Input, stance: Stance) -> list[Weight]:
    text = _text(item)
    runs = _runs(text, tie_of(item))
    without = [_without(text, run) for run in runs]
    asked: list[Input] = [(each, item[1]) for each in (text, *without)] if isinstance(item, tuple) else [text, *without]
    odds = _log_odds(model.answer(asked)[0], model.classes_.tolist().index(stance))
    return [Weight(run[0].start, run[-1].end, float(odds[0] - left)) for run, left in zip(runs, odds[1:], strict=True)]


def _text(item: Input) -> str:
    return item[0] if isinstance(item, tuple) else item


def _bare(text: str, found: Weight) -> Weight:
    """Return a weight without the punctuation at the edges of its piece."""
    return Weight(*trimmed(text, found.start, found.end), found.weight)


def _runs(text: str, tie: tuple[str, str] | None) -> list[list[Piece]]:
    """Return the pieces to take out, one by one, or a few neighbours at a time where they are too many."""
    parties = set() if tie is None else set(tie_codes(tie))
    open_ = [piece for piece in pieces(text) if not piece.parties & parties]
    telling = [piece for piece in open_ if piece.tells] or open_
    number = min(len(telling), MOST_OCCLUSIONS)
    edges = [place * len(telling) // number for place in range(number)]
    return [telling[start:end] for start, end in pairwise([*edges, len(telling)])]


def _without(text: str, run: Sequence[Piece]) -> str:
    """Return the text without the words of a run; what stands between them, and their punctuation, is left."""
    kept, last = [], 0
    for piece in run:
        start, end = trimmed(text, piece.start, piece.end)
        kept.append(text[last:start])
        last = end
    return "".join([*kept, text[last:]])


def _log_odds(probabilities: NDArray[np.float64], column: int) -> NDArray[np.float64]:
    chances = probabilities[:, column]
    others = np.delete(probabilities, column, axis=1).sum(axis=1)
    return np.asarray(np.log((chances + _TINY) / (others + _TINY)))
