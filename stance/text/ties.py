"""Whose stance toward which tie: the (holder, tie) pairs of a sentence in its article.

Every party in view is a possible holder and every two of them a possible tie. A pair is scored by a sum of weights of
the features that hold of it, learned from the judged statements of the train split (``tie_weights.json``, made by
``benchmarks/fit_ties.py``). The best pair comes first, as the main clause does in a judgement; others follow if they
are probable too. Ties of three and more are not found as one.
"""

import json
import math
from collections.abc import Callable, Iterator, Sequence
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
    return [name for describe, *about in _parts(scene, pair) for name in describe(scene, *about)]


_Part = tuple[Callable[..., list[str]], *tuple[Holder | Tie, ...]]
"""Features that pairs share, being of one or two of their parties only: what names them, and for which parties."""


def _parts(scene: Scene, pair: HeldTie) -> Iterator[_Part]:
    """Yield the parts that the features of a pair consist of."""
    holder, tie = pair.holder, pair.tie
    yield holder_features, holder
    yield _tie_features, tie
    if holder is not None and holder in tie:
        yield from _own_parts(scene, holder, tie[0] if tie[1] == holder else tie[1])
        return
    prefix = "w" if holder is None else "o"
    yield _others_features, prefix, tie
    for code in tie:
        yield _place_features, prefix, code
    if holder is not None:
        yield _third_features, holder
        for code in tie:
            yield _between_features, "o:h", holder, code


def _own_parts(scene: Scene, holder: str, partner: str) -> Iterator[_Part]:
    """Yield the parts of a tie of the holder's own: where the partner stands, and what leads to it."""
    yield _partner_features, partner
    yield _place_features, "p", partner
    if holder not in scene.by_code:
        yield _place_features, "p:hab", partner
    if holder == scene.so_far.speaker:
        yield _place_features, "p:sp", partner
    if holder in scene.source_codes:
        yield _place_features, "p:hs", partner
    if scene.subject is not None and holder in scene.subject.codes:
        yield _place_features, "p:hsubj", partner
    yield _between_features, "j", holder, partner


def _tie_features(scene: Scene, tie: Tie) -> list[str]:
    """Return the features of a tie, whosever the stance is."""
    named = sum(code in scene.by_code for code in tie)
    features = [f"t:n{min(len(scene.codes), 4)}:named{named}"]
    if any(set(actor.codes) == set(tie) for actor in scene.actors):
        features.append("t:pair")
    for name, listed in (("title", scene.so_far.title), ("prev", scene.so_far.previous)):
        if all(code in listed for code in tie):
            features.append(f"t:{name}")
    return features


def _place_features(scene: Scene, prefix: str, code: str) -> list[str]:
    """Return the features of where a party stands."""
    return [f"{prefix}:{name}" for name in scene.place(code)]


def _between_features(scene: Scene, prefix: str, one: str, other: str) -> list[str]:
    """Return the features of what stands between two parties."""
    return [f"{prefix}:{name}" for name in scene.between(one, other)]


def _partner_features(scene: Scene, partner: str) -> list[str]:
    """Return the features of the other party of a tie of the holder's own, whoever the holder is."""
    leading = (name for name in scene.place(partner) if name.startswith(("b:", "rank")))
    return ["in", f"in:n{min(len(scene.codes), 4)}", *(f"p:mv:{scene.main_verb}:{name}" for name in leading)]


def _others_features(scene: Scene, prefix: str, tie: Tie) -> list[str]:
    """Return the features of a tie between others: ``w`` for the writer's judgement, ``o`` for that of a third."""
    features = ["out", f"n{min(len(scene.codes), 4)}", f"mv:{scene.main_verb}"]
    if all(code in scene.by_code for code in tie):
        one, other = sorted(tie, key=scene.codes.index)
        features += [f"j:{name}" for name in scene.between(one, other)]
    return [f"{prefix}:{name}" for name in features]


def _third_features(scene: Scene, holder: str) -> list[str]:
    """Return the features of a holder of a stance on what is not its own."""
    features = [] if holder in scene.named else ["o:habsent"]
    if holder == scene.so_far.speaker:
        features += ["o:sp", f"o:sp:n{min(len(scene.codes), 4)}"]
    if scene.subject is not None and holder in scene.subject.codes:
        features.append("o:hsubj")
    return features


def _decide(scene: Scene) -> tuple[HeldTie, ...]:
    """Return the most probable pair, and the others that are probable enough, most probable first."""
    pairs = candidates(scene)
    scores = _scores(scene, pairs)
    highest = max(scores, default=0)
    exponents = [math.exp((score - highest) / _UNIT) for score in scores]
    total = sum(exponents)
    ranked = sorted(range(len(pairs)), key=lambda place: (-scores[place], place))[:_MOST_ANSWERS]
    found = [HeldTie(pairs[place].holder, pairs[place].tie, exponents[place] / total) for place in ranked]
    return tuple(pair for rank, pair in enumerate(found) if rank == 0 or pair.probability >= LEAST_PROBABILITY)


def _scores(scene: Scene, pairs: Sequence[HeldTie]) -> list[int]:
    """Return the sum of the weights of each pair's features; each part is described and summed once."""
    weights = _weights()
    sums: dict[_Part, int] = {}
    scores = []
    for pair in pairs:
        score = 0
        for part in _parts(scene, pair):
            if part not in sums:
                describe, *about = part
                sums[part] = sum(weights.get(name, 0) for name in describe(scene, *about))
            score += sums[part]
        scores.append(score)
    return scores


@cache
def _weights() -> dict[str, int]:
    """Return the weights as whole units, so that sums do not depend on their order."""
    text = (files("stance.text") / "tie_weights.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return {name: round(weight * _UNIT) for name, weight in weights.items()}
