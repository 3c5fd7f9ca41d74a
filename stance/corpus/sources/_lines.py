"""Lines back to paragraphs: what every extractor does to spaces, and to sentences that were broken in two."""

import re
from collections.abc import Iterable

_WINDOWS = str.maketrans("\x91\x92\x93\x94\x96\x97", "‘’“”–—")
_INVISIBLE = re.compile(
    "[\ud800-\udfff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffc\x00-\x08\x0e-\x1b\x7f]"
)
_STRAY_SPACE = re.compile(
    r"""(?<=[\w)\]”’%])\ (?=[,.;:?!](?:[\s”’]|$))(?!\.\ \.)   # before a stop, but not in ". . ."
       |(?<=[(\[“])\s                                       # inside a bracket or quotation mark
       |\s(?=[)\]])
       |(?<=[\w.,!?…])\s(?=”)
    """,
    re.VERBOSE,
)
_ENDED = re.compile(r"(?:[.!?:;…]|--|[–—])[\"”'’)\]*]*$")
_GOES_ON = re.compile(r"[a-z,.;)]|--")


def squeezed(text: str) -> str:
    """Return the text without what cannot be seen or written, each run of white space as one space."""
    return " ".join(_INVISIBLE.sub("", text.translate(_WINDOWS)).split())


def ends_sentence(line: str) -> bool:
    """Tell whether a sentence may end where the line ends."""
    return _ENDED.search(line) is not None


def goes_on(line: str) -> bool:
    """Tell whether the line begins within a sentence."""
    return _GOES_ON.match(line) is not None


def joined(first: str, second: str) -> str:
    """Return two pieces of a line as one; a hyphen at the break is part of its word."""
    suspended = re.match(r"(?:and|or|to)\b", second)
    if (re.search(r"\w-$", first) and not suspended) or re.match(r"[.,;:?!]", second):
        return first + second
    return f"{first} {second}" if first else second


def document_text(paragraphs: Iterable[str]) -> str:
    r"""Return the paragraphs that are not empty, joined by ``\n``, without spaces where print has none."""
    lines = (_STRAY_SPACE.sub("", squeezed(paragraph)) for paragraph in paragraphs)
    return "\n".join(line for line in lines if line)
