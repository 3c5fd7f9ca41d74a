"""The two models that a third is made of."""

from collections.abc import Callable
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
        Returns a model by name.

    Raises
    ------
    DamagedModel
        If it names no two models of the same labels, or they are not those that it was made of.
    """
    try:
        first, second = (load(manifest.params[role]) for role in ROLES)
    except (KeyError, TypeError) as error:
        raise DamagedModel(manifest.name, f"params without {error}", "first and second") from error
    for role, model in zip(ROLES, (first, second), strict=True):
        found, stated = model.manifest.digest(), manifest.data.get("digests", {}).get(role)
        if found != stated:
            raise DamagedModel(manifest.name, f"another {manifest.params[role]} ({found:.12}…)", f"{stated!s:.12}…")
    for name in ("classes_", "rhetoric_classes_"):
        if not np.array_equal(getattr(first, name), getattr(second, name)):
            raise DamagedModel(manifest.name, "two models of different labels", "the same labels of both")
    return first, second


def is_tied(item: "Input") -> bool:
    """Tell whether an input asks about a tie."""
    return isinstance(item, tuple) and item[1] is not None


def rows_without_tie(X: "Sequence[Input]") -> list[int]:
    """Return the places of the inputs that ask about no tie."""
    return [row for row, item in enumerate(X) if not is_tied(item)]
