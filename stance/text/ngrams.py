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
Locator = Callable[[str, int, int], "Located"]


class Located(NamedTuple):
    """N-grams and where each begins and ends, three lists side by side."""

    ngrams: list[str]
    starts: list[int]
    ends: list[int]


class Block(NamedTuple):
    """One kind of n-gram: whether parties are masked first, what makes it, what finds it, which argument limits it."""

    masked: bool
    analyzer: Analyzer
    locator: Locator
    limits: str


def word_ngrams(text: str, shortest: int, longest: int) -> list[str]:
    """Return runs of `shortest` to `longest` lower-cased words, joined by spaces, with repetitions."""
    return _runs(_TOKEN.findall(text.lower()), shortest, longest)


def locate_words(text: str, shortest: int, longest: int) -> Located:
    """Return `word_ngrams`, and where in ``text.lower()`` each stands."""
    matches = list(_TOKEN.finditer(text.lower()))
    starts, ends = [match.start() for match in matches], [match.end() for match in matches]
    sizes = range(shortest, min(longest, len(matches)) + 1)
    return Located(
        _runs([match[0] for match in matches], shortest, longest),
        [start for n in sizes for start in starts[: len(matches) - n + 1]],
        [end for n in sizes for end in ends[n - 1 :]],
    )


def _runs(words: list[str], shortest: int, longest: int) -> list[str]:
    grams = list(words) if shortest == 1 else []
    for n in range(max(shortest, 2), min(longest, len(words)) + 1):
        grams += map(" ".join, zip(*(words[start:] for start in range(n)), strict=False))
    return grams


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


def locate_chars(text: str, shortest: int, longest: int) -> Located:
    """Return `char_ngrams`, and where in ``text.lower()`` each stands.

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
    ngrams = char_ngrams(text, shortest, longest)
    return Located(ngrams, [start for start, _ in spans], [end for _, end in spans])


BLOCKS: dict[str, Block] = {
    "word": Block(masked=False, analyzer=word_ngrams, locator=locate_words, limits="word_ngrams"),
    "masked": Block(masked=True, analyzer=word_ngrams, locator=locate_words, limits="word_ngrams"),
    "char": Block(masked=True, analyzer=char_ngrams, locator=locate_chars, limits="char_ngrams"),
}
"""The blocks of features of the linear model, in the order of their columns."""
