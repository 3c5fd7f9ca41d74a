"""Units of text for reading who says what: words and punctuation, where all that is quoted is one word.

A unit is a sentence, or the sentences that one quotation joins. Words that a broken page glued together are parted.
The lists of words that the rules go by are in ``word_lists.tsv``, each with its reason.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

_WORD = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:[-’'&]\w+|\.[a-z\d]\w*)*|\([^()\n]{0,60}\)|[^\w\s]")
"""Initials; a word with its hyphens, apostrophes and stops inside; a short remark in brackets; a mark."""

_DROPPED = frozenset("\"“”„‟«»'’‘`()[]{}")

_GLUED = re.compile(
    r"""(?:said|told)(?P<object>a|an|the|in|on|at|to|that|by|it|he|they|reporters|journalists)$  # saidin
        |[a-z]{3,20}(?P<cue>said|told)$                                                          # coachsaid
        |[A-Za-z]*[a-z]{3}(?P<name>[A-Z][a-z]{2,20})$                                            # lineTraders
    """,
    re.VERBOSE,
)
_LONGEST_GLUED = 40

Span = tuple[int, int]


class Quotation(NamedTuple):
    """Quoted words, ``text[start:end]``, and the place that they take with their marks, ``text[left:right]``.

    `closed` is False where nothing but the end of the sentence ends them.
    """

    start: int
    end: int
    left: int
    right: int
    words: str
    closed: bool = True


class Word(NamedTuple):
    """A word, a punctuation mark or a quotation.

    Attributes
    ----------
    start, end
        Its span, that of a quotation without its marks.
    text, lower
        The word, and the word in small letters; of a quotation a pair of marks.
    quotation
        The quotation, or None.
    """

    start: int
    end: int
    text: str
    lower: str
    quotation: Quotation | None = None

    @property
    def is_word(self) -> bool:
        """Tell whether this is neither punctuation nor a quotation."""
        return self.quotation is None and self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Tell whether this begins with a capital letter."""
        return self.text[0].isupper()


@cache
def word_list(name: str) -> frozenset[str]:
    """Return a list of ``word_lists.tsv``."""
    return _word_lists()[name]


@cache
def _word_lists() -> dict[str, frozenset[str]]:
    lines = (files("stance.text") / "word_lists.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {name: frozenset(words.split()) for name, words, _ in (line.split("\t") for line in lines)}


DETERMINERS = word_list("determiners")
PREPOSITIONS = word_list("prepositions")
_TITLES = word_list("titles")


def units(text: str, sentences: Sequence[Span], quotations: Sequence[Quotation]) -> Iterator[tuple[int, list[Word]]]:
    """Yield the units of a text, each as the number of line ends before it and its words."""
    quotation = 0
    line, counted = 0, 0
    for start, end in _joined(sentences, quotations):
        first = quotation
        while quotation < len(quotations) and quotations[quotation].left < end:
            quotation += 1
        line, counted = line + text.count("\n", counted, start), start
        words = list(_words(text, start, end, quotations[first:quotation]))
        if words:
            yield line, words


def _joined(sentences: Sequence[Span], quotations: Sequence[Quotation]) -> Iterator[Span]:
    """Yield the spans of sentences, those that a quotation joins as one."""
    quotation = 0
    begin = None
    last = sentences[-1][1] if sentences else 0
    for (start, end), (following, _) in pairwise([*sentences, (last, last)]):
        begin = start if begin is None else begin
        while quotation < len(quotations) and quotations[quotation].right <= following:
            quotation += 1
        if end == last or quotation == len(quotations) or quotations[quotation].left >= end:
            yield begin, end
            begin = None


def _words(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> Iterator[Word]:
    for quotation in quotations:
        yield from _plain(text, start, quotation.left)
        yield Word(quotation.start, quotation.end, "“”", "“”", quotation)
        start = quotation.right
    yield from _plain(text, start, end)


def _plain(text: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words and marks of text without a quotation; what stands in brackets is left out."""
    before = ""
    for match in _WORD.finditer(text, start, end):
        found = match[0]
        if found[0] in _DROPPED or (found == "." and before in _TITLES):
            continue
        before = found
        left, right = match.span()
        glued = _GLUED.match(found) if 1 < len(found) < _LONGEST_GLUED else None
        edge = glued.start(glued.lastgroup or 0) if glued else 0
        if edge:
            yield Word(left, left + edge, found[:edge], found[:edge].lower())
        yield Word(left + edge, right, found[edge:], found[edge:].lower())
