"""Whose stance toward which tie: the (holder, tie) pairs of a sentence in its article.

Every party in view is a possible holder and every two of them a possible tie. A pair is scored by a sum of weights of
the features that hold of it, learned from the judged statements of the train split (``tie_weights.json``, made by
``benchmarks/fit_ties.py``). The best pair comes first, as the main clause does in a judgement; others follow if they
are probable too. Ties of three and more are not found as one.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import combinations

from stance.records import Tie
from stance.text.actors import Article
from stance.text.holders import Holder, holder_features, parties_in_view
from stance.text.scene import Scene

LEAST_PROBABILITY = 0.2
"""A second pair is given from here on. An F1 of sets is greatest near half its value for each pair, and a sentence has
1.4 pairs on the average; on the validation split 0.15 to 0.3 differ by less than 0.02."""

_MOST_ANSWERS = 6


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

    def read(self, sentence: str) -> tuple[HeldTie, ...]:
        """Return the pairs of the next sentence, the most probable first; none if no two parties are in view."""
        scene = self.scene(sentence)
        found = _decide(scene)
        self._remember(scene)
        return found

    def skip(self, sentence: str) -> None:
        """Take the next sentence into account without an answer."""
        self._remember(self.scene(sentence))

    def scene(self, sentence: str) -> Scene:
        """Return the next sentence as it is described to the weights, without going on."""
        return Scene(sentence, self._article)

    def _remember(self, scene: Scene) -> None:
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
        The most probable first. That a pair is listed does not say that the sentence has a stance toward it.
    """
    return _decide(scene_of(sentence, title=title, previous=previous, published=published))


def scene_of(
    sentence: str, *, title: str | None = None, previous: Sequence[str] = (), published: str | None = None
) -> Scene:
    """Return a sentence as it is described to the weights, in its place after the sentences before it."""
    reader = TieReader(title, published)
    for before in previous:
        reader.skip(before)
    return reader.scene(sentence)


def candidates(scene: Scene) -> list[HeldTie]:
    """Return every pair that could be an answer."""
    codes = parties_in_view(scene)
    ties = [tuple(sorted(two)) for two in combinations(codes, 2)]
    return [HeldTie(holder, tie) for tie in ties for holder in (None, *codes)]


def pair_features(scene: Scene, pair: HeldTie) -> list[str]:
    """Return the names of the features of a pair: the holder's, and the tie's as seen from the holder."""
    return [*holder_features(scene, pair.holder), *tie_features(scene, pair.holder, pair.tie)]


def tie_features(scene: Scene, holder: Holder, tie: Tie) -> list[str]:
    """Return the names of the features of a tie, given whose stance it is."""
    named = sum(code in scene.by_code for code in tie)
    features = [f"t:n{min(len(scene.codes), 4)}:named{named}"]
    if any(set(actor.codes) == set(tie) for actor in scene.actors):
        features.append("t:pair")
    for name, listed in (("title", scene.so_far.title), ("prev", scene.so_far.previous)):
        if all(code in listed for code in tie):
            features.append(f"t:{name}")
    if holder is not None and holder in tie:
        return features + _own_features(scene, holder, tie[0] if tie[1] == holder else tie[1])
    return features + _others_features(scene, holder, tie)


def _own_features(scene: Scene, holder: str, partner: str) -> list[str]:
    """Return the features of a tie of the holder's own: where the partner stands, and what leads to it."""
    place = scene.place(partner)
    prefixes = ["p"]
    if holder not in scene.by_code:
        prefixes.append("p:hab")
    if holder == scene.so_far.speaker:
        prefixes.append("p:sp")
    if holder in scene.source_codes:
        prefixes.append("p:hs")
    if scene.subject is not None and holder in scene.subject.codes:
        prefixes.append("p:hsubj")
    features = ["in", f"in:n{min(len(scene.codes), 4)}"]
    features += [f"{prefix}:{name}" for prefix in prefixes for name in place]
    features += [f"j:{name}" for name in scene.between(holder, partner)]
    return features + [f"p:mv:{scene.main_verb}:{name}" for name in place if name.startswith(("b:", "rank"))]


def _others_features(scene: Scene, holder: Holder, tie: Tie) -> list[str]:
    """Return the features of a tie between others: the writer's judgement, or a holder's on what is not its own."""
    prefix = "w" if holder is None else "o"
    features = ["out", f"n{min(len(scene.codes), 4)}", f"mv:{scene.main_verb}"]
    features += [name for code in tie for name in scene.place(code)]
    if all(code in scene.by_code for code in tie):
        one, other = sorted(tie, key=scene.codes.index)
        features += [f"j:{name}" for name in scene.between(one, other)]
    if holder is not None:
        features += [f"h:{name}" for code in tie for name in scene.between(holder, code)]
        if holder not in scene.named:
            features.append("habsent")
        if holder == scene.so_far.speaker:
            features += ["sp", f"sp:n{min(len(scene.codes), 4)}"]
        if scene.subject is not None and holder in scene.subject.codes:
            features.append("hsubj")
    return [f"{prefix}:{name}" for name in features]


def _decide(scene: Scene) -> tuple[HeldTie, ...]:
    """Return the most probable pair, and the others that are probable enough, most probable first."""
    weights = _weights()
    holders = {holder: _sum(weights, holder_features(scene, holder)) for holder in (None, *parties_in_view(scene))}
    pairs = candidates(scene)
    scores = [holders[pair.holder] + _sum(weights, tie_features(scene, pair.holder, pair.tie)) for pair in pairs]
    highest = max(scores, default=0.0)
    exponents = [math.exp(score - highest) for score in scores]
    total = sum(exponents)
    ranked = sorted(range(len(pairs)), key=lambda place: (-scores[place], place))[:_MOST_ANSWERS]
    found = [HeldTie(pairs[place].holder, pairs[place].tie, exponents[place] / total) for place in ranked]
    return tuple(pair for rank, pair in enumerate(found) if rank == 0 or pair.probability >= LEAST_PROBABILITY)


def _sum(weights: dict[str, float], features: list[str]) -> float:
    return sum(weights.get(name, 0.0) for name in features)


@cache
def _weights() -> dict[str, float]:
    text = (files("stance.text") / "tie_weights.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights
