"""The constructor arguments behind each released model, in TOML: one file a model."""

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from stance.errors import RecipeError, did_you_mean
from stance.files import read_bytes

_FAMILIES = {"transformer": "minilm"}
"""Names of the models of a kind, where they are not called by their kind."""


def recipe_names() -> list[str]:
    """Return the names of the recipes."""
    found = files("stance.recipes").iterdir()
    return sorted((each.name.removesuffix(".toml") for each in found if each.name.endswith(".toml")), key=_by_age)


def read_recipe(source: str | Path) -> dict[str, Any]:
    """Return the constructor arguments of a recipe.

    Parameters
    ----------
    source
        Name of a released model (``"linear-v1"``), kind of a classifier (``"linear"``), whose newest model is meant, or
        the path of a TOML file.

    Raises
    ------
    RecipeError
        If there is no recipe of this name, or the file is not TOML.
    MissingFile, NotAFile, UnreadableFile
        If the path does not lead to a file that can be read.
    """
    if isinstance(source, Path):
        data = read_bytes(source)
    else:
        released = {name: name for name in recipe_names()}
        # The kind alone means its newest model; names are sorted by number, so the newest comes last.
        released |= {name.rpartition("-v")[0]: name for name in released}
        released |= {kind: released[family] for kind, family in _FAMILIES.items() if family in released}
        if source not in released:
            raise RecipeError(f"recipe {source!r}", f"the kind of a classifier; {did_you_mean(source, released)}")
        data = files("stance.recipes").joinpath(f"{released[source]}.toml").read_bytes()
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RecipeError(f"a recipe that is not TOML ({error})", "lines of name = value") from error


def _by_age(name: str) -> tuple[str, int]:
    """Return the family and number of a model: ``linear-v10`` is newer than ``linear-v4``."""
    family, _, number = name.rpartition("-v")
    return family, int(number)
