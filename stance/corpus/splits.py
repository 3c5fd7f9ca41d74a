"""Which sentences belong together, and in which split their group lies."""

import json
from pathlib import Path

from stance.errors import BadAnnotation
from stance.files import require_file

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
    splits = json.loads(require_file(path).read_bytes())
    for group, split in splits.items():
        if split not in SPLITS[1:]:
            raise BadAnnotation(path, 1, f"split {split!r} for {group!r}", f"one of {', '.join(SPLITS[1:])}")
    return dict(splits)
