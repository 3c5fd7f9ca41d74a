"""Examples to learn from or to be scored on: parallel lists, from gold or from a file of the user's."""

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

from stance.corpus.gold import GoldRow
from stance.corpus.rows import read_rows
from stance.corpus.standoff import hydrated_texts, read_standoff
from stance.errors import BadAnnotation, UnusableText, UnusableTie
from stance.labels import Rhetoric, Stance
from stance.protocols import Input
from stance.text.render import tie_codes
from stance.text.usable import as_tie, check_text, is_no_tie, read_text

_LONGEST_TABLE = 1 << 30
"""Most code points of a CSV file."""


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
    splits
        Splits of the corpus that they were taken from; none for a file of the user's.
    without_text
        Rows of these splits that were left out because their text has not been hydrated.
    """

    X: list[Input]
    stance: list[str]
    rhetoric: list[str | None]
    groups: list[str]
    splits: tuple[str, ...] = ()
    without_text: int = 0

    def __len__(self) -> int:
        return len(self.X)

    def origins(self) -> dict[str, int]:
        """Return how many rows come from the seed articles, from each source, or were composed."""
        return dict(sorted(Counter(group.rpartition("/")[0] or "seed" for group in self.groups).items()))

    def fingerprint(self) -> str:
        """Return the SHA-256 of the rows, in order."""
        rows = [list(row) for row in zip(self.X, self.stance, self.rhetoric, self.groups, strict=True)]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def joined(first: Examples, second: Examples) -> Examples:
    """Return the examples of both, in order."""
    return Examples(
        first.X + second.X,
        first.stance + second.stance,
        first.rhetoric + second.rhetoric,
        first.groups + second.groups,
        first.splits,
        first.without_text,
    )


def from_gold(rows: Iterable[GoldRow], *, splits: Sequence[str], hold_out: Sequence[str] = ()) -> Examples:
    """Return the rows of the splits named that have a text, leaving out the groups named."""
    wanted = [row for row in rows if row.split in splits and row.group not in hold_out]
    kept = [row for row in wanted if row.text is not None]
    return Examples(
        X=[row.text for row in kept if row.text is not None],
        stance=[str(row.stance) for row in kept],
        rhetoric=[str(row.rhetoric) for row in kept],
        groups=[row.group for row in kept],
        splits=tuple(splits),
        without_text=len(wanted) - len(kept),
    )


def with_hydrated(rows: Iterable[GoldRow], corpus: Path | None, cache: Path) -> list[GoldRow]:
    """Return gold rows with the texts that have been hydrated; rows without a text stay as they are.

    Parameters
    ----------
    rows
        Gold.
    corpus
        A checkout; None where there is none, and so nothing to verify a text by.
    cache
        Folder that `hydrate` wrote into.
    """
    folder = None if corpus is None else corpus / "annotations" / "standoff"
    texts = hydrated_texts(read_standoff(folder).values(), cache) if folder is not None else {}
    return [replace(row, text=texts.get(row.id)) if row.text is None else row for row in rows]


def read_examples(path: Path) -> Examples:
    """Return labelled examples from JSONL or CSV: ``text``, ``stance``; if given ``rhetoric``, ``tie``, ``group``.

    Raises
    ------
    BadAnnotation
        If a row lacks a text or a stance, has a text that cannot be read, a label that does not exist or a tie of
        parties that we do not know, or there are no rows.
    """
    rows = _csv_rows(path) if path.suffix.lower() == ".csv" else list(read_rows(path, strict=False))
    if not rows:
        raise BadAnnotation(path, 1, "no rows", "at least one labelled sentence")
    examples = Examples([], [], [], [])
    for line, row in rows:
        text = _text(row.get("text"), path, line)
        stance, rhetoric = row.get("stance"), row.get("rhetoric") or None
        if stance not in list(Stance):
            raise BadAnnotation(path, line, f"stance {stance!r}", f"one of {', '.join(Stance)}")
        if rhetoric is not None and rhetoric not in list(Rhetoric):
            raise BadAnnotation(path, line, f"rhetoric {rhetoric!r}", f"one of {', '.join(Rhetoric)}, or none")
        tie, group = _tie(row.get("tie"), path, line), row.get("group")
        examples.X.append(text if tie is None else (text, tie))
        examples.stance.append(stance)
        examples.rhetoric.append(rhetoric)
        examples.groups.append(f"row {line}" if group in (None, "") else str(group))
    return examples


def _text(text: Any, path: Path, line: int) -> str:  # noqa: ANN401
    if not isinstance(text, str):
        raise BadAnnotation(path, line, f"text {text!r:.80}", "a string in the field 'text'")
    try:
        return check_text(text)
    except UnusableText as error:
        got, expected, _ = error.facts
        raise BadAnnotation(path, line, got, expected) from error


def _tie(tie: Any, path: Path, line: int) -> tuple[str, str] | None:  # noqa: ANN401
    if is_no_tie(tie):
        return None
    parties = as_tie(tie)
    if parties is None:
        raise BadAnnotation(path, line, f"tie {tie!r:.80}", "two codes or names, or none")
    try:
        tie_codes(parties)
    except UnusableTie as error:
        raise BadAnnotation(path, line, *error.facts) from error
    return parties


def _csv_rows(path: Path) -> list[tuple[int, dict[str, Any]]]:
    """Return the records, each with the number of its last line."""
    reader = csv.DictReader(StringIO(read_text(path, _LONGEST_TABLE), newline=""))
    found = []
    try:
        for row in reader:
            if None in row:
                got, names = f"{len(row) - 1 + len(row[None])} cells", reader.fieldnames or []
                raise BadAnnotation(path, reader.line_num, got, f"{len(names)}, as in the header")
            found.append((reader.line_num, row))
    except csv.Error as error:
        raise BadAnnotation(path, reader.reader.line_num, f"no CSV ({error})", "records of CSV") from error
    return found
