"""JSON lines on disk: read with the line named in every error, written whole or not at all."""

import json
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from stance.errors import BadAnnotation
from stance.files import read_bytes, write_text
from stance.text.usable import decode


def read_rows(path: Path, *, strict: bool = True) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield line number and object of each line of a JSONL file.

    A file of the user's, which is not read strictly, may begin with a byte order mark and have blank lines.
    """
    text = decode(read_bytes(path), path=path)
    if not strict:
        text = text.removeprefix("\ufeff")
    # Not `splitlines`, which also breaks at marks that may stand inside a JSON string, such as U+2028.
    for number, line in enumerate(StringIO(text, newline=None), start=1):
        if not strict and not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadAnnotation(path, number, f"no JSON ({error})", "one JSON object a line") from error
        if not isinstance(row, dict):
            raise BadAnnotation(path, number, f"a {type(row).__name__}", "one JSON object a line")
        yield number, row


def to_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as JSONL: one form only, so that a rebuilt file is equal byte for byte."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write a JSONL file, whole or not at all."""
    write_text(path, to_lines(rows))
