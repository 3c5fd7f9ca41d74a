"""What stands around an actor in its sentence, within a few words, as names of features.

They stand in `tie_weights.json` after ``a:`` (after) and ``b:`` (before). V is a class of verbs, P a preposition.

=======================  ==============================================================================
After: poss              a possessive
, - end punct            the next mark, or the end of the sentence
office Cap noun          the next word: an office, or one with a capital or without
ally                     a word for an ally, neighbour or rival is near
v_V now_V                the next cue is a verb; it is the next word
P aux not clause         the next cue is a preposition, auxiliary, negation, or what begins a clause
later_p                  the next cue is a preposition further on
Before: start            nothing, for the actor begins the sentence
p_P p_aux …              the nearest cue
v_V                      the nearest verb
nil                      none of these, after or before
=======================  ==============================================================================
"""

from bisect import bisect_left
from collections.abc import Sequence

from stance.text.act_words import VERBS, Cue, words
from stance.text.actors import Actor
from stance.text.people import OFFICES

_RELATIONAL = words("""ally allies neighbor neighbour neighbors neighbours backer partner rival friend enemy foe patron
    counterpart counterparts adversary protector supporter supplier""")
_WINDOW = 4
_APOSTROPHES = frozenset("'’")


class Surroundings:
    """What stands around the actors of a sentence.

    Parameters
    ----------
    sentence
        The sentence.
    words
        Its words, from `cues`.
    """

    def __init__(self, sentence: str, words: Sequence[Cue]) -> None:
        self._sentence, self._words = sentence, words
        self._starts = [word.start for word in words]

    def number(self, place: int) -> int:
        """Return the number of the first word that begins at a place of the sentence or after it."""
        return bisect_left(self._starts, place)

    def after(self, actor: Actor) -> list[str]:
        """Return what follows an actor: a possessive, a mark, the kind of the next words up to the first cue."""
        following = self._following(actor)
        gap = self._sentence[actor.end : following[0].start].strip() if following else "end"
        found = (
            ["poss"] if self._is_possessive(actor) else [gap if gap in {",", "-", "end"} else "punct"] if gap else []
        )
        for number, word in enumerate(following):
            low = word.text.lower()
            if number == 0 and word.kind is None:
                found.append("office" if low in OFFICES else "Cap" if word.text[0].isupper() else "noun")
            if low in _RELATIONAL:
                found.append("ally")
            if word.kind in VERBS:
                return [*found, f"v_{word.kind}", *([f"now_{word.kind}"] if number == 0 else [])]
            if word.kind is not None:
                near = number < 2 or word.kind in {"aux", "not", "clause"}  # noqa: PLR2004
                found.append(word.kind if near else "later_p")
                if word.kind not in {"aux", "not"}:
                    break
        return found or ["nil"]

    def before(self, actor: Actor) -> list[str]:
        """Return what precedes an actor: the nearest cue, and the nearest verb within a few words."""
        place = self.number(actor.start)
        back = self._words[max(0, place - _WINDOW) : place]
        if not back:
            return ["start"]
        found: list[str] = []
        for word in reversed(back):
            if word.kind in VERBS:
                return [*found, f"v_{word.kind}"]
            if word.kind is not None and not found:
                found.append(f"p_{word.kind}")
        return found or ["nil"]

    def is_modifier(self, actor: Actor) -> bool:
        """Tell whether an actor only says whose ally, neighbour or rival somebody else is."""
        return self._is_possessive(actor) and any(word.text.lower() in _RELATIONAL for word in self._following(actor))

    def _is_possessive(self, actor: Actor) -> bool:
        return self._sentence[actor.end : actor.end + 1] in _APOSTROPHES

    def _following(self, actor: Actor) -> Sequence[Cue]:
        """Return the words after an actor, without the "s" of a possessive."""
        place = self.number(actor.end + (2 if self._is_possessive(actor) else 0))
        return self._words[place : place + _WINDOW]
