"""Composed statements: written for this project, their text in ``annotations/composed/``."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stance.corpus.judgements import LAST_RULE
from stance.corpus.rows import read_rows
from stance.errors import BadAnnotation
from stance.text.usable import check_text

REGISTERS = (
    "analysis",
    "background",
    "briefing",
    "broken",
    "caption",
    "headline",
    "opinion",
    "readout",
    "speech",
    "translated",
    "wire",
)
"""Kinds of text that statements are written in."""

MARKS = (
    "conditional",
    "counterfactual",
    "double_negation",
    "future",
    "irony",
    "negation",
    "reported_denial",
)
"""Constructions that mislead a reader of keywords."""

_FIELDS = {"id", "text", "scenario", "register", "pair", "rules", "marks"}


@dataclass(frozen=True, slots=True)
class Composed:
    """A composed statement.

    Attributes
    ----------
    id
        ``composed/<scenario>-<n>``.
    text
        The sentence.
    scenario
        The invented affair that it belongs to.
    register
        One of `REGISTERS`.
    pair
        Id that it shares with its minimal pair; None where it has none.
    rules
        Guideline rules that it was written to show.
    marks
        Which of `MARKS` it shows.
    """

    id: str
    text: str
    scenario: str
    register: str
    pair: str | None
    rules: tuple[int, ...]
    marks: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the row as JSON types, in the order in which it is written."""
        return {
            "id": self.id,
            "text": self.text,
            "scenario": self.scenario,
            "register": self.register,
            "pair": self.pair,
            "rules": list(self.rules),
            "marks": list(self.marks),
        }


def read_composed(folder: Path) -> dict[str, Composed]:
    """Return the statements of every theme by id.

    Raises
    ------
    BadAnnotation
        If a row breaks the format, or an id stands twice.
    """
    found: dict[str, Composed] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for line, row in read_rows(path):
            problem = _problem(row)
            if problem is not None:
                raise BadAnnotation(path, line, *problem)
            if row["id"] in found:
                raise BadAnnotation(path, line, f"a second row {row['id']}", "each id once")
            tuples = {name: tuple(row[name]) for name in ("rules", "marks")}
            found[row["id"]] = Composed(**row | tuples)
    return found


def _problem(row: dict[str, Any]) -> tuple[str, str] | None:
    """Return what was got and what was expected, if a row breaks the format."""
    if row.keys() != _FIELDS:
        return f"fields {sorted(row)}", f"{sorted(_FIELDS)}"
    if not str(row["id"]).startswith(f"composed/{row['scenario']}-"):
        return f"id {row['id']!r}", f"composed/{row['scenario']}-<n>"
    if row["register"] not in REGISTERS:
        return f"register {row['register']!r}", f"one of {', '.join(REGISTERS)}"
    if not set(row["marks"]) <= set(MARKS):
        return f"marks {row['marks']}", f"some of {', '.join(MARKS)}"
    if not all(rule in range(1, LAST_RULE + 1) for rule in row["rules"]):
        return f"rules {row['rules']}", f"numbers from 1 to {LAST_RULE}"
    return None if check_text(row["text"]).strip() else ("no text", "a sentence")
