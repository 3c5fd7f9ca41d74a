"""What a blend and a cascade have in common: the two models that they are made of."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from stance.artifacts import Manifest
from stance.errors import DamagedModel
from stance.protocols import BothAtOnce, Input, tie_of
from stance.runtime.model import Model

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROLES = ("first", "second")
KINDS = ("blend", "cascade")
"""Kinds of models that are made of two others."""


def part_names(manifest: Manifest) -> list[str]:
    """Return the names of the models that one is made of; none if it answers by itself."""
    return [manifest.params[role] for role in ROLES] if manifest.kind in KINDS else []


class OfTwo(BothAtOnce):
    """A model that is made of two others, of which the second alone answers what asks about a tie.

    Parameters
    ----------
    manifest
        Whose params name the models, ``first`` and ``second``.
    load
        Returns a model by name.

    Attributes
    ----------
    manifest : Manifest
        What the model is.
    takes_ties : bool
        Whether it can be asked about a tie.
    classes_, rhetoric_classes_ : ndarray of str
        Labels, sorted: the order of the probability columns.

    Raises
    ------
    DamagedModel
        As `two_models` does.
    """

    def __init__(self, manifest: Manifest, load: Callable[[str], Model]) -> None:
        self.manifest = manifest
        self._first, self._second = two_models(manifest, load)
        self.takes_ties = self._second.takes_ties
        self.classes_: NDArray[np.str_] = self._second.classes_
        self.rhetoric_classes_: NDArray[np.str_] = self._second.rhetoric_classes_


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


def rows_without_tie(X: Sequence[Input]) -> list[int]:
    """Return the places of the inputs that ask about no tie."""
    return [row for row, item in enumerate(X) if tie_of(item) is None]


def _of_both(manifest: Manifest, stated: object, expected: str) -> tuple[str, str]:
    """Return what a manifest says of the first and the second model."""
    first, second = (stated.get(role) if isinstance(stated, Mapping) else None for role in ROLES)
    if not isinstance(first, str) or not isinstance(second, str):
        raise DamagedModel(manifest.name, f"{first!r:.40} and {second!r:.40}", f"{expected}, first and second")
    return first, second
