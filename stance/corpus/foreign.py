"""Reading somebody else's text, whatever it lies in: JSONL, CSV, plain text, archives of them, folders of all that."""

import csv
import json
import tarfile
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from stance.errors import BadAnnotation, UnreadableFile
from stance.files import read_bytes, require_file


def foreign_texts(places: Iterable[Path]) -> Iterator[str]:
    """Yield the texts of files, of archives (``.tar.gz``) and of all files of folders.

    Of JSON and JSONL the strings, however deep they lie; of CSV the cells; of anything else the whole.

    Raises
    ------
    BadAnnotation
        If a file holds no JSON or CSV though its name says so.
    StanceError
        If a file cannot be read.
    """
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.name.endswith((".tar.gz", ".tgz")):
                yield from _archived(path)
            elif not path.is_dir():
                yield from _texts(path.name, read_bytes(path).decode("utf-8", "replace"))


def _archived(path: Path) -> Iterator[str]:
    try:
        with tarfile.open(require_file(path)) as archive:
            for member in archive:
                file = archive.extractfile(member) if member.isfile() else None
                if file is not None:
                    yield from _texts(member.name, file.read().decode("utf-8", "replace"))
    except (tarfile.TarError, OSError, EOFError) as error:
        raise UnreadableFile(path, str(error)) from error


def _texts(name: str, text: str) -> Iterator[str]:
    if name.endswith(".jsonl"):
        for number, line in enumerate(text.split("\n"), start=1):
            yield from _strings(_parsed(name, number, line)) if line.strip() else ()
    elif name.endswith(".json"):
        yield from _strings(_parsed(name, 1, text))
    elif name.endswith(".csv"):
        try:
            yield from (cell for row in csv.reader(StringIO(text, newline="")) for cell in row)
        except csv.Error as error:
            raise BadAnnotation(name, 1, f"no CSV ({error})", "records of CSV") from error
    else:
        yield text


def _parsed(name: str, line: int, text: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadAnnotation(name, line, f"no JSON ({error})", "a value in JSON") from error


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401
    left = [value]
    while left:
        each = left.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict | list):
            left += reversed(each.values() if isinstance(each, dict) else each)
