"""Which sentences belong together, and in which split their group lies."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random

from stance.errors import BadAnnotation, CorpusError
from stance.files import read_bytes
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
        splits = json.loads(decode(read_bytes(path), path=path))
    except json.JSONDecodeError as error:
        raise BadAnnotation(path, error.lineno, f"no JSON ({error})", "one JSON object") from error
    if not isinstance(splits, dict):
        raise BadAnnotation(path, 1, f"a {type(splits).__name__}", "one JSON object")
    for group, split in splits.items():
        if split not in SPLITS[1:]:
            raise BadAnnotation(path, 1, f"split {split!r} for {group!r}", f"one of {', '.join(SPLITS[1:])}")
    return splits


def split_of(sentence_id: str, splits: Mapping[str, str]) -> str:
    """Return the split of a sentence.

    Raises
    ------
    CorpusError
        If its group has none.
    """
    group = group_of(sentence_id)
    if group not in splits and origin_of(sentence_id) == SEED:
        return SEED
    if group not in splits:
        raise CorpusError(f"got the group {group!r} without a split; expected one. Run: python -m stance corpus split")
    return splits[group]


def extend_splits(splits: Mapping[str, str], groups: Iterable[str], *, random_state: int = 0) -> dict[str, str]:
    """Return the splits with an entry for every group that had none: a tenth validation, a tenth test, the rest train.

    Parameters
    ----------
    splits
        Entries that exist; none of them moves.
    groups
        Groups of composed and stand-off sentences.
    random_state
        Seed of the draw.

    Returns
    -------
    dict
        Sorted by group. Drawn within each source, so that every split has its share of each.
    """
    strata: dict[str, list[str]] = defaultdict(list)
    for group in sorted(set(groups) - splits.keys()):
        strata[_stratum(group)].append(group)
    extended = dict(splits)
    for stratum, fresh in sorted(strata.items()):
        random = Random(f"{random_state} {stratum} {len(splits)}")  # noqa: S311
        random.shuffle(fresh)
        tenth = round(len(fresh) / 10) if len(fresh) > 4 else 0  # noqa: PLR2004
        for place, group in enumerate(fresh):
            extended[group] = "validation" if place < tenth else "test" if place < 2 * tenth else "train"
    return dict(sorted(extended.items()))


def _stratum(group: str) -> str:
    """Return what a group is drawn within: its source; for composed ones, together, whatever their theme."""
    return group.partition("/")[0]
