"""Word and character n-grams, as scikit-learn's vectorisers make them, without scikit-learn.

Source: scikit-learn 1.9, ``CountVectorizer`` with ``analyzer="word"`` and ``"char_wb"``. A test holds the two equal.
"""

import re
from collections.abc import Callable

TOKEN = r"(?u)\b\w+(?:['-]\w+)*\b"  # noqa: S105
"""A word: with its apostrophes and hyphens, so that "don't" and "one-China" stay whole."""

_TOKEN = re.compile(TOKEN)

Analyzer = Callable[[str, int, int], list[str]]


def word_ngrams(text: str, shortest: int, longest: int) -> list[str]:
    """Return runs of `shortest` to `longest` lower-cased words, joined by spaces, with repetitions."""
    words = _TOKEN.findall(text.lower())
    grams = list(words) if shortest == 1 else []
    for n in range(max(shortest, 2), min(longest, len(words)) + 1):
        grams += [" ".join(words[start : start + n]) for start in range(len(words) - n + 1)]
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


ANALYZERS: dict[str, Analyzer] = {"word": word_ngrams, "char": char_ngrams}
"""The blocks of features, in the order of their columns."""
