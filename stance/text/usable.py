"""What counts as text that can be read. Bytes and strings that are not are refused with the reason."""

import re
from pathlib import Path

from stance.errors import BinaryFile, EmptyFile, UndecodableText, UnusableText
from stance.files import read_bytes

LONGEST_SENTENCE = 20_000
"""Most code points of a text that is classified as one sentence."""

LONGEST_ARTICLE = 5_000_000
"""Most code points of a text that is read as an article."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_SNIFFED = 8192


def check_text(text: str, longest: int = LONGEST_SENTENCE) -> str:
    """Return the text unchanged if it can be read.

    Raises
    ------
    TypeError
        If it is not a string.
    UnusableText
        If it has a NUL or a lone surrogate, or is longer than `longest` code points.
    """
    if not isinstance(text, str):
        raise TypeError(f"got {text!r:.80} of type {type(text).__name__}, expected a text as str")
    if len(text) > longest:
        sentence = "Split it into sentences, or read it as an article."
        cure = sentence if longest <= LONGEST_SENTENCE else "Split it into parts."
        raise UnusableText(f"{len(text):,} characters", f"at most {longest:,}", cure)
    if "\0" in text:
        raise UnusableText(f"a NUL at character {text.index(chr(0)):,}", "text", "Remove it, as in: tr -d '\\000'.")
    found = None if text.isascii() else _SURROGATE.search(text)
    if found:
        raise UnusableText(
            f"a lone surrogate U+{ord(found[0]):04X} at character {found.start():,}",
            "text that can be written in UTF-8",
            "Decode the source again, with errors='replace' if it is broken.",
        )
    return text


def as_tie(value: object) -> tuple[str, str] | None:
    """Return the two parties that a list or a string with a comma names, or None if it names no two."""
    given = value.split(",") if isinstance(value, str) else value
    if not isinstance(given, list) or not all(isinstance(party, str) for party in given):
        return None
    parties = [party.strip() for party in given]
    return (parties[0], parties[1]) if len(parties) == 2 and all(parties) else None  # noqa: PLR2004


def decode(data: bytes, offset: int = 0, path: Path | None = None) -> str:
    """Return the bytes as text; `offset` is the place of the first byte in its file, `path` the file, for the error."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UndecodableText(data[error.start], offset + error.start, path) from error


def looks_binary(data: bytes) -> bool:
    """Tell whether the beginning of a file is no text: it has a NUL and is not UTF-8."""
    head = data[:_SNIFFED]
    return b"\0" in head and "\ufffd" in head[: _SNIFFED - 4].decode("utf-8", "replace")


def read_text(path: Path, longest: int = LONGEST_ARTICLE) -> str:
    """Return the text of a file, unchanged, or raise the error that says why it cannot be read."""
    data = read_bytes(path)
    if looks_binary(data):
        raise BinaryFile(path)
    text = decode(data, path=path).removeprefix("\ufeff") if data else ""
    if not text.strip():
        raise EmptyFile(path)
    try:
        return check_text(text, longest)
    except UnusableText as error:
        raise error.of(path) from error
