"""Answers as JSONL, CSV or a table, one at a time. Our fields win a clash of names; the other is kept with a ``_``."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain, islice
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from stance.cli._input import Row
from stance.errors import BadRow
from stance.labels import Stance
from stance.records import Prediction, Reading

Answer = tuple[Row, Prediction | None, str | None]
"""An input row, its prediction, and the error that stands in the prediction's place."""

_OURS = ("text", "stance", "probabilities", "rhetoric", "tie", "abstain", "error")
_FLAT = ("text", "stance", *(f"p_{label}" for label in Stance), "rhetoric", "tie", "abstain", "error")
_MARKS = {Stance.SUPPORTIVE: ("▲", "green"), Stance.WARNING: ("▼", "red"), Stance.NEUTRAL: ("·", "dim")}
_ROWS_A_TABLE = 64
_ROWS_AHEAD = 4096


class Format(StrEnum):
    """How answers are printed."""

    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"


def print_answers(answers: Iterable[Answer], style: Format | None, *, stored: bool = True) -> int:
    """Print every answer as it comes; return how many rows had an error.

    A table of answers whose rows are all there already (`stored`) is made of many at a time.
    """
    chosen = style or (Format.TEXT if sys.stdout.isatty() else Format.JSONL)
    if chosen is Format.TEXT:
        return _print_table(iter(answers), _ROWS_A_TABLE if stored else 1)
    return (_print_csv if chosen is Format.CSV else _print_jsonl)(iter(answers))


def _print_jsonl(answers: Iterator[Answer]) -> int:
    errors = 0
    for row, prediction, error in answers:
        write(_json(_others(row, _OURS) | _ours(row, prediction, error)))
        errors += error is not None
    return errors


def _print_csv(answers: Iterator[Answer]) -> int:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    ahead = _up_to_fields(answers)
    header = list(_others(ahead[-1][0], _FLAT)) if ahead else []
    errors = 0
    writer.writerow(map(_cell, [*header, *_FLAT]))
    for row, prediction, told in chain(ahead, answers):
        others = _others(row, _FLAT)
        error = told or _unlike(others, header)
        flat = _flat(row, prediction if error is None else None, error)
        writer.writerow(map(_cell, [*(others.get(name, "") for name in header), *flat]))
        errors += error is not None
    return errors


def _up_to_fields(answers: Iterator[Answer]) -> list[Answer]:
    """Take answers up to the first row that has fields, after which the columns are named: blank and bad rows may not.

    Not endlessly many: where so many rows in a row are no rows, there are no other fields to keep.
    """
    taken = []
    for answer in islice(answers, _ROWS_AHEAD):
        taken.append(answer)
        if answer[0].others or answer[0].text:
            break
    return taken


def _unlike(others: dict[str, Any], header: list[str]) -> str | None:
    unknown = [name for name in others if name not in header]
    if not unknown:
        return None
    got = f"a field {unknown[0]!r} that the first row lacks"
    return str(BadRow(got, "the same fields in every row, as CSV needs"))


def _ours(row: Row, prediction: Prediction | None, error: str | None) -> dict[str, Any]:
    if error is not None:
        return {"text": row.text, "error": error}
    if prediction is None:
        return {"text": row.text or "", **dict.fromkeys(_OURS[1:-1])}
    return prediction.to_dict()


def _flat(row: Row, prediction: Prediction | None, error: str | None) -> list[Any]:
    if prediction is None:
        return [row.text or "", *[""] * (len(_FLAT) - 2), error or ""]
    tie = ",".join(prediction.tie or ())
    chances = [prediction.probabilities.get(label, 0.0) for label in Stance]
    return [prediction.text, prediction.stance, *chances, prediction.rhetoric or "", tie, prediction.abstain, ""]


def _others(row: Row, ours: Sequence[str]) -> dict[str, Any]:
    others: dict[str, Any] = {}
    for name, value in row.others.items():
        kept = name
        while kept in ours or (kept != name and kept in row.others):
            kept += "_"
        others[kept] = value
    return others


def _cell(value: Any) -> str:  # noqa: ANN401
    return str(value) if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:  # noqa: ANN401
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def write(line: str) -> None:
    """Write one line to stdout."""
    sys.stdout.write(line + "\n")


def _print_table(answers: Iterator[Answer], at_once: int) -> int:
    console = Console()
    errors, first = 0, True
    while rows := list(islice(answers, at_once)):
        console.print(_table(rows, header=first))
        errors, first = errors + sum(error is not None for _, _, error in rows), False
    return errors


def _table(rows: Iterable[Answer], *, header: bool) -> Table:
    table = _statement_table(header=header)
    for _, prediction, error in rows:
        if prediction is not None:
            table.add_row(*_cells(prediction))
        else:
            table.add_row("", "", "error" if error else "", Text(_visible(error or ""), style="red"))
    return table


def print_reading(reading: Reading, console: Console) -> None:
    """Print an article's statements as a table, with a line that counts them."""
    table = _statement_table(header=True)
    table.add_column("holder: tie", width=16, overflow="fold")
    for statement in reading:
        about = "" if statement.tie is None else f"{statement.holder or 'writer'}: {'-'.join(statement.tie)}"
        table.add_row(*_cells(statement.prediction), Text(about, style="dim"))
    counts = {label: sum(statement.stance is label for statement in reading) for label in Stance}
    title = reading.article.title or reading.article.id
    console.print(Text(f"\n{title}", style="bold"))
    console.print(table)
    told = ", ".join(f"{count} {label}" for label, count in counts.items())
    console.print(Text(f"{len(reading)} statements: {told}\n", style="dim"))


def tell_language(reading: Reading, name: object) -> None:
    """Warn on stderr if an article is not in English."""
    if not reading.english:
        got = f"{name}: got a text that does not read as English; expected English"
        sys.stderr.write(f"warning: {got}. What is said of it is not to be relied on.\n")


def _statement_table(*, header: bool) -> Table:
    table = Table(box=None, pad_edge=False, show_header=header, header_style="bold", expand=True)
    table.add_column("stance", width=12, no_wrap=True)
    table.add_column("p", width=4, justify="right", no_wrap=True)
    table.add_column("rhetoric", width=9, no_wrap=True)
    table.add_column("statement", ratio=1, overflow="fold")
    return table


def _cells(prediction: Prediction) -> tuple[Text, Text, Text, Text]:
    mark, style = _MARKS[prediction.stance]
    text = _visible(prediction.text)
    return (
        Text(f"{mark} {prediction.stance}", style=style),
        Text(f"{prediction.probability:.2f}", style=style),
        Text(str(prediction.rhetoric or ""), style="dim"),
        Text(text, style="dim" if prediction.stance is Stance.NEUTRAL else ""),
    )


def _visible(text: str) -> str:
    """Return the text on one line, without what a terminal would obey."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def tell_left_out(used: int, without_text: int) -> None:
    """Say on stderr how many rows of a split were left out for want of their text."""
    if without_text:
        told = f"{used:,} of {used + without_text:,} sentences used; {without_text:,} have no text here"
        sys.stderr.write(f"note: {told}. To restore them: python -m stance corpus hydrate --help\n")
