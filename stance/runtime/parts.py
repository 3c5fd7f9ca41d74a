"""Loads the two models that a blend or a cascade is made of."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from stance.artifacts import Manifest
from stance.errors import DamagedModel
from stance.runtime.model import Model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stance.protocols import Input

ROLES = ("first", "second")


def two_models(manifest: Manifest, load: Callable[[str], Model]) -> tuple[Model, Model]:
    """Return the models that a manifest names as its first and second.

    Parameters
    ----------
    manifest
        Whose params name the models, ``first`` and ``second``. Its ``data`` holds the digests of both as they were when
        what joins them was chosen.
    load
        Returns a model by name. What it raises is not caught.

    Raises
    ------
    DamagedModel
        If it names no two models of its own labels, or they are not those that it was made of.
    """
    names = _of_both(manifest, manifest.params, "names of two models in params")
    digests = _of_both(manifest, manifest.data.get("digests"), "digests of two models in data")
    first, second = (load(name) for name in names)
    for name, model, digest in zip(names, (first, second), digests, strict=True):
        found = model.manifest.digest()
        if found != digest:
            raise DamagedModel(manifest.name, f"{name} of digest {found:.12}…", f"digest {digest:.12}…")
    for name in ("classes_", "rhetoric_classes_"):
        if not np.array_equal(getattr(first, name), getattr(second, name)):
            raise DamagedModel(manifest.name, "two models of different labels", "the same labels of both")
    if [second.classes_.tolist(), second.rhetoric_classes_.tolist()] != [manifest.classes, manifest.rhetoric_classes]:
        raise DamagedModel(manifest.name, "other labels than those of its models", "the same labels")
    return first, second


def is_tied(item: "Input") -> bool:
    """Tell whether an input asks about a tie."""
    return isinstance(item, tuple) and item[1] is not None


def rows_without_tie(X: "Sequence[Input]") -> list[int]:
    """Return the places of the inputs that ask about no tie."""
    return [row for row, item in enumerate(X) if not is_tied(item)]


def _of_both(manifest: Manifest, stated: object, expected: str) -> tuple[str, str]:
    """Return what a manifest says of the first and the second model."""
    first, second = (stated.get(role) if isinstance(stated, Mapping) else None for role in ROLES)
    if not isinstance(first, str) or not isinstance(second, str):
        raise DamagedModel(manifest.name, f"{first!r:.40} and {second!r:.40}", f"{expected}, first and second")
    return first, second
