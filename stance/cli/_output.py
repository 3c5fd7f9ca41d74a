"""Answers as JSONL, CSV or a table, one at a time. Our fields win a clash of names; the other is kept with a ``_``."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
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


class Format(StrEnum):
    """How answers are printed."""

    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"


def print_answers(answers: Iterable[Answer], style: Format | None) -> int:
    """Print every answer as it comes; return how many rows had an error."""
    chosen = style or (Format.TEXT if sys.stdout.isatty() else Format.JSONL)
    printer = {Format.TEXT: _print_table, Format.JSONL: _print_jsonl, Format.CSV: _print_csv}[chosen]
    errors = 0

    def counted() -> Iterator[Answer]:
        nonlocal errors
        for answer in answers:
            errors += answer[2] is not None
            yield answer

    printer(counted())
    return errors


def _print_jsonl(answers: Iterable[Answer]) -> None:
    for row, prediction, error in answers:
        line = json.dumps(_others(row, _OURS) | _ours(row, prediction, error), ensure_ascii=False)
        # Lone surrogates of other fields cannot be written in UTF-8; as escapes they can.
        write(line if line.isascii() or _writable(line) else json.dumps(json.loads(line)))


def _print_csv(answers: Iterable[Answer]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    header: list[str] | None = None
    for row, prediction, error in answers:
        others = _others(row, _FLAT)
        if header is None:
            header = list(others)
            writer.writerow([*header, *_FLAT])
        unknown = others.keys() - set(header)
        if unknown and error is None:
            got = f"a field {min(unknown)!r} that the first row lacks"
            error = str(BadRow(got, "the same fields in every row, as CSV needs"))  # noqa: PLW2901
        flat = _flat(row, prediction if not unknown else None, error)
        writer.writerow([*(_cell(others.get(name, "")) for name in header), *map(_cell, flat)])


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
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return str(text) if _writable(text) else json.dumps(str(text))


def _writable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def write(line: str) -> None:
    """Write one line to stdout."""
    sys.stdout.write(line + "\n")


def _print_table(answers: Iterable[Answer]) -> None:
    console = Console()
    rows: list[Answer] = []
    first = True
    for answer in answers:
        rows.append(answer)
        if len(rows) == _ROWS_A_TABLE:
            console.print(_table(rows, header=first))
            rows, first = [], False
    if rows:
        console.print(_table(rows, header=first))


def _table(rows: Iterable[Answer], *, header: bool) -> Table:
    table = _statement_table(header=header)
    for _, prediction, error in rows:
        if prediction is not None:
            table.add_row(*_cells(prediction))
        else:
            table.add_row("", "", "error" if error else "", Text(error or "", style="red"))
    return table


def print_reading(reading: Reading, console: Console) -> None:
    """Print an article's statements as a table, with a line that counts them."""
    table = _statement_table(header=True)
    for statement in reading:
        table.add_row(*_cells(statement.prediction))
    counts = {label: sum(statement.stance is label for statement in reading) for label in Stance}
    title = reading.article.title or reading.article.id
    console.print(Text(f"\n{title}", style="bold"))
    console.print(table)
    told = ", ".join(f"{count} {label}" for label, count in counts.items())
    console.print(Text(f"{len(reading)} statements: {told}\n", style="dim"))


def _statement_table(*, header: bool) -> Table:
    table = Table(box=None, pad_edge=False, show_header=header, header_style="bold", expand=True)
    table.add_column("stance", width=12, no_wrap=True)
    table.add_column("p", width=4, justify="right", no_wrap=True)
    table.add_column("rhetoric", width=9, no_wrap=True)
    table.add_column("statement", ratio=1, overflow="fold")
    return table


def _cells(prediction: Prediction) -> tuple[Text, Text, Text, Text]:
    mark, style = _MARKS[prediction.stance]
    text = " ".join(prediction.text.split())
    return (
        Text(f"{mark} {prediction.stance}", style=style),
        Text(f"{prediction.probability:.2f}", style=style),
        Text(str(prediction.rhetoric or ""), style="dim"),
        Text(text, style="dim" if prediction.stance is Stance.NEUTRAL else ""),
    )
