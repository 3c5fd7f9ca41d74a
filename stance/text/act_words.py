"""Cue words: which kind of verb, noun or preposition a word is.

The classes are those of CAMEO's quads, split where the holder of a stance differs: speech, demand, hostile and friendly
words and acts, wishes. A word is looked up by its stem; there is no parser and no part of speech.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_STEMS = {
    "say": """say said says tell told tells announc declar not add claim report argu stress emphasi
    emphasiz reiterat assert comment remark explain maintain wrote writ tweet testif point acknowledg
    reaffirm affirm describ believ think thought suggest indicat call express voice predict expect
    consider view see saw feel felt reckon spokesman spoke speak""",
    "blame": """condemn accus criticis criticiz criticism denounc blam slam blast protest oppos object deplor lash
    rebuk chid complain concern alarm worr regret disappoint reproach lambast decr interfer
    undermin provoc provok disapprov dismay outrag anger angri infuriat harm damag hegemon bully coerc
    aggress unilateral unaccept distrust skeptic suspicio fear""",
    "warn": "warn threat threaten caution vow ultimatum deter consequenc retaliat counter confront",
    "refuse": "reject refus den rul rebuff declin resist dismiss repudiat stop ceas halt refrain never cannot won",
    "demand": "demand urg appeal ask request press plead implor exhort order require insist should must pressur",
    "act": """attack invad impos sanction ban expel recall suspend cut sever block strik struck bomb shell seiz
    detain withdr cancel isolat punish target tariff embargo blockad kill shot shoot arrest charg indict
    fir launch hack spy test deploy annex occup forc restrict blacklist freez raid violat crack escalat
    violenc aggression war dispute conflict crisis rift tension hostil boycott veto""",
    "help": """help support back aid assist defend protect provid send sent sell sold donat grant deliver suppl
    train fund financ host recogni recogniz stand stood ally alli reliev relief invest arm equip""",
    "praise": """thank prais welcom hail commend congratulat applaud appreciat grat admir endors salut laud honour
    honor glad pleas value cherish condolenc solidarity""",
    "pledge": """pledg promis offer commit agre sign readi ready willing will intend plan prepar determin hope want
    seek wish look""",
    "join": """cooperat cooperation collabor work meet met visit join deepen strengthen boost expand resum negotiat
    talk dialogu discuss tie relation relationship partnership friendship allianc agreement treat trade
    deal exchang reach conclud engag partner bilateral joint togeth normali normaliz reconcil""",
}


def words(listed: str) -> frozenset[str]:
    """Return the words of a list that is written as text."""
    return frozenset(listed.split())


_CLASS = {stem: name for name, stems in _STEMS.items() for stem in stems.split()}
_PREPOSITIONS = words(
    """with against toward towards to on over of from between among and in by for at about into than like
    as via before after"""
)
_CLAUSE = words("that who which after as while when because although but whose if since amid despite")
_AUXILIARIES = words(
    "is was were are be been being has have had would will could may might can should must do does did"
)
_NEGATIONS = words("not never no n't without neither nor")

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ions",
    "ion",
    "ies",
    "ied",
    "ers",
    "ed",
    "es",
    "er",
    "ly",
    "al",
    "y",
    "e",
    "s",
)


_SHORTEST_STEM = 3

_KNOWN = {
    **dict.fromkeys(_AUXILIARIES, "aux"),
    **_CLASS,
    **dict.fromkeys(_NEGATIONS, "not"),
    **{word: word for word in _PREPOSITIONS},
    **dict.fromkeys(_CLAUSE, "clause"),
}


@lru_cache(maxsize=16_384)
def cue(word: str) -> str | None:
    """Return the class of a word, or None: a verb class, ``aux``, ``not``, ``clause`` or a preposition itself."""
    lowered = word.lower()
    if lowered in _KNOWN:
        return _KNOWN[lowered]
    if lowered.endswith(("n't", "n’t")):
        return "not"
    stems = (lowered.removesuffix(ending) for ending in _ENDINGS if lowered.endswith(ending))
    forms = (
        form for stem in stems if len(stem) > 1 for form in (stem, stem[:-1] if stem[-1:] == stem[-2:-1] else stem)
    )
    return next((_CLASS[form] for form in forms if form in _CLASS), None)


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """Return a word in lower case without one ending, and without the second of two letters that are left doubled."""
    lowered = word.lower()
    found = next((lowered.removesuffix(ending) for ending in _ENDINGS if lowered.endswith(ending)), lowered)
    if len(found) < _SHORTEST_STEM:
        return lowered
    return found[:-1] if len(found) > _SHORTEST_STEM and found[-1] == found[-2] else found


VERBS = frozenset(_STEMS)
"""The classes of verbs and nouns."""


class Cue(NamedTuple):
    """A word of a text: its span, the word, and its class."""

    start: int
    end: int
    text: str
    kind: str | None


def cues(text: str) -> list[Cue]:
    """Return the words of a text, in order, each with its class."""
    return [Cue(*match.span(), word := match[0], cue(word)) for match in _WORD.finditer(text)]
