"""What an actor does in its clause, without a parser: the first verb after it that can be its own.

Names, offices, institutions, adverbs, appositions, and phrases after an office are passed over. Finds the subject of
most clauses of news; a participle may be taken for a verb.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stance.text.act_words import VERBS, Cue, words
from stance.text.people import OFFICES


class Predicate(NamedTuple):
    """What an actor does.

    Attributes
    ----------
    verb
        Class of the verb, ``aux`` if it is one that has no class, or ``clause`` if a relative clause comes first.
    is_passive
        Whether it is done to the actor.
    has_noun
        Whether a noun of the actor's does it, as in "US sanctions hit".
    """

    verb: str
    is_passive: bool
    has_noun: bool


BODIES = words("""government governments ministry department administration military army navy forces force troops
    authorities regime side sides leaders leadership parliament lawmakers senators legislature court
    courts embassy delegation delegations agency police people public team party state council office
    committee commission troop jets warships planes aircraft coast guard republic ministers presidents
    diplomats spies intelligence soldiers generals congress house senate voters foreign prime defense
    defence trade vice senior top former new current late interior finance security national economy
    affairs ruling nuclear state-run central""")
"""Words for those who act for a party, and words that stand before an office."""

_ADVERBS = words("also again now then already still once first even just both all long since and the")
_BE = words("is was were are been be being")
_IRREGULAR = words("""said told wrote saw felt thought began sold sent met cut struck shot spoke stood
    took made won held
    brought sought withdrew fell rose gave led broke put set drew""")
_STRONG_MARKS = frozenset(".;:—()")
_FURTHEST = 14
_LONGEST_APPOSITION = 16
_MOST_NOUNS = 2


def predicate(words: Sequence[Cue], first: int, end: int, named: Collection[int], text: str) -> Predicate | None:
    """Return what an actor does, or None if no verb can be its own.

    Parameters
    ----------
    words
        The words of the sentence.
    first, end
        Number of the first word after the actor, and where the actor ends.
    named
        Places of the words that belong to actors.
    text
        The sentence.
    """
    phrase = _Phrase(possessive=text[end : end + 1] in {"'", "’"})
    for number in _following(words, first, end, text):
        word = words[number]
        low = word.text.lower()
        if word.start in named or word.text[0].isupper() or low in _ADVERBS or low.endswith("ly"):
            continue
        ahead = words[number + 1] if number + 1 < len(words) else None
        found = phrase.take(word.kind, low, ahead)
        if found is not None or phrase.is_over:
            return found
    return None


def _following(words: Sequence[Cue], first: int, end: int, text: str) -> Iterator[int]:
    """Yield the numbers of the words after an actor, without appositions, up to a mark that ends the clause."""
    number, last = first, min(len(words), first + _FURTHEST)
    while number < last:
        gap = text[end : words[number].start]
        if not _STRONG_MARKS.isdisjoint(gap):
            return
        if "," in gap and words[number].text.lower() not in {"and", "who", "which"}:
            resumed = _after_apposition(words, number, text)
            if resumed is None:
                return
            number = resumed
        yield number
        end = words[number].end
        number += 1


def _after_apposition(words: Sequence[Cue], first: int, text: str) -> int | None:
    """Return the number of the first word after an apposition, or None if it does not end."""
    for number in range(first + 1, min(len(words), first + _LONGEST_APPOSITION)):
        gap = text[words[number - 1].end : words[number].start]
        if "," in gap:
            return number
        if not _STRONG_MARKS.isdisjoint(gap):
            return None
    return None


@dataclass(slots=True)
class _Phrase:
    """The noun phrase that an actor begins, as far as it has been read."""

    possessive: bool
    has_office: bool = False
    has_be: bool = False
    nouns: int = 0
    is_over: bool = False

    def take(self, kind: str | None, low: str, ahead: Cue | None) -> Predicate | None:
        """Read a word; return the predicate if it is its verb, and be over if there can be none."""
        if low in OFFICES or low in BODIES:
            self.has_office = True
            return None
        if kind == "aux":
            return self._auxiliary(low, ahead)
        if kind in VERBS:
            return self._verb(str(kind), low)
        if kind == "clause":
            return Predicate("clause", is_passive=False, has_noun=self.nouns > 0)
        if kind is None:
            self.nouns += 1
            self.is_over = self.nouns > _MOST_NOUNS * (1 + self.has_office)
        elif kind != "not":
            self.is_over = not self.has_office and self.nouns == 0
        return None

    def _auxiliary(self, low: str, ahead: Cue | None) -> Predicate | None:
        self.has_be = low in _BE
        if ahead is not None and (ahead.kind in VERBS or ahead.kind in {"not", "aux"} or ahead.text.endswith("ly")):
            return None
        return Predicate("aux", is_passive=False, has_noun=self.nouns > 0)

    def _verb(self, kind: str, low: str) -> Predicate | None:
        is_past = low.endswith("ed") or low in _IRREGULAR
        own = is_past if self.possessive and not self.has_office else is_past or low.endswith("s") or self.nouns == 0
        if own or self.has_be:
            return Predicate(kind, is_passive=self.has_be and not low.endswith("ing"), has_noun=self.nouns > 0)
        self.nouns += 1
        return None
