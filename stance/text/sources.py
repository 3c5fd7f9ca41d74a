"""Whose words a sentence gives: the quotes of its article as they reach into it, and which of them is the main one."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from stance.text.quotes import Quote, Span

_MOST = 8
"""Quotes of a sentence that are looked at: no sentence of news has more, and none can be made slow."""


def quotes_by_sentence(quotes: Iterable[Quote], sentences: Sequence[Span]) -> list[tuple[Quote, ...]]:
    """Return for each sentence of an article the quotes that reach into it, as they lie in the sentence.

    Parameters
    ----------
    quotes
        Those of the article, from `find_quotes`.
    sentences
        Spans of its sentences, in order and apart.

    Returns
    -------
    list of tuple of Quote
        Spans are code points from the beginning of the sentence. What is said ends where the sentence does; a source or
        cue in another sentence is left where it is, before 0 or after the end. No more than eight a sentence.
    """
    found: list[list[Quote]] = [[] for _ in sentences]
    ends = [end for _, end in sentences]
    # Each sentence that is full leads on to a later one, so that quotes over many sentences take no time at full ones.
    onward = list(range(len(sentences) + 1))
    for quote in sorted(quotes, key=lambda quote: quote.content):
        place = _free(onward, bisect_left(ends, quote.content[0] + 1))
        while place < len(sentences) and sentences[place][0] < quote.content[1]:
            found[place].append(_within(quote, sentences[place]))
            if len(found[place]) == _MOST:
                onward[place] = place + 1
            place = _free(onward, place + 1)
    return [tuple(each) for each in found]


def main_quote(quotes: Sequence[Quote]) -> Quote | None:
    """Return the quote that the main statement of a sentence is in, or None if none is attributed.

    It is the longest of those whose attribution stands in nobody else's words: "Japan said that Chile had warned …"
    gives Japan's.
    """
    attributed = [quote for quote in quotes if quote.cue is not None]
    outer = [quote for quote in attributed if not any(_is_inside(quote, other) for other in attributed)]
    return max(outer, key=lambda quote: quote.content[1] - quote.content[0], default=None)


def _free(onward: list[int], place: int) -> int:
    """Return the first place from here on that leads to itself, and halve the way there."""
    while onward[place] != place:
        onward[place] = onward[onward[place]]
        place = onward[place]
    return place


def _is_inside(quote: Quote, other: Quote) -> bool:
    """Tell whether a quote's attribution is part of what another says."""
    start = quote.source or quote.cue
    return start is not None and other is not quote and other.content[0] <= start[0] < other.content[1]


def _within(quote: Quote, sentence: Span) -> Quote:
    start, end = sentence
    content = max(quote.content[0], start) - start, min(quote.content[1], end) - start
    return Quote(quote.kind, _shifted(quote.source, start), _shifted(quote.cue, start), content)


def _shifted(span: Span | None, start: int) -> Span | None:
    return None if span is None else (span[0] - start, span[1] - start)
