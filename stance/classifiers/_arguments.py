"""What constructor arguments may be, checked in ``fit``."""

from collections.abc import Callable, Mapping, Sequence
from numbers import Integral, Real
from typing import Any

from stance.errors import RecipeError
from stance.text.render import check_rendering

PRECISIONS = ("float32", "bfloat16")

_FEWEST_TOKENS = 3
"""What marks the beginning and the end of a text, and one of the text."""

_Ranges = dict[str, tuple[type, Callable[[Any], bool], str]]

_LINEAR: _Ranges = {
    "min_df": (Integral, lambda value: value >= 1, "a whole number from 1"),
    "C": (Real, lambda value: 0 < value < float("inf"), "a number above 0"),
    "folds": (Integral, lambda value: value > 1, "a whole number from 2"),
    "random_state": (Integral, lambda value: value >= 0, "a whole number from 0"),
}
_TRANSFORMER: _Ranges = {
    "epochs": (Integral, lambda value: value >= 1, "a whole number from 1"),
    "batch_size": (Integral, lambda value: value >= 1, "a whole number from 1"),
    "max_tokens": (Integral, lambda value: value >= _FEWEST_TOKENS, f"a whole number from {_FEWEST_TOKENS}"),
    "random_state": (Integral, lambda value: value >= 0, "a whole number from 0"),
    "learning_rate": (Real, lambda value: 0 < value < float("inf"), "a number above 0"),
    "layer_decay": (Real, lambda value: 0 < value <= 1, "a number above 0, at most 1"),
    "weight_decay": (Real, lambda value: 0 <= value < float("inf"), "a number from 0"),
    "warmup": (Real, lambda value: 0 <= value < 1, "a number from 0, below 1"),
    "rhetoric_weight": (Real, lambda value: 0 <= value < float("inf"), "a number from 0"),
    "adversarial": (Real, lambda value: 0 <= value < float("inf"), "a number from 0"),
}


def check_linear(params: Mapping[str, Any]) -> None:
    """Raise `RecipeError` for the first argument of the linear classifier whose value it cannot have."""
    for name in ("word_ngrams", "char_ngrams"):
        if not _are_lengths(params[name]):
            raise RecipeError(f"{name} {params[name]!r}", "two lengths, shortest first, as in [1, 2]")
    _check_choice("mask_parties", params["mask_parties"], (True, False))
    _check_choice("class_weight", params["class_weight"], ("balanced", None))
    _check_ranges(params, _LINEAR)


def check_transformer(params: Mapping[str, Any], poolings: Sequence[str]) -> None:
    """Raise `RecipeError` for the first argument of the transformer whose value it cannot have."""
    check_rendering(params["rendering"])
    _check_choice("pooling", params["pooling"], poolings)
    _check_choice("precision", params["precision"], PRECISIONS)
    _check_ranges(params, _TRANSFORMER)


def _check_choice(name: str, value: Any, values: Sequence[Any]) -> None:  # noqa: ANN401
    if value not in values:
        raise RecipeError(f"{name} {value!r}", f"one of {', '.join(map(str, values))}")


def _check_ranges(params: Mapping[str, Any], ranges: _Ranges) -> None:
    for name, (kind, possible, expected) in ranges.items():
        if not _is(kind, params[name]) or not possible(params[name]):
            raise RecipeError(f"{name} {params[name]!r}", expected)


def _are_lengths(value: Any) -> bool:  # noqa: ANN401
    pair = isinstance(value, Sequence) and len(value) == 2 and all(_is(Integral, each) for each in value)  # noqa: PLR2004
    return pair and bool(1 <= value[0] <= value[1])


def _is(kind: type, value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, kind) and not isinstance(value, bool)
