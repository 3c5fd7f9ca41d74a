"""What every classifier checks before it learns or answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from stance.labels import Rhetoric, Stance
from stance.protocols import Input, Predictor
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
        If there are no texts, lists differ in length, or a label is no string; a rhetoric may be missing (None, NaN).
    """
    texts = rendered(X, model, rendering)
    if not texts:
        raise ValueError("got no texts, expected at least one to learn from")
    for name, values in (("y", y), ("rhetoric", rhetoric), ("groups", groups)):
        if values is not None and len(values) != len(texts):
            raise ValueError(f"got {len(values)} values in {name} for {len(texts)} texts, expected one for each")
    acts = [""] * len(texts) if rhetoric is None else ["" if _is_missing(label) else label for label in rhetoric]
    return TrainingSet(
        texts=texts,
        stance=_labels("y", list(y)),
        rhetoric=_labels("rhetoric", acts),
        groups=None if groups is None else np.asarray(list(groups), dtype=np.str_),
    )


def check_savable(classifier: Predictor) -> None:
    """Raise `ValueError` unless every label that a classifier has learned is one that a model can answer with."""
    for learned, known in ((classifier.classes_, Stance), (classifier.rhetoric_classes_, Rhetoric)):
        others = sorted(set(learned.tolist()) - set(known))
        if others:
            raise ValueError(
                f"got the labels {', '.join(map(repr, others))}, expected of a model to be saved none but "
                f"{', '.join(known)}"
            )


def _labels(name: str, values: Sequence[object]) -> NDArray[np.str_]:
    for place, value in enumerate(values):
        if not isinstance(value, str):
            got = f"{value!r:.80} of type {type(value).__name__} at place {place}"
            raise ValueError(f"got {got} in {name}, expected a label as str")  # noqa: TRY004  (as for any bad label)
    return np.asarray(values, dtype=np.str_)


def _is_missing(label: object) -> bool:
    """Tell whether there is no label: None, a NaN, or the NA of pandas, which is not imported here."""
    return (
        label is None
        or type(label).__name__ == "NAType"
        or (isinstance(label, float | np.floating) and bool(np.isnan(label)))
    )
