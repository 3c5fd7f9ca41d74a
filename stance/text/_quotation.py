"""Which words stand in quotation marks, in text whose marks may be lost, doubled or turned around.

One pass over the marks of each paragraph. Knows nothing of who speaks but that in “…, said Lin” the last is not quoted.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from stance.text._cues import attribution_follows, attribution_inside, cue_ends
from stance.text._words import Quotation

_DOUBLE = re.compile(r"(?=[\"“”„‟«»'`])(?:(?<!\S)([\"“”])(?: ?\1)+|(?!(?<=\w)[\"”]s\b)([\"“”„‟«»])\2*|''+|``+)")
"""A double mark, but for one that stands for an apostrophe; the same mark again and again stands for one."""

_SINGLE = re.compile(
    r"""[‘’'](?:(?P<open>(?<![\w’'"“”][‘'])(?<!’)(?=\w)(?!(?:s|t|re|ve|ll|d|m|em|til|tis|n)\b))  # not 's, 'til
        |(?<=\S[’'])(?!\w))
    """,
    re.VERBOSE,
)
_GLUED_STOP = re.compile(r"\.(?<=[a-z]{2}\.)(?=[A-Z][a-z]*\s)")
"""A stop with no space after it, before a whole word: what a translation may make of an opening mark."""

_LONGEST_SINGLE = 1000
_BEFORE_OPENING, _AFTER_CLOSING = frozenset("([{—–-:"), frozenset(",.;:!?…)]}—–")

Span = tuple[int, int]


def quotations(text: str, sentences: Sequence[Span]) -> list[Quotation]:
    """Return the quotations of a text, in order, apart from each other; one inside another is part of it.

    Parameters
    ----------
    text
        Any text.
    sentences
        Spans of its sentences, in order.

    Notes
    -----
    A mark's neighbours decide which way it faces, not its shape: after a space and before a letter it opens, before a
    space or a comma it closes, else it does what the state needs. One that opens where a quotation is open closes it,
    unless an attribution stands between, which shows that the closing mark is lost. One that closes nothing closes what
    a glued stop opened, or else the sentence so far if an attribution follows. A quotation that never closes ends
    before an attribution; or goes on in the next paragraph if that opens with a mark; or ends with its sentence.
    """
    found: list[Quotation] = []
    paragraphs = list(_paragraphs(text, sentences))
    waiting: Span | None = None
    for number, ends in enumerate(paragraphs):
        reader = _Paragraph(text, ends, waiting)
        for mark in _DOUBLE.finditer(text, ends[0][0], ends[-1][1]):
            reader.read(*mark.span())
        goes_on = number + 1 < len(paragraphs) and _DOUBLE.match(text, paragraphs[number + 1][0][0]) is not None
        waiting = reader.finish(goes_on=goes_on)
        found += reader.found
    found = [each for each in found if any(map(str.isalnum, each.words))]
    return sorted([*found, *_single(text, found, paragraphs)])


def _paragraphs(text: str, sentences: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield the sentences of each paragraph: those on one line, or on lines that are wrapped in mid-sentence."""
    group: list[Span] = []
    for sentence, following in pairwise([*sentences, (len(text), len(text))]):
        group.append(sentence)
        if "\n" in text[sentence[1] : following[0]] or following[0] == len(text):
            yield group
            group = []


class _Paragraph:
    """Reads the marks of a paragraph, one after another."""

    def __init__(self, text: str, sentences: list[Span], waiting: Span | None) -> None:
        self.found: list[Quotation] = []
        self._text = text
        self._starts = [start for start, _ in sentences]
        self._ends = [end for _, end in sentences]
        self._open = waiting
        self._goes_on = waiting is not None
        self._done = self._starts[0]
        self._stops = [stop.start() for stop in _GLUED_STOP.finditer(text, self._starts[0], self._ends[-1])]

    def read(self, start: int, end: int) -> None:
        """Take the next mark."""
        if self._goes_on and start == self._starts[0]:
            return
        opens = self._faces_open(start, end)
        if self._open is None:
            if opens:
                self._open = (start, end)
            else:
                self._close_unopened(start, end)
            return
        lost = attribution_inside(self._text, self._open[1], start) if opens and not self._goes_on else None
        if lost is None:
            self._close(start, end)
        else:
            self._close(lost, lost)
            self._open = (start, end)

    def finish(self, *, goes_on: bool) -> Span | None:
        """End the paragraph; return the mark that still waits for its closing one in the next paragraph."""
        if self._open is None:
            return None
        start = max(self._open[1], self._starts[0])
        lost = attribution_inside(self._text, start, self._ends[-1])
        if lost is None and goes_on:
            return self._open
        if lost is None:
            end = max(self._ends[bisect_right(self._starts, start) - 1], start)
            self._close(end, end, closed=False)
        else:
            self._close(lost, lost)
        return None

    def _close(self, start: int, end: int, *, closed: bool = True) -> None:
        opening = self._open or (self._done, self._done)
        words = self._text[opening[1] : start]
        inner = opening[1] + len(words) - len(words.lstrip())
        words = words.strip()
        self.found.append(Quotation(inner, inner + len(words), opening[0], end, words, closed))
        self._open, self._done, self._goes_on = None, end, False

    def _close_unopened(self, start: int, end: int) -> None:
        stop = self._glued_stop(start)
        if stop is not None and self._text[start - 1] in _AFTER_CLOSING:
            self._open = (stop, stop + 1)
            self._close(start, end)
            return
        follows = attribution_follows(self._text, end)
        begin = self._clause_start(start)
        answered = bool(self.found) and begin == self._done and attribution_follows(self._text, begin)
        if not follows and (answered or self._text[start] in "“„«" or cue_ends(self._text, start)):
            self._open = (start, end)
        elif follows or "," in {self._text[start - 1 : start], self._text[end : end + 1]}:
            self._open = (begin, begin)
            self._close(start, end)

    def _clause_start(self, place: int) -> int:
        """Return where the words before a place begin: after a quotation or a colon, or with the sentence."""
        begin = max(self._done, self._starts[bisect_right(self._starts, place) - 1])
        colon, stop = (self._text.rfind(mark, begin, place) for mark in (":", " ."))
        return max(begin, colon + 1, stop + 2 if stop >= 0 else 0)

    def _faces_open(self, start: int, end: int) -> bool:
        before, after = self._text[start - 1 : start] if start else "", self._text[end : end + 1]
        left = not before or before.isspace() or before in _BEFORE_OPENING
        right = not after or after.isspace() or after in _AFTER_CLOSING
        if left != right:
            return left
        if self._open is None and start > self._done:
            clause = self._clause_start(start)
            if self._text[clause:start].strip() and attribution_follows(self._text, end):
                return False
        closes = self._open is not None or (before in _AFTER_CLOSING and self._glued_stop(start) is not None)
        return not closes

    def _glued_stop(self, before: int) -> int | None:
        """Return the last glued stop since the last quotation, if no sentence but the one it cuts off has ended."""
        place = bisect_right(self._stops, before - 1) - 1
        return self._stops[place] if place >= 0 and self._stops[place] >= self._done else None


def _single(text: str, found: Sequence[Quotation], paragraphs: Sequence[list[Span]]) -> Iterator[Quotation]:
    """Yield quotations in single marks, outside those in double ones; an apostrophe is no mark."""
    edges = [each.right for each in found]
    for ends in paragraphs:
        opening = None
        for mark in _SINGLE.finditer(text, ends[0][0], ends[-1][1]):
            nearest = bisect_right(edges, mark.start())
            if nearest < len(found) and found[nearest].left <= mark.start():
                opening = None
            elif mark["open"] is not None:
                opening = mark
            elif opening is not None:
                if mark.start() - opening.start() < _LONGEST_SINGLE and mark.start() > opening.end():
                    inner = opening.end(), mark.start()
                    yield Quotation(*inner, opening.start(), mark.end(), text[slice(*inner)])
                opening = None
