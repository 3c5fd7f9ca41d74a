"""Which sentences belong together, and in which split their group lies."""

import json
from pathlib import Path

from stance.errors import BadAnnotation
from stance.files import require_file
from stance.text.usable import decode

SEED = "seed"
SPLITS = (SEED, "train", "validation", "test")


def origin_of(sentence_id: str) -> str:
    """Return ``seed``, ``composed`` or ``standoff``: the id's form tells."""
    parts = sentence_id.split("/")
    if parts[0] == "composed":
        return "composed"
    return SEED if len(parts) == 2 else "standoff"  # noqa: PLR2004


def group_of(sentence_id: str) -> str:
    """Return the group whose sentences are never split: an article, a scenario, a document."""
    if origin_of(sentence_id) == "composed":
        return sentence_id.rpartition("-")[0]
    return sentence_id.rpartition("/")[0]


def read_splits(path: Path) -> dict[str, str]:
    """Return the split of each group that has one; seed articles have the split ``seed`` without an entry."""
    try:
        splits = json.loads(decode(require_file(path).read_bytes()))
    except json.JSONDecodeError as error:
        raise BadAnnotation(path, error.lineno, f"no JSON ({error})", "one JSON object") from error
    if not isinstance(splits, dict):
        raise BadAnnotation(path, 1, f"a {type(splits).__name__}", "one JSON object")
    for group, split in splits.items():
        if split not in SPLITS[1:]:
            raise BadAnnotation(path, 1, f"split {split!r} for {group!r}", f"one of {', '.join(SPLITS[1:])}")
    return splits
