"""What the fields of a manifest may be. Says nothing of the files beside it."""

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Any

from stance.errors import DamagedModel
from stance.labels import Rhetoric, Stance

NEVER = 1.1
"""Most that a threshold may be. Above 1 no probability reaches it: a model never answers, or always abstains."""

COLDEST, HOTTEST = 1e-3, 1e3
"""Bounds of a temperature, beyond which scores are no longer told apart, or overflow."""

_TYPES: dict[str, type | tuple[type, ...]] = {
    "name": str,
    "kind": str,
    "params": dict,
    "classes": list,
    "rhetoric_classes": list,
    "calibration": dict,
    "abstention": (float, int, NoneType),
    "data": dict,
    "versions": dict,
    "files": dict,
    "format": int,
    "parity": dict,
}
OPTIONAL = {"parity"}
"""Fields that may be left out."""

_ENTRY = {"bytes": int, "sha256": str}


def number(
    place: Path | str, name: str, value: object, *, least: float | None = None, most: float | None = None
) -> float:
    """Return a number that a manifest states, checked.

    Parameters
    ----------
    place
        The manifest, or the model's name, for the error.
    name, value
        What is stated, and how.
    least, most
        Its range, both ends in it; None for that of all finite numbers.

    Raises
    ------
    DamagedModel
        If it is no number, not finite, or out of range.
    """
    lowest, highest = -sys.float_info.max if least is None else least, sys.float_info.max if most is None else most
    if isinstance(value, bool) or not isinstance(value, int | float) or not lowest <= value <= highest:
        told = "a finite number" if least is None or most is None else f"a number from {least:g} to {most:g}"
        raise DamagedModel(place, f"{name} {value!r:.80}", told)
    return float(value)


def check_fields(place: Path, stated: Mapping[str, Any]) -> None:
    """Raise `DamagedModel` for the first field of a manifest that is missing, unknown, or not as it must be."""
    missing = (_TYPES.keys() ^ stated.keys()) - (OPTIONAL - stated.keys())
    if missing:
        raise DamagedModel(place, f"fields that are missing or unknown: {', '.join(sorted(missing))}", "a manifest")
    wrong = [name for name in stated if not isinstance(stated[name], _TYPES[name])]
    if wrong:
        raise DamagedModel(place, f"fields of a wrong type: {', '.join(wrong)}", "a manifest")
    _check_labels(place, "classes", stated["classes"], Stance)
    _check_labels(place, "rhetoric_classes", stated["rhetoric_classes"], Rhetoric)
    if not stated["classes"]:
        raise DamagedModel(place, "no classes", f"some of {', '.join(Stance)}")
    if stated["abstention"] is not None:
        number(place, "abstention", stated["abstention"], least=0, most=NEVER)
    for name, file in stated["files"].items():
        if not isinstance(file, dict) or {key: type(value) for key, value in file.items()} != _ENTRY:
            raise DamagedModel(place, f"{name} as {file!r:.80}", "its bytes, a whole number, and its sha256, a string")
    _check_data(place, stated["data"])


def _check_labels(place: Path, name: str, labels: list[object], known: type[StrEnum]) -> None:
    if labels != [label for label in known if label in labels]:
        raise DamagedModel(place, f"{name} {labels!r:.160}", f"labels in order, each once, of {', '.join(known)}")


def _check_data(place: Path, data: Mapping[str, Any]) -> None:
    if type(data.get("rows", 0)) is not int:
        raise DamagedModel(place, f"rows of the data as {data['rows']!r:.80}", "a whole number")
    for name in ("groups", "splits"):
        names = data.get(name, [])
        if not isinstance(names, list) or not all(isinstance(each, str) for each in names):
            raise DamagedModel(place, f"{name} of the data as {names!r:.80}", "a list of names")
