"""The words of a sentence and those around a party, as names of features: stems, and nobody's name.

The classes of `act_words` say what kind of thing is done; the words themselves say what, where judgements tell enough
of it. A party is known by what it is (a state, a bloc), never by which, so that all are read alike.
"""

from bisect import bisect_left

from stance.text.act_words import stem
from stance.text.parties import OTHER, party_kind
from stance.text.scene import Scene

_PARTY = "@"
_WORDED = 2
_DESCRIBED = 3
_BEFORE = 2
_AFTER = 3


class Wording:
    """The words of a scene.

    Parameters
    ----------
    scene
        The sentence.

    Attributes
    ----------
    stems
        The stems of its words, each once, without those that stand for a party.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._starts = [word.start for word in scene.words]
        self._stems = [stem(word.text) for word in scene.words]
        for actor in scene.actors:
            first, last = bisect_left(self._starts, actor.start), bisect_left(self._starts, actor.end)
            self._stems[first:last] = [_PARTY] * (last - first)
        self.stems = sorted({*self._stems} - {_PARTY})
        self._around: dict[str, list[str]] = {}

    def kind(self, code: str) -> str:
        """Return what a party is, and whether it is absent from the sentence."""
        found = OTHER if code == OTHER else party_kind(code)
        return found if code in self._scene.by_code else f"absent {found}"

    def around(self, code: str) -> list[str]:
        """Return a party's kind, the stems beside its mentions, and the cues before and after them."""
        if code not in self._around:
            found = [f"is:{self.kind(code)}"]
            for number, actor in enumerate(self._scene.by_code.get(code, ())[:_DESCRIBED]):
                found += [f"{actor.kind}:b:{cue}" for cue in self._scene.surroundings.before(actor)]
                found += [f"{actor.kind}:a:{cue}" for cue in self._scene.surroundings.after(actor)]
                if number < _WORDED:
                    first, last = bisect_left(self._starts, actor.start), bisect_left(self._starts, actor.end)
                    found += [f"b:{word}" for word in self._stems[max(0, first - _BEFORE) : first]]
                    found += [f"a:{word}" for word in self._stems[last : last + _AFTER]]
            self._around[code] = found
        return self._around[code]
