"""Every pair of a holder and a tie that a sentence may have, and the features of each. It does not decide.

A pair has the features of its holder, and those of its tie as the holder sees it.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, permutations
from typing import Generic, TypeVar

from stance.records import Tie
from stance.text.holders import Holder, holder_features, parties_in_view
from stance.text.scene import Scene
from stance.text.wording import Wording

Measure = TypeVar("Measure", int, list[str])

Measuring = Callable[[str, Sequence[str]], Measure]
"""A function of a prefix and feature names: their full names, or the sum of their weights."""


def candidates(scene: Scene) -> list[tuple[Holder, Tie]]:
    """Return every (holder, tie) pair that could be the answer.

    For each tie, the writer first, then each party in view.
    """
    codes = parties_in_view(scene)
    return [(holder, tie) for tie in _ties(codes) for holder in (None, *codes)]


def candidate_features(scene: Scene) -> list[list[str]]:
    """Return the names of the features of every candidate, in the order of the candidates."""
    return list(measured(scene, lambda prefix, names: [prefix + name for name in names]))


def measured(scene: Scene, measure: Measuring[Measure]) -> Iterator[Measure]:
    """Yield what is made of the features of every candidate, in the order of the candidates."""
    parts = _Parts(scene, measure)
    for one, other in _ties(parts.codes):
        shared = measure("t:", _tie_names(scene, (one, other)))
        yield parts.writer + shared + parts.between_others("w:", one, other)
        of_others = shared + parts.between_others("o:", one, other)
        for holder in parts.codes:
            if holder in {one, other}:
                yield parts.own[holder, other if holder == one else one] + shared
            else:
                yield parts.third[holder] + of_others + parts.toward[holder, one] + parts.toward[holder, other]


class _Parts(Generic[Measure]):
    """What many candidates of a sentence share, being of one or two of their three parties: each measured once.

    Attributes
    ----------
    codes
        The parties in view.
    writer
        Of the writer as holder.
    own
        Of a holder, and of the other party of its tie as this holder sees it.
    third
        Of a holder whose stance is on what is not its own.
    toward
        Of what stands between such a holder and a party of the tie.
    """

    def __init__(self, scene: Scene, measure: Measuring[Measure]) -> None:
        self._scene = scene
        self._wording = Wording(scene)
        self._measure: Measuring[Measure] = measure
        self._places: dict[tuple[str, str], Measure] = {}
        self.codes = parties_in_view(scene)
        self._seen_from = {code: self._prefixes(code) for code in self.codes}
        two = list(permutations(self.codes, 2))
        worded = {prefix: measure(f"{prefix}has:", self._wording.stems) for prefix in ("w:", "in:", "o:")}
        held = {code: self._held(code) for code in self.codes}
        self.writer: Measure = measure("", holder_features(scene, None)) + worded["w:"]
        self.own: dict[tuple[str, str], Measure] = {
            pair: held[pair[0]] + worded["in:"] + self._own(*pair) for pair in two
        }
        self.third: dict[str, Measure] = {code: held[code] + worded["o:"] + self._third(code) for code in self.codes}
        self.toward: dict[tuple[str, str], Measure] = {pair: measure("o:h:", scene.between(*pair)) for pair in two}

    def between_others(self, prefix: str, one: str, other: str) -> Measure:
        """Return what is made of a tie between others: ``w:`` in the writer's judgement, ``o:`` in a third's."""
        scene = self._scene
        found = self._measure(prefix, ("out", f"n{min(len(scene.codes), 4)}", f"mv:{scene.main_verb}"))
        found = found + self._place(prefix, one) + self._place(prefix, other) + self._is(prefix, one, other)
        found = found + self._measure(f"{prefix}wd:", [*self._wording.around(one), *self._wording.around(other)])
        if one in scene.by_code and other in scene.by_code:
            first, second = sorted((one, other), key=scene.codes.index)
            found = found + self._measure(f"{prefix}j:", scene.between(first, second))
        return found

    def _prefixes(self, holder: str) -> list[str]:
        """Return what the other party of a holder's own tie is to this holder, as prefixes of its features."""
        scene = self._scene
        prefixes = {
            "p:": True,
            "p:hab:": holder not in scene.by_code,
            "p:sp:": holder == scene.so_far.speaker,
            "p:hs:": holder in scene.source_codes,
            "p:hsubj:": scene.subject is not None and holder in scene.subject.codes,
        }
        return [prefix for prefix, holds in prefixes.items() if holds]

    def _own(self, holder: str, partner: str) -> Measure:
        found = self._partner(partner) + self._measure("j:", self._scene.between(holder, partner))
        found = found + self._measure("in:is:", [f"{self._wording.kind(holder)}, {self._wording.kind(partner)}"])
        for prefix in self._seen_from[holder]:
            found = found + self._place(prefix, partner)
        return found

    def _partner(self, code: str) -> Measure:
        """Return what is made of the other party of a holder's own tie, whoever the holder is."""
        if ("in", code) not in self._places:
            scene = self._scene
            leading = [name for name in scene.place(code) if name.startswith(("b:", "rank"))]
            found = self._measure("in", ("", f":n{min(len(scene.codes), 4)}"))
            found = found + self._measure("p:wd:", self._wording.around(code))
            self._places["in", code] = found + self._measure(f"p:mv:{scene.main_verb}:", leading)
        return self._places["in", code]

    def _held(self, code: str) -> Measure:
        return self._measure("", holder_features(self._scene, code)) + self._measure(
            "h:wd:", self._wording.around(code)
        )

    def _is(self, prefix: str, one: str, other: str) -> Measure:
        return self._measure(f"{prefix}is:", [", ".join(sorted((self._wording.kind(one), self._wording.kind(other))))])

    def _place(self, prefix: str, code: str) -> Measure:
        if (prefix, code) not in self._places:
            self._places[prefix, code] = self._measure(prefix, self._scene.place(code))
        return self._places[prefix, code]

    def _third(self, holder: str) -> Measure:
        scene = self._scene
        names = [] if holder in scene.named else ["habsent"]
        if holder == scene.so_far.speaker:
            names += ["sp", f"sp:n{min(len(scene.codes), 4)}"]
        if scene.subject is not None and holder in scene.subject.codes:
            names.append("hsubj")
        return self._measure("o:", names)


def _ties(codes: Sequence[str]) -> list[tuple[str, str]]:
    return [(min(two), max(two)) for two in combinations(codes, 2)]


def _tie_names(scene: Scene, tie: Tie) -> list[str]:
    """Return the features of a tie, whosever the stance is."""
    named = sum(code in scene.by_code for code in tie)
    features = [f"n{min(len(scene.codes), 4)}:named{named}"]
    if any(len(actor.codes) > 1 and set(actor.codes) == set(tie) for actor in scene.actors):
        features.append("pair")
    for name, listed in (("title", scene.so_far.title), ("prev", scene.so_far.previous)):
        if all(code in listed for code in tie):
            features.append(name)
    return features
