"""Who "the island", "both sides", "he" or "we" is, from the article so far: conservatively, or not at all.

Only the nearest plausible antecedent is taken. What could be anybody ("allies", "the region") is `OTHER`, as in the
judgements. Does not read syntax: gender, number and reflexives are not checked.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from stance.text.leaders import find_leaders
from stance.text.parties import OTHER, find_parties, party_codes

ISLANDS = (
    "TWN",
    "CUB",
    "CYP",
    "LKA",
    "JPN",
    "SGP",
    "NRU",
    "PLW",
    "TUV",
    "KIR",
    "SLB",
    "HTI",
    "TLS",
    "GRL",
    "MLT",
    "ISL",
)
"""Parties that news calls "the island", the one most called so first."""


class Reference(NamedTuple):
    """A place that refers to parties without naming them: their codes, and which kind of reference it is."""

    start: int
    end: int
    codes: tuple[str, ...]
    kind: str


@dataclass(slots=True)
class Antecedents:
    """What an article has named so far.

    Attributes
    ----------
    speaker
        Code of the party that the whole text speaks for; None for an article.
    title
        Codes that the title names, in order.
    previous
        Codes that the sentence before names, in order.
    holder
        Code of the party whose stance the sentence before was; None where not known.
    source
        Codes of the party whose words were given last.
    person
        Code of the party of the person named last; None where there was none.
    parties
        Every code so far, the latest last.
    """

    speaker: str | None = None
    title: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    holder: str | None = None
    source: tuple[str, ...] = ()
    person: str | None = None
    parties: list[str] = field(default_factory=list)

    def frequent(self) -> list[str]:
        """Return the codes so far, the most frequent first."""
        return [code for code, _ in Counter(self.parties).most_common()]


_KINDS = {
    "we": r"(?:[Ww]e|[Oo]urs?|ourselves|I|[Mm]y|me)\b(?!\.)|us\b",
    "pair": r"""(?:[Bb]oth|(?:[Tt]he\ )?[Tt]wo)\ (?:sides|countries|nations|governments|states|parties|peoples
        |neighbou?rs|allies
        |leaders|presidents|ministers|powers|superpowers|militaries|economies|rivals|capitals|delegations
        |sets\ of\ officials)\b
        |each\ other\b|one\ another\b|[Bb]ilateral\b|cross-[Ss]traits?\b|between\ them\b|[Tt]he\ (?:pair|duo)\b
        |mutual\b""",
    "island": r"""[Tt]he\ (?:self-(?:ruled|governed|governing)\ |democratic\ )?island
        (?:\ (?:nation|state|democracy))?\b(?!s)""",
    "mainland": r"[Tt]he\ mainland\b|[Mm]ainland\ (?=officials|authorities)",
    "unnamed": r"""(?:(?:[Aa]ll(?:\ [Ii]ts)?|[Oo]ther|[Oo]ur|[Ii]ts|their|[Tt]he|[Ss]ome|[Mm]any|[Ee]very|[Aa]ny
        |[Ff]oreign|[Rr]egional
        |[Ww]estern|[Ee]uropean|[Aa]sian|[Aa]rab|[Dd]eveloping|[Nn]eighbou?ring|[Ll]ike-minded|development
        |international|trading)\ ){0,4}
        (?:allies|partners|countr(?:ies|y)|nations|states|neighbou?rs|governments|powers|international\ community
        |donors|friends|world|region|West|member\ states|members|world\ leaders|community|coalition)\b""",
    "american": r"""Republicans?\b|Democrats?\b|GOP\b|[Ss]enators?\b|[Cc]ongress(?:man|woman|men)\b|[Ll]awmakers\b
        |[Tt]he\ [Aa]dministration\b
        |[Aa]dministration\ officials?\b""",
    "region": r"""(?P<europe>Europeans?\b(?!\ [A-Z])|Europe\b|[Tt]ransatlantic\b)|(?P<africa>African\ (?:leaders
        |countries|nations|[Ss]tates|heads\ of))
        |(?P<arab>Arab\ (?:leaders|countries|nations|[Ss]tates|governments))|(?P<gulf>Gulf\ (?:leaders|countries
        |nations|[Ss]tates|monarchies|[Aa]rab))
        |(?P<asean>[Ss]outh-?[Ee]ast\ Asian\ (?:leaders|countries|nations|[Ss]tates))
        |(?P<west>[Tt]he\ West\b(?!\ [A-Z])|Western\b)""",
    "person": r"(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|him)\b",
    "country": r"""(?:[Tt]he|[Ii]ts|[Tt]heir|[Tt]hat|[Tt]his)\ (?!the\ )(?:\w+\ )?(?:government|administration|ministry
        |military|army|regime|country
        |nation|kingdom|state|republic|embassy|parliament|ruling\ party|authorities|navy|air\ force|leadership)\b""",
    "office": r"""(?:[Tt]he|[Hh]is|[Hh]er)\ (?:\w+\ ){0,2}(?:[Pp]resident|[Pp]rime\ [Mm]inister|[Pp]remier
        |[Mm]inister|[Aa]mbassador|leader
        |officials?|[Ss]ecretary|[Cc]hancellor|diplomat|envoy|general|[Ss]enator|spokes(?:man|woman|person)
        |statement)\b""",
    "they": r"(?:[Tt]hey|[Tt]heir|them|[Ii]t|[Ii]ts)\b",
}
_REGIONS = {"europe": "EU", "africa": "AU", "arab": "AL", "gulf": "GCC", "asean": "ASEAN", "west": OTHER}
"""The bloc that speaks for a region, where one does."""

_REACH = 24
"""A reference is resolved among so many mentions before it and after it."""

_REFERENCE = re.compile(
    rf"(?<![\w'’.-])(?=[A-Za-z])(?:{'|'.join(f'(?P<{kind}>{pattern})' for kind, pattern in _KINDS.items())})",
    re.VERBOSE,
)

_OF_PARTY = re.compile(r"(?:['’]s?)?\s{1,3}")
"""What stands between a party and who is of it: "Swiss lawmakers", "Europe's senators"."""

_TRANSCRIPT = re.compile(
    r"""Press\ (?:Conference|Briefing|Release|Statement|Gaggle|Availability)|Briefing|Remarks|Statements?\ by
        |Statement|Speech|Address|Transcript|Interview
        |Conference\ Call|General\ Debate|Readout|Opening\ Remarks|Spokesperson|Reply|Replies|Intervention|Keynote
        |Doorstop|Fireside
        |Visit\ (?:by|of)|Meeting\ (?:between|with|Between|With)|Press\ Secretary""",
    re.VERBOSE,
)
"""Words in the title of a text that one party publishes in its own voice."""

_AMERICAN_HOUSE = re.compile(
    r"White House|Press Secretary|the (?:Vice )?President\b(?! of)|First Lady|Administration Officials?|Press Gaggle"
)
_CODE = re.compile(r"\b[A-Z]{3}\b")


def speaker_of(title: str | None) -> str | None:
    """Return the party that a text speaks for, known from its title; None for an article by somebody else.

    Parameters
    ----------
    title
        Headline. "UN General Debate FJI 2019", "Remarks by Ambassador … of Ghana" and "Press Briefing by the Press
        Secretary" tell; a headline of news does not.
    """
    if not title or not _TRANSCRIPT.search(title):
        return None
    if "General Debate" in title:
        code = next((m[0] for m in _CODE.finditer(title) if m[0] in party_codes()), None)
        if code:
            return code
    mentions = sorted([*find_parties(title), *find_leaders(title)], key=lambda m: m.start)
    codes = [mention.code for mention in mentions if mention.code != "UN"]
    if _AMERICAN_HOUSE.search(title) and not (mentions and mentions[0].role == "leader"):
        return "USA"
    return codes[0] if codes else None


def find_references(sentence: str, named: Sequence[tuple[int, int, str]], so_far: Antecedents) -> list[Reference]:
    """Return the references of a sentence that can be resolved, in order.

    Parameters
    ----------
    sentence
        The sentence.
    named
        Start, end and code of each party that it names itself, in order and apart.
    so_far
        What the article named before.
    """
    places, codes = [start for start, _, _ in named], [code for _, _, code in named]
    found: list[Reference] = []
    for match in _REFERENCE.finditer(sentence):
        kind = next(kind for kind in _KINDS if match[kind])
        number = bisect_left(places, match.start())
        near = _Near(codes[max(0, number - _REACH) : number], codes[number : number + _REACH], so_far)
        ends = [end for _, end, _ in named[max(0, number - 1) : number]]
        ends += [each.end for each in found[-1:] if each.kind == "region"]
        if kind == "american" and any(_OF_PARTY.fullmatch(sentence, end, match.start()) for end in ends):
            continue
        if kind == "region":
            resolved = tuple(code for region, code in _REGIONS.items() if match[region])
        elif kind == "pair":
            resolved = _pair(near)
        else:
            code = _ANTECEDENT[kind](near)
            resolved = (code,) if code else ()
        if resolved:
            found.append(Reference(match.start(), match.end(), resolved, kind))
    return found


class _Near(NamedTuple):
    """What a reference may refer to: codes named before it in its sentence, after it, and before its sentence."""

    before: list[str]
    after: list[str]
    so_far: Antecedents

    @property
    def named(self) -> list[str]:
        return [*self.before, *self.after]

    def first(self) -> str | None:
        """Return the party that the sentence, the one before, or the title names first."""
        return next(iter([*self.before[:1], *self.so_far.previous[:1], *self.so_far.title[:1]]), None)

    def nearest(self) -> str | None:
        """Return the party named last in the sentence, else first in the one before, else first in the title."""
        return next(iter([*self.before[-1:], *self.so_far.previous[:1], *self.so_far.title[:1]]), None)


def _pair(near: _Near) -> tuple[str, ...]:
    """Return the two parties named last before the place; else those of the sentence, the one before, the title."""
    so_far, named = near.so_far, near.named
    for codes in (near.before, named, [*so_far.previous, *named], [*so_far.title, *so_far.previous, *named]):
        distinct = list(dict.fromkeys(reversed(codes)))
        if len(distinct) > 1:
            return tuple(sorted(distinct[:2]))
    if so_far.speaker and named and so_far.speaker not in named:
        return tuple(sorted((so_far.speaker, named[-1])))
    return ()


def _island(near: _Near) -> str | None:
    seen = {*near.named, *near.so_far.parties}
    return next((code for code in ISLANDS if code in seen), None)


def _mainland(near: _Near) -> str | None:
    return "CHN" if {"TWN", "CHN", "HKG"} & {*near.named, *near.so_far.parties} else None


_ANTECEDENT: dict[str, Callable[[_Near], str | None]] = {
    "we": lambda near: near.so_far.speaker or near.so_far.holder,
    "island": _island,
    "mainland": _mainland,
    "unnamed": lambda _: OTHER,
    "american": lambda near: "USA" if near.so_far.speaker in {None, "USA"} else None,
    "person": lambda near: near.so_far.person or near.so_far.holder or near.first(),
    "country": _Near.nearest,
    "office": lambda near: near.so_far.speaker or near.so_far.person or near.so_far.holder or near.first(),
    "they": _Near.nearest,
}
