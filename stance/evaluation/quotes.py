"""Measures of found quotes against gold: spans of content, cue and source, and quotes that are right as a whole.

Works on spans and knows no finder and no file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

Span = tuple[int, int]
LEAST_OVERLAP = 0.5
"""Least share of two contents' union that they have in common, to be the same content by overlap."""

PARTS = ("content", "cue", "source")


class Attributed(Protocol):
    """A quote, found or gold: spans in a text, None where there is none."""

    @property
    def source(self) -> Span | None:
        """Who said it."""

    @property
    def cue(self) -> Span | None:
        """What introduces it."""

    @property
    def content(self) -> Span:
        """What was said."""


@dataclass(frozen=True, slots=True)
class SpanScore:
    """Precision, recall and F1 as fractions, and the number of gold spans and of found ones."""

    precision: float
    recall: float
    f1: float
    gold: int
    found: int


@dataclass(frozen=True, slots=True)
class QuoteScores:
    """The measures of one finder on one set of texts.

    Attributes
    ----------
    exact, overlap
        Part (``content``, ``cue``, ``source``) to its score, with spans equal, and with spans that overlap.
    source_right
        Fraction of gold quotes that are found by content and whose source is right, by overlap.
    all_right
        Fraction of gold quotes of which content, cue and source are right, by overlap.
    quotes
        Number of gold quotes.
    """

    exact: Mapping[str, SpanScore]
    overlap: Mapping[str, SpanScore]
    source_right: float
    all_right: float
    quotes: int


def score_quotes(gold: Sequence[Sequence[Attributed]], found: Sequence[Sequence[Attributed]]) -> QuoteScores:
    """Return the measures of found quotes, texts in the same order on both sides.

    Parameters
    ----------
    gold, found
        The quotes of each text. A text without a quote has an empty sequence; what is found there lowers precision.

    Raises
    ------
    ValueError
        If the two sides have different numbers of texts.

    Notes
    -----
    Gold and found quotes of a text are paired one to one, those whose contents share most of their union first. A pair
    is right in its content by overlap if that share is at least `LEAST_OVERLAP`; in its cue or source if the spans
    share a code point, or if neither has one. Sharing a code point is the partial match of MUC-5 and of SemEval-2013
    task 9; contents are as long as sentences, so they must share more (Pareti et al., 2013, weigh a match by its
    share). Exact spans are equal. Precision and recall of cue and source count spans of such pairs, so one who gives a
    right source to a wrong content gains nothing.

    References
    ----------
    Pareti, S., O'Keefe, T., Konstas, I., Curran, J. and Koprinska, I. (2013). Automatically detecting and attributing
    indirect quotations. EMNLP.
    """
    if len(gold) != len(found):
        raise ValueError(f"got {len(gold)} texts of gold and {len(found)} of found quotes, expected as many")
    pairs = [pair for ours, theirs in zip(gold, found, strict=True) for pair in _paired(ours, theirs)]
    every_gold = [quote for quotes in gold for quote in quotes]
    every_found = [quote for quotes in found for quote in quotes]
    sources = sum(_match(one.source, other.source) for one, other in pairs)
    all_three = sum(_match(one.source, other.source) and _match(one.cue, other.cue) for one, other in pairs)
    return QuoteScores(
        exact={part: _score(part, pairs, every_gold, every_found, exact=True) for part in PARTS},
        overlap={part: _score(part, pairs, every_gold, every_found, exact=False) for part in PARTS},
        source_right=_share(sources, len(every_gold)),
        all_right=_share(all_three, len(every_gold)),
        quotes=len(every_gold),
    )


def overlap(one: Span, other: Span) -> float:
    """Return the share of the union of two spans that they have in common, from 0 to 1."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(common, 0) / max(one[1] - one[0] + other[1] - other[0] - max(common, 0), 1)


def _paired(gold: Sequence[Attributed], found: Sequence[Attributed]) -> Iterator[tuple[Attributed, Attributed]]:
    """Yield gold and found quotes that are the same by content, each at most once, the closest first."""
    shares = sorted(
        (
            (-overlap(one.content, other.content), row, column)
            for row, one in enumerate(gold)
            for column, other in enumerate(found)
        ),
    )
    rows: set[int] = set()
    columns: set[int] = set()
    for share, row, column in shares:
        if -share < LEAST_OVERLAP:
            return
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            yield gold[row], found[column]


def _match(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return one is other
    return overlap(one, other) > 0


def _score(
    part: str,
    pairs: Sequence[tuple[Attributed, Attributed]],
    gold: Sequence[Attributed],
    found: Sequence[Attributed],
    *,
    exact: bool,
) -> SpanScore:
    spans = [(getattr(one, part), getattr(other, part)) for one, other in pairs]
    spans = [(one, other) for one, other in spans if one is not None and other is not None]
    right = sum(one == other if exact else _match(one, other) for one, other in spans)
    n_gold = sum(getattr(quote, part) is not None for quote in gold)
    n_found = sum(getattr(quote, part) is not None for quote in found)
    return SpanScore(
        precision=_share(right, n_found),
        recall=_share(right, n_gold),
        f1=_share(2 * right, n_gold + n_found),
        gold=n_gold,
        found=n_found,
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
