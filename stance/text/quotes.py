"""Who said what: direct, indirect, mixed and scare quotes with their sources and cues, by rules and without a parser.

The order of work: quotation marks, mended where the web broke them; units, which are sentences or what one quotation
joins; cues from a lexicon; the source beside each cue and the words that it introduces. Does not resolve "he".

References
----------
The division into source, cue and content, and the kinds, are those of Pareti, S., O'Keefe, T., Konstas, I., Curran, J.
and Koprinska, I. (2013). Automatically detecting and attributing indirect quotations. EMNLP. That a lexicon of verbs
goes far in news is the lesson of Asr, F. T. et al. (2021). The Gender Gap Tracker. PLoS ONE 16(1); that quotation marks
should be read before anything else, of the extraction of quotes at the Guardian (2021) and of textacy. No code or list
of theirs is used.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from stance.text._attribution import Attribution, attributions
from stance.text._complements import is_utterance
from stance.text._quotation import quotations
from stance.text._words import DETERMINERS, PREPOSITIONS, Word, units
from stance.text.sentences import sentence_spans

Kind = Literal["direct", "indirect", "mixed", "scare"]
Span = tuple[int, int]

_SENTENCE_WORDS = 5
_SAY = frozenset({"say", "says", "said"})


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, or quoted words that nobody is said to have said. Spans are code points into the text.

    Attributes
    ----------
    kind
        ``direct``: quoted words that stand as a clause of their own. ``indirect``: a clause or infinitive without
        quotation marks. ``mixed``: the writer's clause with quoted words in it, or quoted words that complete it.
        ``scare``: quoted words without a source ("the so-called “One China” policy").
    source
        The noun phrase that names the speaker, a pronoun as it is; None where the text names none.
    cue
        What introduces it: "said", "according to", the colon of "Minister: …"; None where there is none.
    content
        What was said, without "that" and without the quotation marks around the whole.
    """

    kind: Kind
    source: Span | None
    cue: Span | None
    content: Span


def find_quotes(text: str, sentences: Sequence[Span] | None = None) -> list[Quote]:
    """Return the quotes of an article or a sentence, in order of their content.

    Parameters
    ----------
    text
        Any text: marks may be lost, doubled, turned around or unbalanced.
    sentences
        Spans of its sentences, from `sentence_spans`, if they are known already.

    Returns
    -------
    list of Quote
        ``text[start:end]`` is each span. A quote inside an indirect one has an entry of its own; direct quotations are
        not searched. A quotation that follows an attributed one in its paragraph has the same source and cue.
    """
    sentences = sentence_spans(text) if sentences is None else sentences
    quotes: list[Quote] = []
    last, last_line = None, -1
    for line, words in units(text, sentences, quotations(text, sentences)):
        found = attributions(words)
        quoted = [place for place, word in enumerate(words) if word.quotation is not None]
        attributed = sorted((_attributed(words, each, quoted) for each in found), key=_end)
        others = list(_others(words, found, attributed, last if line == last_line else None))
        quotes += attributed + others
        last = max((quote for quote in attributed + others if quote.source), key=_end, default=None)
        last_line = line
    return sorted(quotes, key=lambda quote: (quote.content, quote.cue or (0, 0)))


def _end(quote: Quote) -> int:
    return quote.content[1]


def _attributed(words: Sequence[Word], found: Attribution, quoted: Sequence[int]) -> Quote:
    """Return an attribution as a quote; `quoted` are the places of the unit's quotations, in order."""
    first, last = words[found.content[0]], words[found.content[1] - 1]
    source = None if found.source is None else _span(words, found.source)
    kind: Kind
    if first is last and first.quotation is not None:
        kind = "direct" if _is_direct(words, found) else "mixed"
        return Quote(kind, source, _span(words, found.cue), (first.start, first.end))
    marked = bisect_left(quoted, found.content[0]) < bisect_left(quoted, found.content[1])
    kind = "direct" if found.label else "mixed" if marked else "indirect"
    return Quote(kind, source, _span(words, found.cue), _span(words, found.content))


def _is_direct(words: Sequence[Word], found: Attribution) -> bool:
    """Tell whether quoted words with a source stand as a clause of their own, or complete the writer's."""
    place = found.content[0]
    quotation = words[place].quotation
    completes = place > 0 and words[place - 1].lower in PREPOSITIONS | DETERMINERS
    capital = quotation is not None and quotation.words[0].isupper() and not completes
    return capital or is_utterance(words, place) or words[found.cue[0]].lower in _SAY


def _others(
    words: Sequence[Word], found: Sequence[Attribution], attributed: Sequence[Quote], last: Quote | None
) -> Iterator[Quote]:
    """Yield the quotations of a unit that no cue introduces; one that goes on from another has its source and cue."""
    taken = _covered(each.content for each in found)
    passed, before = 0, None
    for place, word in enumerate(words):
        while passed < len(attributed) and attributed[passed].content[1] <= word.start:
            before, passed = attributed[passed], passed + 1
        if word.quotation is None or place in taken:
            continue
        goes_on = last if place == 0 else before if _continued(words, place, before) else None
        spoken = is_utterance(words, place)
        if spoken and goes_on is not None:
            yield Quote("direct", goes_on.source, goes_on.cue, (word.start, word.end))
        elif spoken and len(word.quotation.words.split()) >= _SENTENCE_WORDS:
            yield Quote("direct", None, None, (word.start, word.end))
        elif word.quotation.closed:
            yield Quote("scare", None, None, (word.start, word.end))


def _continued(words: Sequence[Word], place: int, before: Quote | None) -> bool:
    """Tell whether a quotation goes on from a quote of its unit: a direct one, or any after a full stop."""
    return before is not None and (before.kind == "direct" or words[place - 1].text == ".")


def _covered(contents: Iterable[tuple[int, int]]) -> set[int]:
    """Return the places inside ranges that may lie in each other; each place is visited once."""
    places: set[int] = set()
    reached = 0
    for start, end in sorted(contents):
        places.update(range(max(start, reached), end))
        reached = max(reached, end)
    return places


def _span(words: Sequence[Word], places: tuple[int, int]) -> Span:
    """Return the span of words, those of a quotation with its marks."""
    first, last = words[places[0]], words[places[1] - 1]
    start = first.start if first.quotation is None else first.quotation.left
    return start, last.end if last.quotation is None else last.quotation.right
