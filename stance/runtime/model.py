"""What the runtime's models have in common: how inputs are checked and scores become probabilities."""

import os
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from stance.artifacts import Manifest
from stance.protocols import Input, Predictor

Probabilities = NDArray[np.float64]


class Model(Predictor, Protocol):
    """A predictor read from its folder; `takes_ties` tells whether it can be asked about a tie."""

    manifest: Manifest
    takes_ties: bool

    def answer(self, X: Sequence[Input]) -> tuple[Probabilities, Probabilities]:
        """Return stance and rhetoric probabilities in one pass over the texts."""
        ...


def check_inputs(X: Sequence[Input]) -> None:
    """Raise `TypeError` unless `X` is a list."""
    if isinstance(X, str) or not hasattr(X, "__len__"):
        raise TypeError(f"got {X!r:.80} of type {type(X).__name__}, expected a list of texts, as in ['text']")


def calibrated(
    logits: NDArray[np.float64], stances: int, temperatures: Sequence[float]
) -> tuple[Probabilities, Probabilities]:
    """Return the probabilities of both outputs, whose scores stand side by side, stances first."""
    return softmax(logits[:, :stances] / temperatures[0]), softmax(logits[:, stances:] / temperatures[1])


def cores() -> int:
    """Return how many cores the process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def softmax(logits: NDArray[np.float64]) -> Probabilities:
    """Return the probabilities of each row's scores; no columns give none."""
    if not logits.size:
        return logits
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))
