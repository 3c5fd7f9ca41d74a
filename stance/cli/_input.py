"""Rows of text, JSONL or CSV as a stream of bytes gives them: one at a time, a bad one told and passed by.

Bounded in memory whatever the input: a line is read to a limit and the rest of it skipped.
"""

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from stance.errors import BadRow, BinaryFile, EmptyFile, InputError, StanceError, UnreadableFile, UnusableText
from stance.files import require_file
from stance.text.usable import check_text, decode, looks_binary

_LONGEST_LINE = 1 << 20
_SNIFFED = 8192


@dataclass(frozen=True, slots=True)
class Row:
    """One input row: its text and tie, its other fields, or the error that makes it unusable."""

    text: str | None
    tie: tuple[str, str] | None = None
    others: dict[str, Any] = field(default_factory=dict)
    error: str | None = None

    @property
    def blank(self) -> bool:
        """Tell whether there is nothing to answer."""
        return self.error is None and not (self.text or "").strip()


class Line(NamedTuple):
    """A line's number, its offset in the file in bytes, and its bytes; None if it is too long."""

    number: int
    offset: int
    data: bytes | None


def open_inputs(names: list[str]) -> list[BinaryIO]:
    """Open every input before the first is read, so that a missing one is told at once; ``-`` is stdin."""
    return [sys.stdin.buffer if name == "-" else _open(Path(name)) for name in names or ["-"]]


def _open(path: Path) -> BinaryIO:
    try:
        file = require_file(path).open("rb")
        head = file.peek(_SNIFFED)
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error
    if not head:
        raise EmptyFile(path)
    if looks_binary(head):
        raise BinaryFile(path)
    return file


def text_rows(file: BinaryIO) -> Iterator[Row]:
    """Yield a row for each line of text."""
    for line in _lines(file):
        try:
            yield Row(check_text(_decoded(line)))
        except InputError as error:
            yield Row(None, error=str(error))


def jsonl_rows(file: BinaryIO) -> Iterator[Row]:
    """Yield a row for each line of JSON; a blank line is a blank row."""
    for line in _lines(file):
        try:
            text = _decoded(line)
            yield _json_row(text, line.number) if text.strip() else Row("")
        except InputError as error:
            yield Row(None, error=str(error))


def _json_row(text: str, number: int) -> Row:
    expected = 'an object such as {"text": "…"}'
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadRow(f"no JSON ({error})", expected, line=number) from error
    if not isinstance(fields, dict):
        raise BadRow(f"a JSON {type(fields).__name__}", expected, line=number)
    return _row(fields, "text", number)


def _row(fields: dict[str, Any], column: str, number: int) -> Row:
    """Return the row of an object with a text and perhaps a tie; the error in it if it has neither as it should."""
    others = {name: value for name, value in fields.items() if name not in (column, "tie")}
    text, tie = fields.get(column), fields.get("tie") or None
    try:
        if not isinstance(text, str):
            raise BadRow(f"{column} {text!r:.80}", f"a string in {column!r}", line=number)
        check_text(text)
        return Row(text, _tie(tie, number), others)
    except InputError as error:
        usable = isinstance(text, str) and not isinstance(error, UnusableText)
        return Row(text if usable else None, None, others, str(error))


def _tie(tie: Any, number: int) -> tuple[str, str] | None:  # noqa: ANN401
    if tie is None:
        return None
    parties = tie.split(",") if isinstance(tie, str) else tie
    if not (isinstance(parties, list) and len(parties) == 2 and all(isinstance(each, str) for each in parties)):  # noqa: PLR2004
        raise BadRow(f"tie {tie!r:.80}", "two codes or names", line=number)
    return parties[0].strip(), parties[1].strip()


def csv_rows(file: BinaryIO, column: str) -> Iterator[Row]:
    """Yield a row for each record of a CSV file whose texts stand in a column.

    Raises
    ------
    BadRow
        If the header lacks the column.
    """
    lines = _CsvLines(file)
    reader = csv.reader(lines)
    header = next(reader, [])
    header[:1] = [name.removeprefix("\ufeff") for name in header[:1]]
    if column not in header:
        raise BadRow(f"columns {header}", f"a column {column!r}; name another with --text-column", line=1)
    while True:
        try:
            cells = next(reader)
            lines.raise_bad()
            if not cells:
                yield Row("")
                continue
            if len(cells) != len(header):
                raise BadRow(f"{len(cells)} cells", f"{len(header)}, as in the header", line=reader.line_num)
            yield _row(dict(zip(header, cells, strict=True)), column, reader.line_num)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(None, error=str(BadRow(f"no CSV ({error})", "a record of CSV", line=reader.line_num)))
        except InputError as error:
            yield Row(None, error=str(error))


class _CsvLines:
    """Decoded lines for the CSV reader, which spans records over them; remembers the error of a line that is none."""

    def __init__(self, file: BinaryIO) -> None:
        self._lines = _lines(file, keep_end=True)
        self._bad: StanceError | None = None

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            try:
                yield _decoded(line)
            except InputError as error:
                self._bad = error
                yield "\n"

    def raise_bad(self) -> None:
        """Raise the error of the lines that the last record took, if one had any."""
        error, self._bad = self._bad, None
        if error is not None:
            raise error


def _lines(file: BinaryIO, *, keep_end: bool = False) -> Iterator[Line]:
    number = offset = 0
    while data := file.readline(_LONGEST_LINE):
        number += 1
        start, offset = offset, offset + len(data)
        whole = data.endswith(b"\n") or len(data) < _LONGEST_LINE
        while not data.endswith(b"\n") and (rest := file.readline(_LONGEST_LINE)):
            data, offset, whole = rest, offset + len(rest), False
        yield Line(number, start, (data if keep_end else data.rstrip(b"\r\n")) if whole else None)


def _decoded(line: Line) -> str:
    if line.data is None:
        raise UnusableText(
            f"line {line.number} of more than {_LONGEST_LINE:,} bytes", "a sentence", "Split it into sentences."
        )
    text = decode(line.data, line.offset)
    return text.removeprefix("\ufeff") if line.number == 1 else text
