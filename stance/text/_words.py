"""Units of text for reading who says what: words and punctuation, where what is quoted is one word.

A unit is a sentence, or the sentences that one quotation joins. Words that a broken page glued together are parted.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

DETERMINERS = frozenset("the a an this that these those his her its their our my your some any no every each".split())
PREPOSITIONS = frozenset(
    "of in on at to for from by with about against under over between into through during after before since until "
    "among amid across towards toward without within as despite like upon off near outside inside via per".split()
)

_WORD = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:[-’'&]\w+|\.\d\w*)*|\([^()\n]{0,60}\)|[^\w\s]")
_TITLES = frozenset("Mr Mrs Ms Dr Prof Rev Sen Rep Gov Gen Lt Col Maj Capt Adm Sgt St No Jr Sr".split())
_DROPPED = frozenset("\"“”„‟«»'’‘`()[]{}")

_GLUED = re.compile(
    r"""(?P<a>said|told)(?P<b>a|an|the|in|on|at|to|that|by|it|he|they|reporters|journalists)$  # saidin
        |(?P<c>[a-z]{3,20})(?P<d>said|told)$                                                   # coachsaid
        |(?P<e>[A-Za-z]*[a-z]{3})(?P<f>[A-Z][a-z]{2,20})$                                      # lineTraders
    """,
    re.VERBOSE,
)
_LONGEST_GLUED = 40


class Quotation(NamedTuple):
    """Quoted words, ``text[start:end]``, and the place that they take with their marks, ``text[left:right]``."""

    start: int
    end: int
    left: int
    right: int
    words: str


class Word(NamedTuple):
    """A word, a punctuation mark or a quotation: its span, its text, the text in small letters, the quotation if any."""

    start: int
    end: int
    text: str
    lower: str
    quotation: Quotation | None = None

    @property
    def is_word(self) -> bool:
        """Tell whether this is neither punctuation nor a quotation."""
        return self.quotation is None and self.text[0].isalnum()


def units(
    text: str, sentences: Sequence[tuple[int, int]], quotations: Sequence[Quotation]
) -> Iterator[tuple[int, list[Word]]]:
    """Yield the units of a text that have a word, each as the number of line ends before it and its words."""
    quotation = 0
    lines, counted = 0, 0
    for start, end in _joined(sentences, quotations):
        inside = []
        while quotation < len(quotations) and quotations[quotation].left < end:
            inside.append(quotations[quotation])
            quotation += 1
        lines, counted = lines + text.count("\n", counted, start), start
        words = list(_words(text, start, end, inside))
        if words:
            yield lines, words


def _joined(
    sentences: Sequence[tuple[int, int]], quotations: Sequence[Quotation]
) -> Iterator[tuple[int, int]]:
    """Yield the spans of sentences, those that a quotation joins as one."""
    quotation = 0
    start = -1
    for number, (left, right) in enumerate(sentences):
        start = left if start < 0 else start
        following = sentences[number + 1][0] if number + 1 < len(sentences) else right + 1
        while quotation < len(quotations) and quotations[quotation].right <= following:
            quotation += 1
        joined = quotation < len(quotations) and quotations[quotation].left < min(following, right)
        if number + 1 < len(sentences) and joined:
            continue
        yield start, right
        start = -1


def _words(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> Iterator[Word]:
    for quotation in quotations:
        yield from _plain(text, start, quotation.left)
        yield Word(quotation.start, quotation.end, "“”", "“”", quotation)
        start = quotation.right
    yield from _plain(text, start, end)


def _plain(text: str, start: int, end: int) -> Iterator[Word]:
    before = ""
    for match in _WORD.finditer(text, start, end):
        found = match[0]
        if found[0] in _DROPPED or (found == "." and before in _TITLES):
            continue
        before = found
        glued = _GLUED.match(found) if len(found) < _LONGEST_GLUED else None
        edge = match.start() + (glued.start(glued.lastgroup or 0) - glued.start() if glued else 0)
        for left, right in ((match.start(), edge), (edge, match.end())):
            if left < right:
                yield Word(left, right, text[left:right], text[left:right].lower())
