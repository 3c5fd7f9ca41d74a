"""Word and character n-grams, as scikit-learn's vectorisers make them, without scikit-learn.

Source: scikit-learn 1.9, ``CountVectorizer`` with ``analyzer="word"`` and ``"char_wb"``. A test holds the two equal.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

TOKEN = r"(?u)\b\w+(?:['-]\w+)*\b"  # noqa: S105
"""A word: with its apostrophes and hyphens, so that "don't" and "one-China" stay whole."""

_TOKEN = re.compile(TOKEN)
_FILLED = re.compile(r"\S+")

Analyzer = Callable[[str, int, int], list[str]]
Locator = Callable[[str, int, int], list[tuple[int, int]]]


class Block(NamedTuple):
    """One kind of n-gram: whether parties are masked first, what makes it, what finds it, which argument limits it."""

    masked: bool
    analyzer: Analyzer
    locator: Locator
    limits: str


def word_ngrams(text: str, shortest: int, longest: int) -> list[str]:
    """Return runs of `shortest` to `longest` lower-cased words, joined by spaces, with repetitions."""
    words = _TOKEN.findall(text.lower())
    grams = list(words) if shortest == 1 else []
    for n in range(max(shortest, 2), min(longest, len(words)) + 1):
        grams += map(" ".join, zip(*(words[start:] for start in range(n)), strict=False))
    return grams


def word_spans(text: str, shortest: int, longest: int) -> list[tuple[int, int]]:
    """Return where in ``text.lower()`` each of `word_ngrams` stands, in the same order."""
    words = [match.span() for match in _TOKEN.finditer(text.lower())]
    return [
        (first, last)
        for n in range(shortest, longest + 1)
        for (first, _), (_, last) in zip(words, words[n - 1 :], strict=False)
    ]


def char_ngrams(text: str, shortest: int, longest: int) -> list[str]:
    """Return runs of `shortest` to `longest` lower-cased characters inside each word padded by a space on each side."""
    grams: list[str] = []
    for word in text.lower().split():
        padded = f" {word} "
        size = len(padded)
        for n in range(shortest, longest + 1):
            if n >= size:
                grams.append(padded)
                break
            grams += [padded[start : start + n] for start in range(size - n + 1)]
    return grams


def char_spans(text: str, shortest: int, longest: int) -> list[tuple[int, int]]:
    """Return where in ``text.lower()`` each of `char_ngrams` stands, in the same order.

    The spaces that pad a word are no part of a span; one that is nothing else is the character beside it.
    """
    spans: list[tuple[int, int]] = []
    for match in _FILLED.finditer(text.lower()):
        first, last = match.span()
        size = last - first + 2
        for n in range(shortest, longest + 1):
            if n >= size:
                spans.append((first, last))
                break
            spans.append((first, max(first + n - 1, first + 1)))
            spans += [(place, place + n) for place in range(first, last - n + 1)]
            spans.append((min(last - n + 1, last - 1), last))
    return spans


BLOCKS: dict[str, Block] = {
    "word": Block(masked=False, analyzer=word_ngrams, locator=word_spans, limits="word_ngrams"),
    "masked": Block(masked=True, analyzer=word_ngrams, locator=word_spans, limits="word_ngrams"),
    "char": Block(masked=True, analyzer=char_ngrams, locator=char_spans, limits="char_ngrams"),
}
"""The blocks of features of the linear model, in the order of their columns."""
