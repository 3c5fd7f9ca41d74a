"""The pieces of a text that can be evidence: words, and names of parties whole. Does not read what they say."""

import re
from typing import NamedTuple

from stance.text._words import word_list
from stance.text.parties import find_parties

_FILLED = re.compile(r"\S+")
_EDGES = "\"“”„‟«»'’‘`()[]{},;:!?…-–—*"
_SILENT = word_list("function_words")


class Piece(NamedTuple):
    """A run of characters without white space, or all those that one party's name touches.

    Attributes
    ----------
    start, end
        Code points from the beginning of the text, punctuation included; `end` is exclusive.
    parties
        Codes of the parties that it names.
    tells
        False for function words and bare punctuation, which say nothing by themselves.
    """

    start: int
    end: int
    parties: frozenset[str]
    tells: bool


def pieces(text: str) -> list[Piece]:
    """Return the pieces of a text, in order. Outside them there is white space only."""
    found: list[Piece] = []
    mentions = find_parties(text)
    done = reach = 0
    for match in _FILLED.finditer(text):
        start, end = match.span()
        codes: frozenset[str] = frozenset()
        if start < reach:
            # The name that the piece before begins goes on.
            before = found.pop()
            start, codes = before.start, before.parties
        while done < len(mentions) and mentions[done].start < end:
            codes |= {mentions[done].code}
            reach = mentions[done].end
            done += 1
        found.append(Piece(start, end, codes, bool(codes) or _tells(match[0])))
    return found


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the punctuation at its edges; a span of nothing else as it is."""
    span = text[start:end]
    left, word = len(span) - len(span.lstrip(_EDGES)), span.strip(_EDGES)
    # A stop at the end closes the sentence, unless the last word has stops of its own, as U.S. has.
    unstopped = word.rstrip(".")
    if "." not in unstopped.rpartition(" ")[2]:
        word = unstopped.rstrip(_EDGES)
    return (start + left, start + left + len(word)) if word else (start, end)


def _tells(word: str) -> bool:
    bare = word.strip(_EDGES + ".").lower()
    return any(map(str.isalnum, bare)) and bare not in _SILENT
