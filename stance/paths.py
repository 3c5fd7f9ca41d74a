"""Where seeds, annotations and models are, asked at call time; and writing a file so that nothing is lost."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from stance.errors import CorpusError, MissingFile, NotAFile, UnreadableFile

_PACKAGE = Path(__file__).resolve().parent


def checkout() -> Path | None:
    """Return the root of the source checkout that this package runs from, or None if it is installed."""
    root = _PACKAGE.parent
    return root if (root / "annotations").is_dir() and (root / "pyproject.toml").is_file() else None


def corpus_folder() -> Path:
    """Return the folder that holds ``annotations/`` and ``seeds/``, or raise if there is no checkout."""
    root = checkout()
    if root is None:
        raise CorpusError(
            "got an installed package, which carries no annotations; expected a source checkout. "
            "Name the checkout with --corpus."
        )
    return root


def gold_file(corpus: Path | None = None) -> Path:
    """Return the built gold: of the folder named, else of the checkout, else the copy inside the wheel."""
    root = corpus or checkout()
    return root / "annotations" / "gold.jsonl" if root else _PACKAGE / "_data" / "gold.jsonl"


def model_folders() -> list[Path]:
    """Return the folders in which a model name is looked up, first one first."""
    named = os.environ.get("STANCE_MODELS")
    root = checkout()
    folders = [Path(named)] if named else []
    if root is not None:
        folders.append(root / "models")
    return [*folders, _PACKAGE / "_models"]


def require_file(path: Path) -> Path:
    """Return the path of a file that exists, or raise the error that says what is there instead."""
    if path.is_dir():
        raise NotAFile(path)
    if not path.exists():
        raise MissingFile(path)
    return path


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
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8, whole or not at all."""
    with replacing(path) as file:
        file.write(text.encode("utf-8"))
