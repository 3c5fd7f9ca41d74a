"""What every classifier checks before it learns or answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from stance.protocols import Input
from stance.text.render import render


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """Checked inputs of ``fit``: arrays of one length; `rhetoric` is empty strings where not known."""

    texts: list[str]
    stance: NDArray[np.str_]
    rhetoric: NDArray[np.str_]
    groups: NDArray[np.str_] | None


def rendered(X: Sequence[Input], model: str, rendering: str = "plain") -> list[str]:
    """Return what the model sees of each input, or raise what is wrong with them."""
    if isinstance(X, str) or not hasattr(X, "__len__"):
        raise TypeError(f"got {X!r:.80} of type {type(X).__name__}, expected a list of texts, as in [{'text'!r}]")
    return [render(item, model, rendering) for item in X]


def tokens(tokenizer: Tokenizer, texts: list[str]) -> list[list[int]]:
    """Return the token ids of each rendered text."""
    return [encoding.ids for encoding in tokenizer.encode_batch(texts)]


def training_set(
    X: Sequence[Input],
    y: Sequence[str],
    rhetoric: Sequence[str | None] | None,
    groups: Sequence[str] | None,
    model: str,
    rendering: str = "plain",
) -> TrainingSet:
    """Return the inputs of ``fit`` as arrays.

    Raises
    ------
    TypeError
        If `X` is a lone string, or a text is not a string.
    ValueError
        If there are no texts, or lists differ in length.
    """
    texts = rendered(X, model, rendering)
    if not texts:
        raise ValueError("got no texts, expected at least one to learn from")
    for name, values in (("y", y), ("rhetoric", rhetoric), ("groups", groups)):
        if values is not None and len(values) != len(texts):
            raise ValueError(f"got {len(values)} values in {name} for {len(texts)} texts, expected one for each")
    known = [""] * len(texts) if rhetoric is None else [label or "" for label in rhetoric]
    return TrainingSet(
        texts=texts,
        stance=np.asarray(list(y), dtype=np.str_),
        rhetoric=np.asarray(known, dtype=np.str_),
        groups=None if groups is None else np.asarray(list(groups), dtype=np.str_),
    )
