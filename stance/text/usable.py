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

_SIGNATURES = (
    *(b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"),  # UTF-16 and UTF-32
    *(b"%PDF-", b"\xd0\xcf\x11\xe0", b"PK\x03\x04"),  # documents
    *(b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd"),  # gzip, bzip2, xz, zstd
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
)
"""How files begin that are no text in UTF-8."""

_FEW_NULS, _NULS = 8, 0.01
"""So many NULs, or this share of the bytes, a text has that was damaged in a place or two; what has more is none."""


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


def is_no_tie(value: object) -> bool:
    """Tell whether the tie of a row says that none is asked about: null, an empty cell, an empty list."""
    return value is None or value in ("", [])


def decode(data: bytes, offset: int = 0, path: Path | None = None) -> str:
    """Return the bytes as text; `offset` is the place of the first byte in its file, `path` the file, for the error."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UndecodableText(data[error.start], offset + error.start, path) from error


def looks_binary(data: bytes) -> bool:
    """Tell whether the beginning of a file is no text: that of a known kind, or full of NULs."""
    head = data[:_SNIFFED]
    return head.startswith(_SIGNATURES) or head.count(0) > max(_FEW_NULS, _NULS * len(head))


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
