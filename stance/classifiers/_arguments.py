"""What the transformer's constructor arguments may be, checked in ``fit``."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from stance.errors import RecipeError
from stance.text.render import check_rendering

PRECISIONS = ("float32", "bfloat16")

_FEWEST_TOKENS = 3
"""What marks the beginning and the end of a text, and one of the text."""

_RANGES: dict[str, tuple[type, Callable[[Any], bool], str]] = {
    "epochs": (int, lambda value: value >= 1, "a whole number from 1"),
    "batch_size": (int, lambda value: value >= 1, "a whole number from 1"),
    "max_tokens": (int, lambda value: value >= _FEWEST_TOKENS, f"a whole number from {_FEWEST_TOKENS}"),
    "random_state": (int, lambda value: value >= 0, "a whole number from 0"),
    "learning_rate": (float, lambda value: 0 < value < float("inf"), "a number above 0"),
    "layer_decay": (float, lambda value: 0 < value <= 1, "a number above 0, at most 1"),
    "weight_decay": (float, lambda value: 0 <= value < float("inf"), "a number from 0"),
    "warmup": (float, lambda value: 0 <= value < 1, "a number from 0, below 1"),
    "rhetoric_weight": (float, lambda value: 0 <= value < float("inf"), "a number from 0"),
    "adversarial": (float, lambda value: 0 <= value < float("inf"), "a number from 0"),
}


def check_arguments(params: Mapping[str, Any], poolings: Sequence[str]) -> None:
    """Raise `RecipeError` for the first argument whose value it cannot have."""
    check_rendering(params["rendering"])
    for name, values in (("pooling", poolings), ("precision", PRECISIONS)):
        if params[name] not in values:
            raise RecipeError(f"{name} {params[name]!r}", f"one of {', '.join(values)}")
    for name, (kind, possible, expected) in _RANGES.items():
        value = params[name]
        numeric = isinstance(value, int | kind) and not isinstance(value, bool)
        if not numeric or not possible(value):
            raise RecipeError(f"{name} {value!r}", expected)
