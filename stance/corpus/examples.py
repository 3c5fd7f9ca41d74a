"""Examples to learn from or to be scored on: parallel lists, from gold or from a file of the user's."""

import csv
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stance.corpus.gold import GoldRow
from stance.corpus.rows import read_rows
from stance.errors import BadAnnotation
from stance.labels import Rhetoric, Stance
from stance.protocols import Input
from stance.text.usable import read_text


@dataclass(frozen=True, slots=True)
class Examples:
    """Labelled inputs, one place for each in every list.

    Attributes
    ----------
    X
        Texts, or texts and ties.
    stance
        Stance labels.
    rhetoric
        Rhetoric labels, None where not known.
    groups
        Ids of what must not be split: articles, scenarios, documents.
    """

    X: list[Input]
    stance: list[str]
    rhetoric: list[str | None]
    groups: list[str]

    def __len__(self) -> int:
        return len(self.X)

    def fingerprint(self) -> str:
        """Return the SHA-256 of the rows, in order."""
        rows = [list(row) for row in zip(self.X, self.stance, self.rhetoric, self.groups, strict=True)]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def from_gold(rows: Iterable[GoldRow], *, splits: Sequence[str], hold_out: Sequence[str] = ()) -> Examples:
    """Return the rows of the splits named that have a text, leaving out the groups named."""
    kept = [row for row in rows if row.split in splits and row.group not in hold_out and row.text is not None]
    return Examples(
        X=[row.text for row in kept if row.text is not None],
        stance=[str(row.stance) for row in kept],
        rhetoric=[str(row.rhetoric) for row in kept],
        groups=[row.group for row in kept],
    )


def read_examples(path: Path) -> Examples:
    """Return labelled examples from JSONL or CSV: ``text``, ``stance``; if given ``rhetoric``, ``tie``, ``group``.

    Raises
    ------
    BadAnnotation
        If a row lacks a text or a stance, or has a label that does not exist.
    """
    rows = _csv_rows(path) if path.suffix.lower() == ".csv" else list(read_rows(path))
    examples = Examples([], [], [], [])
    for line, row in rows:
        text, stance, rhetoric = row.get("text"), row.get("stance"), row.get("rhetoric") or None
        if not isinstance(text, str):
            raise BadAnnotation(path, line, f"text {text!r}", "a string in the field 'text'")
        if stance not in list(Stance):
            raise BadAnnotation(path, line, f"stance {stance!r}", f"one of {', '.join(Stance)}")
        if rhetoric is not None and rhetoric not in list(Rhetoric):
            raise BadAnnotation(path, line, f"rhetoric {rhetoric!r}", f"one of {', '.join(Rhetoric)}, or none")
        tie = row.get("tie") or None
        examples.X.append(text if tie is None else (text, tuple(tie)))
        examples.stance.append(stance)
        examples.rhetoric.append(rhetoric)
        examples.groups.append(str(row.get("group") or f"row {line}"))
    return examples


def _csv_rows(path: Path) -> list[tuple[int, dict[str, Any]]]:
    return list(enumerate(csv.DictReader(read_text(path).splitlines(keepends=True)), start=2))
