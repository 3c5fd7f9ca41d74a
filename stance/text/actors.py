"""The actors of a sentence: parties it names, leaders, people introduced before, and what refers back to them.

Reads an article sentence by sentence and remembers what it has named. Does not tell what the actors do.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from stance.text.leaders import find_leaders, names_in
from stance.text.parties import Mention, find_parties
from stance.text.people import find_people, introductions
from stance.text.references import Antecedents, find_references, speaker_of

_REFERRING = frozenset(
    {"we", "pair", "island", "mainland", "unnamed", "pronoun", "country", "office", "they", "american", "region"}
)

ORGANS = dict.fromkeys(
    (
        "UNSC",
        "UNHCR",
        "UNHRC",
        "OHCHR",
        "UNICEF",
        "UNESCO",
        "UNDP",
        "UNEP",
        "UNRWA",
        "UNCTAD",
        "WFP",
        "FAO",
        "ILO",
        "IOM",
    ),
    "UN",
)
"""Organs that speak for a larger party, which is the one in a tie."""

_DATELINE = re.compile(
    r"""\(?(?:[A-Z][A-Z.'’-]+(?:\ [A-Z][A-Z.'’-]+){0,3}(?:,\ [A-Z][\w.]+(?:\ [A-Z][\w.]+){0,2})?
        (?:\ \([^()]{2,30}\))?\)?\ ?(?:—|–|--|-)\ )
      |[A-Z][\w\ .,]{2,30}\ ?\((?:AP|AFP|Reuters|CNN|Xinhua|UPI)\)\ ?(?:—|–|--|-)?\ ?
      |(?:AP|AFP|Reuters|SPACE\.com)\ (?:—|–|--|-)\ """,
    re.VERBOSE,
)
"""Where and by whom a report was filed, before its first words."""

_KEPT_SENTENCES = 40
"""Parties are remembered from so many mentions back; introductions of people are never forgotten."""


class Actor(NamedTuple):
    """A place in a sentence that stands for a party, or for two ("both sides").

    Attributes
    ----------
    start, end
        Code points from the beginning of the sentence.
    codes
        One code, or two sorted ones.
    kind
        A role of `parties.ROLES`, ``leader``, ``person``, or the kind of a reference.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    kind: str

    @property
    def is_named(self) -> bool:
        """Whether the place names a party or somebody who acts for it, and does not merely refer to one."""
        return self.kind not in _REFERRING


class Article:
    """An article as far as it has been read.

    Parameters
    ----------
    title
        Headline; None where not known.
    published
        ISO 8601 date; None where not known.
    """

    def __init__(self, title: str | None = None, published: str | None = None) -> None:
        self.published = published
        self.so_far = Antecedents(speaker=speaker_of(title))
        self._named: set[str] = set()
        self._people: dict[str, str] = {}
        if title:
            self.so_far.title = _codes(self.actors(title))
            self.so_far.parties = list(self.so_far.title)

    def actors(self, sentence: str) -> list[Actor]:
        """Return the actors of a sentence, in order, not overlapping. Names of people in it are remembered."""
        dateline = _DATELINE.match(sentence)
        begin = dateline.end() if dateline else 0
        parties = find_parties(sentence)
        self._named |= names_in(sentence)
        self._people.update(introductions(sentence, parties))
        leaders = find_leaders(sentence, named=self._named, parties=self.so_far.parties, published=self.published)
        named = _apart(parties, leaders, find_people(sentence, self._people))
        actors = [Actor(m.start, m.end, (ORGANS.get(m.code, m.code),), m.role) for m in named if m.start >= begin]
        places = [(actor.start, actor.end, actor.codes[0]) for actor in actors]
        spans = [(m.start, m.end) for m in named]
        for reference in find_references(sentence, places, self.so_far):
            if not _overlaps(spans, reference.start, reference.end):
                kind = "pronoun" if reference.kind == "person" else reference.kind
                actors.append(Actor(reference.start, reference.end, reference.codes, kind))
        return sorted(actors)

    def remember(self, actors: Iterable[Actor], holder: str | None) -> None:
        """Take a sentence that was read into account: its actors, and whose stance it was."""
        named = [actor for actor in actors if actor.is_named]
        if named:
            self.so_far.previous = _codes(named)
        people = [actor for actor in named if actor.kind in {"leader", "person"}]
        if people:
            self.so_far.person = people[0].codes[0]
        if holder is not None:
            self.so_far.holder = holder
        self.so_far.parties = [*self.so_far.parties, *_codes(named)][-_KEPT_SENTENCES:]


def _codes(actors: Iterable[Actor]) -> tuple[str, ...]:
    """Return the codes of actors that name a party, each once, in order."""
    return tuple(dict.fromkeys(code for actor in actors if actor.is_named for code in actor.codes))


def _apart(*layers: list[Mention]) -> list[Mention]:
    """Return the mentions of all layers that do not overlap one of an earlier layer, in order."""
    kept: list[Mention] = []
    for layer in layers:
        spans = [(mention.start, mention.end) for mention in kept]
        kept = sorted([*kept, *(m for m in layer if not _overlaps(spans, m.start, m.end))], key=lambda m: m.start)
    return kept


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether a span overlaps one of those given, which are in order and apart."""
    place = bisect_left(spans, (start, start))
    return (place < len(spans) and spans[place][0] < end) or (place > 0 and spans[place - 1][1] > start)
