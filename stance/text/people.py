"""People whom an article introduces with the party that they act for, as in "Chinese spokesman Li Wei".

No list of names: an office must stand between the party and the name. Does not find people who have no office.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from stance.text.act_words import words
from stance.text.parties import Mention

ROLE = "person"
"""The role of a mention of somebody whom the article introduced."""

OFFICES = words("""president premier minister chancellor secretary ambassador envoy spokesman spokeswoman spokesperson
    official officials general admiral commander adviser advisor chief leader king queen prince senator
    lawmaker diplomat representative negotiator counterpart governor director commissioner councillor
    councilor chairman chairwoman speaker colonel marshal ayatollah emir sultan attaché attache consul
    legislator deputy monarch dictator strongman ruler head president-elect vice-president vice-premier
    undersecretary mp""")
"""Words for those who act for a party."""

_FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "VNM", "HKG", "MAC", "SGP", "KHM"})
"""Parties where the family name mostly comes first."""

_AMERICAN = re.compile(
    r"""(?:\b(?:Sens?\.|Senators?|Reps?\.|Congress(?:man|woman)|Secretary\ of\ (?:State|Defense)|House\ Speaker
        |(?:Defense|Treasury|Commerce|Homeland\ Security)\ Secretary|Attorney\ General
        |[Nn]ational\ [Ss]ecurity\ [Aa]dvis[eo]r
        |Press\ Secretary|White\ House\ spokes(?:man|woman|person))\s
        (?P<after>[A-Z][\w'’-]{1,30}(?:\ [A-Z][\w'’.-]{1,30}){0,2}))
      |(?<!\w)(?P<before>[A-Z][\w'’-]{1,30}(?:\ [A-Z][\w'’.-]{1,30}){1,2}),?\ \(?[RD]-[A-Z]
    """,
    re.VERBOSE,
)
"""Offices that, with no other party named, are those of the United States in English-language news."""

_TOKEN = re.compile(r"[^\W_][\w’'.-]*|[^\w\s]")
_NAME_BEFORE = re.compile(r"(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’.-]+){1,3}), (?:(?:the|a|an|former) ){0,2}$")
_LONGEST_INTRODUCTION = 9
_LONGEST_OFFICE = 6
_LONGEST_NAME = 4
_REACH = 90
_CAPITALISED = re.compile(r"[A-Z][\w’'-]+")
_NO_NAME = words("""Foreign Prime Defense Defence Deputy Vice State Interior Trade Finance Economy Affairs National
    Security Council Ministry Department Permanent Special First Second Senior Chief Supreme Press
    Assistant Under Navy Army Air Force The Dr Mr Mrs Ms Mr. Mrs. Ms. Dr. On In At He She It They But
    And Monday Tuesday Wednesday Thursday Friday Saturday Sunday General Gen. Lt. Col. Maj. Adm. Crown
    Communist Party Central Committee Parliament House Senate Embassy Excellency His Her Republic United
    Nations Education Health Energy Culture Justice Treasury Commerce""")


def introductions(text: str, parties: Sequence[Mention]) -> dict[str, str]:
    """Return the people that a text introduces: the family name of each, with the party's code.

    Parameters
    ----------
    text
        Any text.
    parties
        The parties that it names, from `find_parties`.
    """
    found: dict[str, str] = {}
    for match in _AMERICAN.finditer(text):
        found.update(_bound(match["after"] or match["before"], "USA"))
    for mention in parties:
        words_after = _words_after(text, mention.end)
        name = _name_after(words_after)
        if name is None and _office_follows(words_after[:_LONGEST_OFFICE]):
            before = _NAME_BEFORE.search(text, max(0, mention.start - _REACH), mention.start)
            name = before["name"] if before else None
        if name is not None:
            found.update(_bound(name, mention.code))
    return found


def find_people(text: str, people: Mapping[str, str]) -> list[Mention]:
    """Return the places where a text names people by the names that `introductions` gave."""
    found = []
    for match in _CAPITALISED.finditer(text) if people else ():
        name = match[0].removesuffix("'s").removesuffix("’s")
        if name in people:
            found.append(Mention(match.start(), match.start() + len(name), people[name], ROLE))
    return found


def _bound(name: str, code: str) -> dict[str, str]:
    words = [word.removesuffix("'s").removesuffix("’s").rstrip(".,") for word in name.split()]
    words = [word for word in words if word and word not in _NO_NAME]
    if not words:
        return {}
    family = words[0] if code in _FAMILY_FIRST else words[-1]
    return {family: code} if len(family) > 1 else {}


def _name_after(words_after: Sequence[str]) -> str | None:
    """Return the name that follows a party and an office, as in "Chinese Foreign Minister Wang Yi"."""
    has_office = False
    for place, word in enumerate(words_after):
        if word.lower() in OFFICES:
            has_office = True
        elif word[0].isupper() and word not in _NO_NAME:
            return " ".join(_name(words_after[place:])) if has_office else None
        elif not word[0].isalnum() and (word not in ",’'" or (word == "," and not has_office)):
            return None
    return None


def _name(words_after: Sequence[str]) -> list[str]:
    return list(takewhile(lambda word: word[0].isupper(), words_after[:_LONGEST_NAME]))


def _office_follows(words_after: Sequence[str]) -> bool:
    """Tell whether an office follows a party, with nothing but words between."""
    for word in words_after:
        if word.lower() in OFFICES:
            return True
        if not word[0].isalnum() and word not in "’'":
            return False
    return False


def _words_after(text: str, end: int) -> list[str]:
    return _TOKEN.findall(text, end, min(len(text), end + _REACH))[:_LONGEST_INTRODUCTION]
