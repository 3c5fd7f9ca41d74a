"""Drawing sentences of an open source to be judged: at random, most of them naming two parties or more."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from random import Random

from stance.corpus.sources.base import Document
from stance.records import Article, Sentence
from stance.text.parties import find_parties
from stance.text.sentences import sentences

MOST_A_DOCUMENT = 12
SHARE_NAMING_TWO = 0.7
FEWEST_WORDS, MOST_WORDS = 4, 90
LARGEST_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sentence that was drawn, with what a reader needs to understand it."""

    sentence: Sentence
    title: str | None
    previous: str | None
    following: str | None


def draw(
    documents: Iterable[Document], n: int, *, random_state: int, apart_from: Collection[frozenset[str]] = ()
) -> list[Drawn]:
    """Return sentences drawn without replacement, in random order.

    Parameters
    ----------
    documents
        What to draw from.
    n
        How many; fewer if there are not so many.
    random_state
        Seed of the draw.
    apart_from
        Word sets of texts (of a development set) that no drawn sentence shares most of its words with.

    Returns
    -------
    list of Drawn
        At most `MOST_A_DOCUMENT` of a document; `SHARE_NAMING_TWO` of them name two parties or more, the others are
        drawn from all that is left, whatever they name.
    """
    random = Random(random_state)  # noqa: S311
    candidates = [each for document in documents for each in _candidates(document)]
    random.shuffle(candidates)
    naming = [each for each in candidates if len({m.code for m in find_parties(each.sentence.text)}) > 1]
    chosen: dict[str, Drawn] = {}
    taken: Counter[str] = Counter()
    for pool, most in ((naming, round(n * SHARE_NAMING_TWO)), (candidates, n)):
        for each in pool:
            if len(chosen) == most:
                break
            place, article = each.sentence.id, each.sentence.article
            if place not in chosen and taken[article] < MOST_A_DOCUMENT and _apart(each, apart_from):
                chosen[place] = each
                taken[article] += 1
    drawn = list(chosen.values())
    random.shuffle(drawn)
    return drawn


def _candidates(document: Document) -> list[Drawn]:
    found = sentences(Article(document.id, document.text, document.title, document.date))
    texts: list[str | None] = [None, *(sentence.text for sentence in found), None]
    return [
        Drawn(sentence, document.title, texts[place], texts[place + 2])
        for place, sentence in enumerate(found)
        if FEWEST_WORDS <= len(sentence.text.split()) <= MOST_WORDS
    ]


def words(text: str) -> frozenset[str]:
    """Return the lower-cased words of a text, without the punctuation at their ends."""
    return frozenset(word.strip(".,;:!?\"'“”‘’()[]").lower() for word in text.split()) - {""}


def _apart(drawn: Drawn, others: Collection[frozenset[str]]) -> bool:
    mine = words(drawn.sentence.text)
    return all(len(mine & other) <= LARGEST_OVERLAP * min(len(mine), len(other)) for other in others)
