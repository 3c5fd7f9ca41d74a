"""Rows of text, JSONL or CSV as a stream of bytes gives them: one at a time, a bad one told and passed by.

Bounded in memory whatever the input: a line is read to a limit and the rest of it skipped.
"""

import csv
import json
import math
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from stance.errors import BadRow, BinaryFile, InputError, UnreadableFile, UnusableText
from stance.files import require_file
from stance.text.usable import as_tie, check_text, decode, is_no_tie, looks_binary

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
    """A line's number, its offset in the file in bytes, its bytes (None if it is too long), and its quotation marks."""

    number: int
    offset: int
    data: bytes | None
    quotes: int = 0


def open_inputs(names: list[str]) -> Iterator[BinaryIO]:
    """Yield every input, opened; ``-`` is stdin. All are looked at before the first is read: a bad one is told at once.

    One is open at a time, so that there may be any number. What is no regular file (a pipe) is opened only once.
    """
    for path in (Path(name) for name in names if name != "-"):
        if require_file(path).is_file():
            with _opened(path):
                pass
    for name in names or ["-"]:
        if name == "-":
            if sys.stdin is None:
                raise UnreadableFile(Path("stdin"), "it is closed")
            yield sys.stdin.buffer
        else:
            with _opened(Path(name)) as file:
                yield file


def is_stored(name: str) -> bool:
    """Tell whether all of an input is there already: a regular file, or stdin read from one."""
    if name != "-":
        return os.path.isfile(name)  # noqa: PTH113  (of a name that no file can have it says that there is none)
    try:
        return sys.stdin is not None and stat.S_ISREG(os.fstat(sys.stdin.fileno()).st_mode)
    except (OSError, ValueError):  # stdin that was closed since, or no file of the system
        return False


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        file = require_file(path).open("rb")
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error
    with file:
        if looks_binary(file.peek(_SNIFFED)):
            raise BinaryFile(path)
        yield file


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
        fields = json.loads(text, parse_constant=_finite, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise BadRow(f"no JSON ({error})", expected, line=number) from error
    if not isinstance(fields, dict):
        raise BadRow(f"a JSON {type(fields).__name__}", expected, line=number)
    return _row(fields, "text", number)


def _finite(number: str) -> float:
    """Return a number of JSON; what none is (NaN, Infinity, 1e999) could not be written again."""
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"{number:.80} is no number in JSON, or too large")
    return value


def _row(fields: dict[str, Any], column: str, number: int) -> Row:
    """Return the row of an object with a text and perhaps a tie; the error in it if it has neither as it should."""
    others = {name: value for name, value in fields.items() if name not in (column, "tie")}
    text, tie = fields.get(column), fields.get("tie")
    try:
        if not isinstance(text, str):
            raise BadRow(f"{column} {text!r:.80}", f"a string in {column!r}", line=number)
        check_text(text)
        parties = as_tie(tie)
        if parties is None and not is_no_tie(tie):
            raise BadRow(f"tie {tie!r:.80}", "two codes or names, or none", line=number)
        return Row(text, parties, others)
    except InputError as error:
        usable = isinstance(text, str) and not isinstance(error, UnusableText)
        return Row(text if usable else None, None, others, str(error))


def csv_rows(file: BinaryIO, column: str) -> Iterator[Row]:
    """Yield a row for each record of a CSV file whose texts stand in a column; of an empty file none.

    Raises
    ------
    BadRow
        If the header lacks the column.
    UndecodableText, UnusableText
        If the header cannot be read.
    """
    records = _CsvRecords(file)
    header = records.take()
    if header is None:
        return
    if column not in header:
        raise BadRow(f"columns {header}", f"a column {column!r}; name another with --text-column", line=1)
    header = _distinct(header)
    while True:
        try:
            cells = records.take()
        except InputError as error:
            yield Row(None, error=str(error))
            continue
        if cells is None:
            return
        yield _csv_row(header, cells, column, records.line) if cells else Row("")


def _distinct(header: list[str]) -> list[str]:
    """Return the names of columns, the later ones of one name with a trailing ``_``."""
    names: list[str] = []
    for name in header:
        kept = name
        while kept in names or (kept != name and kept in header):
            kept += "_"
        names.append(kept)
    return names


def _csv_row(header: list[str], cells: list[str], column: str, number: int) -> Row:
    row = _row(dict(zip_longest(header, cells[: len(header)], fillvalue="")), column, number)
    if len(cells) == len(header):
        return row
    error = BadRow(f"{len(cells)} cells", f"{len(header)}, as in the header", line=number)
    return Row(row.text or None, None, row.others, str(error))


class _CsvRecords:
    """Records of CSV, each of which may span lines; a line that is no text is the error of the record that it is in."""

    def __init__(self, file: BinaryIO) -> None:
        self._bad: InputError | None = None
        self._reader = csv.reader(self._decoded_lines(file))

    def _decoded_lines(self, file: BinaryIO) -> Iterator[str]:
        for line in _lines(file, keep_end=True):
            try:
                yield _decoded(line)
            except InputError as error:
                self._bad = self._bad or error
                # The record goes on or ends in the next line as it would have done, so that this one alone is spoilt.
                # In CSV only a cell that opens or closes has an odd number of quotation marks in a line.
                yield '"' * (line.quotes % 2) + "\n" if line.data is None else line.data.decode("utf-8", "replace")

    @property
    def line(self) -> int:
        """Number of the last line taken."""
        return self._reader.line_num

    def take(self) -> list[str] | None:
        """Return the cells of the next record, none for a blank line; None at the end. Raise the error in its place."""
        cells, error = None, None
        try:
            cells = next(self._reader, None)
        except csv.Error as wrong:
            error = BadRow(f"no CSV ({wrong})", "a record of CSV", line=self.line)
        told, self._bad = self._bad or error, None
        if told is not None:
            raise told
        return cells


def _lines(file: BinaryIO, *, keep_end: bool = False) -> Iterator[Line]:
    number = offset = 0
    limit = _LONGEST_LINE + len(b"\n")
    while data := file.readline(limit):
        number += 1
        start, offset, quotes = offset, offset + len(data), data.count(b'"')
        whole = data.endswith(b"\n") or len(data) < limit
        while not data.endswith(b"\n") and (rest := file.readline(limit)):
            data, offset, whole, quotes = rest, offset + len(rest), False, quotes + rest.count(b'"')
        yield Line(number, start, (data if keep_end else data.rstrip(b"\r\n")) if whole else None, quotes)


def _decoded(line: Line) -> str:
    if line.data is None:
        raise UnusableText(
            f"line {line.number} of more than {_LONGEST_LINE:,} bytes", "a sentence", "Split it into sentences."
        )
    text = decode(line.data, line.offset)
    return text.removeprefix("\ufeff") if line.number == 1 else text
