"""Sentence segmentation: nupunkt, mended for what the web does to text.

Mends: lost spaces after a full stop, abbreviated countries before a name, quotation marks that a translation moved, a
`date` prefix, captions, lines that are wrapped or headlines. Never raises on odd marks. Does not resolve who speaks.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from nupunkt import sent_spans

from stance.records import Article, Sentence
from stance.text._marks import opening_marks
from stance.text.usable import LONGEST_SENTENCE

_DATE_PREFIX = re.compile(r"\s*date\s+\d{4}-\d\d-\d\d\s+")
_LETTER = re.compile(r"\w")
_WRAP_SHORTEST, _WRAP_LONGEST = 40, 100
_CREDIT = re.compile(r"\s(?=(?:Photo|Image|Picture|Photograph)s?(?: credit| by)?: ?[A-Z])")

_STOP_BEFORE_QUOTE = re.compile(r"[.!?…]\s+(?=[\"“][A-Z])")
"""A stop and then a quotation, which nupunkt leaves together when the marks are straight."""

_GLUED = re.compile(
    r"""[.!?…](?:(?<=[a-z]{2}.)|(?<=[a-z]{2}[)”"’'].)|(?<=\d{4}.))   # a stop after a word, no initial or a.m.
        (?P<marks>["“”]*)                                            # quotation marks
        (?=(?P<next>[A-Z][\w’'-]{0,40})(?![.:@/]\w))           # a capital with no space between, not an address
    """,
    re.VERBOSE,
)
_RUN_TOGETHER = re.compile(r"[A-Z][a-z]{4,}[A-Z]")
_ADDRESS = re.compile(r"(?:www\.|https?:|@)\S*$")

_LONG_RUN = re.compile(r"(?<!\S)\S{300,}")
"""No word is so long; nupunkt takes time quadratic in it."""

_STAGE_DIRECTION = re.compile(r"(?:^|[.!?…\"”]\s{1,9})\([A-Z][^()\n]{0,80}[.!?]\)\s+(?=\S)")
"""A sentence in brackets of its own, as "(Laughter.)" in a transcript."""

_COUNTRY = re.compile(r"(?:^|[\s(\"“-])(?:U\.S|U\.N|U\.K|E\.U|D\.C)\.\s*$")
_OPENER = re.compile(
    r"""(?:The|An?|He|She|It|They|We|I|You|This|That|These|Those|There|Its?|His|Her|Their|Our|My|But|And|Or|So|Yet|In|On
        |At|For|From|By|With|After|Before|As|If|When|While|Since|Both|Some|Many|Most|All|No|Not|What|Who|Why|How|However
        |Last|Earlier|Later|Meanwhile|Now|Then|Still|Also|Under|Despite|According|Although|Because|Asked)\b""",
    re.VERBOSE,
)
"""Words that begin a sentence more often than they follow "U.S." inside one."""

_TITLES = re.compile(
    r"""(?:^|[\s("“‘'])(?:Mrs?|Ms|Messrs|Dr|Prof|Rev|Hon|Sens?|Reps?|Vol|Gov|Amb|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Brig|Sgt|Cpl|Pvt
        |Pres|Sec|St|Ft|Mt|No|Nos|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z]|R-[A-Z]\w+|D-[A-Z]\w+)\.\s*$""",
    re.VERBOSE,
)
"""Abbreviations that a name or number follows, so that no sentence ends after them."""


def sentences(article: Article) -> list[Sentence]:
    """Return the sentences of an article, in order.

    Parameters
    ----------
    article
        Any text: no quotation mark, bracket or space in it can make this raise.

    Returns
    -------
    list of Sentence
        They do not overlap, hold every word of the text but a ``date YYYY-MM-DD`` prefix, and are equal to the slices
        that their ids name. A line of punctuation alone is no sentence. What goes on for more than `LONGEST_SENTENCE`
        code points is parted, at white space if there is some.

    References
    ----------
    nupunkt: an implementation of Kiss, T. and Strunk, J. (2006). Unsupervised multilingual sentence boundary detection.
    Computational Linguistics 32(4).
    """
    text = article.text
    return [Sentence(article.id, start, end, text[start:end]) for start, end in sentence_spans(text)]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a text, as `sentences` does."""
    prefix = _DATE_PREFIX.match(text)
    begin = prefix.end() if prefix else 0
    spans = []
    for start, end in _paragraphs(text, begin):
        paragraph = text[start:end]
        edges = [0, *_boundaries(paragraph), len(paragraph)]
        whole = (_trimmed(text, start + left, start + right) for left, right in pairwise(edges))
        spans += [part for left, right in whole for part in _parted(text, left, right)]
    return [(start, end) for start, end in spans if _LETTER.search(text, start, end)]


def _paragraphs(text: str, begin: int) -> Iterator[tuple[int, int]]:
    """Yield spans of lines; lines that are wrapped in mid-sentence are one paragraph."""
    for block in re.finditer(r"[^\n]*(?:\n[^\S\n]*[^\s][^\n]*)*", text[begin:]):
        start = begin + block.start()
        lines = block[0].split("\n")
        if _wrapped(lines):
            yield start, start + len(block[0])
            continue
        for line in lines:
            yield start, start + len(line)
            start += len(line) + 1


def _wrapped(lines: list[str]) -> bool:
    """Tell whether lines are a paragraph broken to a width: none is long, one goes on with a small letter."""
    whole = lines[:-1]
    return (
        len(lines) > 1
        and all(_WRAP_SHORTEST <= len(line) <= _WRAP_LONGEST for line in whole)
        and len(lines[-1]) <= _WRAP_LONGEST
        and any(line.lstrip()[:1].islower() for line in lines[1:])
    )


def _boundaries(paragraph: str) -> list[int]:
    """Return the places inside a paragraph at which a sentence begins."""
    if not _LETTER.search(paragraph):
        return []
    places = {start for start, _ in sent_spans(_LONG_RUN.sub(lambda run: "x" * len(run[0]), paragraph))}
    places |= {match.end() for match in _STOP_BEFORE_QUOTE.finditer(paragraph)}
    places = {place for place in places if not _goes_on(paragraph, place)}
    places |= {match.end() for match in _STAGE_DIRECTION.finditer(paragraph)}
    opening = opening_marks(paragraph)
    for match in _GLUED.finditer(paragraph):
        places -= set(range(match.start(), match.end() + 1))
        if match.start("marks") not in opening and _ends_sentence(paragraph, match):
            places.add(match.end())
    places |= {match.end() for match in _CREDIT.finditer(paragraph)}
    return sorted(place for place in places if 0 < place < len(paragraph))


def _goes_on(paragraph: str, place: int) -> bool:
    """Tell whether a sentence goes on over a stop: after a title, before a small letter, after "U.S." before a name."""
    before = max(0, place - 20)
    if paragraph[place].islower() or _TITLES.search(paragraph, before, place):
        return True
    return bool(_COUNTRY.search(paragraph, before, place)) and not _OPENER.match(paragraph, place)


def _ends_sentence(paragraph: str, glued: re.Match[str]) -> bool:
    """Tell whether a stop with no space after it ends a sentence.

    It does not inside an address, nor before words that run together, which show that text is lost at this place.
    (Nor where the mark after it opens a quotation: the stop is what a translation made of a mark.)
    """
    address = _ADDRESS.search(paragraph, max(0, glued.start() - 80), glued.start())
    return address is None and _RUN_TOGETHER.match(glued["next"]) is None


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a sentence, none of which is too long for a model."""
    while end - start > LONGEST_SENTENCE:
        words = text[start : start + LONGEST_SENTENCE].rsplit(None, 1)
        cut = start + (len(words[0]) if len(words) > 1 else LONGEST_SENTENCE)
        yield _trimmed(text, start, cut)
        start = cut
    yield _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + max(len(piece.rstrip()), len(piece) - len(piece.lstrip()))
