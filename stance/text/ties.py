"""Whose stance toward which tie: the (holder, tie) pairs of a sentence in its article.

Every party in view is a possible holder and every two of them a possible tie. A pair is scored by a sum of weights of
the features that hold of it, learned from the judged statements of the train split (``tie_weights.json``, made by
``benchmarks/fit_ties.py``). The most probable holder comes first with its best tie, as the main clause does
in a judgement; other pairs follow if they are probable too. Ties of three and more are not found as one.
"""

import json
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING

from stance.records import Tie
from stance.text.actors import Article
from stance.text.candidates import candidates, measured
from stance.text.quotes import Quote, find_quotes
from stance.text.scene import Scene
from stance.text.sources import quotes_by_sentence

if TYPE_CHECKING:
    from stance.text.holders import Holder

LEAST_PROBABILITY = 0.2
"""A second pair is given from here on. An F1 of sets is greatest near half its value for each pair, and a sentence has
1.4 pairs on the average; on the validation split 0.15 to 0.3 differ by less than 0.02."""

_MOST_ANSWERS = 6
_UNIT = 1000
"""The weights are stored with three decimals."""


@dataclass(frozen=True, slots=True)
class HeldTie:
    """Whose stance and toward which tie; not what the stance is.

    Attributes
    ----------
    holder
        Code of the party whose stance it is; None for the writer's own.
    tie
        Sorted codes of two parties.
    probability
        How probable it is that the pair is the one that a stance in this sentence is about, from 0 to 1; the pairs of a
        sentence share 1 between them. It is no part of what the pair is: two that differ in it alone are equal.
    """

    holder: str | None
    tie: Tie
    probability: float = field(default=1.0, compare=False)


class TieReader:
    """Reads the sentences of one article in order, and says of each whose stance toward which tie it may have.

    Parameters
    ----------
    title
        Headline: it tells the speaker of a speech or briefing, and what an article is about. None where not known.
    published
        ISO 8601 date, which tells who held office. None where not known.

    Examples
    --------
    >>> reader = TieReader("Remarks by the Ambassador of Japan")
    >>> found = reader.read("We condemn the launch by North Korea.")[0]
    >>> found.holder, found.tie
    ('JPN', ('JPN', 'PRK'))
    """

    def __init__(self, title: str | None = None, published: str | None = None) -> None:
        self._article = Article(title, published)

    def read(self, sentence: str, quotes: Sequence[Quote] | None = None) -> tuple[HeldTie, ...]:
        """Return the pairs of the next sentence; none if no two parties are in view.

        The best tie of the most probable holder first, then the other pairs from `LEAST_PROBABILITY` on, most probable
        first.

        Parameters
        ----------
        sentence
            The sentence.
        quotes
            The quotes of its article that reach into it, from `quotes_by_sentence`; None to look for them in the
            sentence alone, which takes longer and does not see who began to speak before it.
        """
        scene = self.scene(sentence, quotes)
        found = _decide(scene)
        self._remember(scene)
        return found

    def skip(self, sentence: str, quotes: Sequence[Quote] | None = None) -> None:
        """Take the next sentence into account without an answer."""
        self._remember(self.scene(sentence, quotes))

    def scene(self, sentence: str, quotes: Sequence[Quote] | None = None) -> Scene:
        """Return the next sentence as it is described to the weights.

        Does not go on to the sentence after it, for which `read` and `skip` are. The people whom it introduces are
        remembered already, as they may be named in it again.
        """
        return Scene(sentence, self._article, find_quotes(sentence) if quotes is None else quotes)

    def _remember(self, scene: Scene) -> None:
        if scene.source_codes:
            self._article.so_far.source = scene.source_codes
        named = [code for actor in scene.actors if actor.is_named for code in actor.codes]
        holder = next(iter([*scene.source_codes, *named]), None)
        self._article.remember(scene.actors, holder)


def held_ties(
    sentence: str, *, title: str | None = None, previous: Sequence[str] = (), published: str | None = None
) -> tuple[HeldTie, ...]:
    """Return whose stance toward which tie a sentence may have.

    Parameters
    ----------
    sentence
        The sentence.
    title
        Headline of its article.
    previous
        The sentences before it, in order: all, some or none.
    published
        ISO 8601 date of the article.

    Returns
    -------
    tuple of HeldTie
        The best tie of the most probable holder first, then the other pairs from `LEAST_PROBABILITY` on, most probable
        first. That a pair is listed does not say that the sentence has a stance toward it.
    """
    return _decide(scene_of(sentence, title=title, previous=previous, published=published))


def scene_of(
    sentence: str, *, title: str | None = None, previous: Sequence[str] = (), published: str | None = None
) -> Scene:
    """Return a sentence as it is described to the weights, in its place after the sentences before it."""
    reader = TieReader(title, published)
    *before, here = _quotes_of_each([*previous, sentence])
    for each, quotes in zip(previous, before, strict=True):
        reader.skip(each, quotes)
    return reader.scene(sentence, here)


def _quotes_of_each(sentences: Sequence[str]) -> list[tuple[Quote, ...]]:
    """Return the quotes that reach into each of the sentences of a paragraph."""
    ends = list(accumulate(len(each) + 1 for each in sentences))
    spans = [(end - len(each) - 1, end - 1) for end, each in zip(ends, sentences, strict=True)]
    return quotes_by_sentence(find_quotes(" ".join(sentences), spans), spans)


def _decide(scene: Scene) -> tuple[HeldTie, ...]:
    """Return the most probable holder with its most probable tie, and then the other pairs that are probable enough.

    A holder is as probable as all its pairs together: that its tie is in doubt does not make it less so.
    """
    pairs = candidates(scene)
    if not pairs:
        return ()
    chances = _chances(list(measured(scene, _sum)))
    held: dict[Holder, float] = defaultdict(float)
    for (holder, _), chance in zip(pairs, chances, strict=True):
        held[holder] += chance
    first = max(range(len(pairs)), key=lambda place: (held[pairs[place][0]], chances[place]))
    ranked = sorted(range(len(pairs)), key=chances.__getitem__, reverse=True)[:_MOST_ANSWERS]
    others = (place for place in ranked if place != first and chances[place] >= LEAST_PROBABILITY)
    return tuple(HeldTie(*pairs[place], chances[place]) for place in (first, *others))


def _chances(scores: Sequence[int]) -> list[float]:
    highest = max(scores)
    exponents = [math.exp((score - highest) / _UNIT) for score in scores]
    total = sum(exponents)
    return [exponent / total for exponent in exponents]


def _sum(prefix: str, names: Sequence[str]) -> int:
    return sum(filter(None, map(_weights_under(prefix).get, names)))


@cache
def _weights_under(prefix: str) -> dict[str, int]:
    """Return the weights of the features that begin with a prefix, by the rest of their names.

    They are whole units, so that a sum does not depend on its order.
    """
    found = _weights().items()
    return {name.removeprefix(prefix): round(weight * _UNIT) for name, weight in found if name.startswith(prefix)}


@cache
def _weights() -> dict[str, float]:
    text = (files("stance.text") / "tie_weights.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights
