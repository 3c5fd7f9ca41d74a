"""Files: told plainly when they are missing, and written whole or not at all, so that nothing is lost."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from stance.errors import MissingFile, NotAFile, UnreadableFile


def require_file(path: Path) -> Path:
    """Return the path of a file that exists, or raise the error that says what is there instead."""
    try:
        if path.is_dir():
            raise NotAFile(path)
        if not path.exists():
            raise MissingFile(path)
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error
    return path


def read_bytes(path: Path) -> bytes:
    """Return the content of a file, or raise the error that says why it cannot be read."""
    try:
        return require_file(path).read_bytes()
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a temporary file beside `path`; on success it takes the place of `path`, on failure it is removed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error
    finally:
        Path(temporary).unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8, whole or not at all; a lone surrogate (of a file's name) as JSON's escape for it."""
    with replacing(path) as file:
        file.write(text.encode("utf-8", "backslashreplace"))
