"""Where a sentence names whose words it gives: a minimal finder, behind one function so that it can be replaced."""

import re
from bisect import bisect_left
from typing import NamedTuple


class Source(NamedTuple):
    """Where a sentence says whose words it gives: spans of the source, of the cue, and of what is said."""

    source: tuple[int, int]
    cue: tuple[int, int]
    content: tuple[int, int]


_SPEECH = r"""(?:said|says|say|told|tells|announced|declared|added|claimed|argued|insisted|stressed|emphasi[sz]ed
        |reiterated
    |asserted|noted|wrote|tweeted|explained|warned|stated|maintained|testified|reaffirmed|affirmed|remarked|vowed
        |cautioned
    |accused|urged|called|condemned|expressed|pointed\ out|acknowledged|suggested|demanded|denied|pledged|promised
        |thanked
    |praised|welcomed|believes?|believed|hopes?|hoped|asked|criticized|criticised|denounced|reported|quoted)"""
_SAYING = r"""(?:said|says|say|told|announced|declared|added|claimed|argued|insisted|stressed|emphasi[sz]ed
        |reiterated|asserted
    |noted|wrote|tweeted|explained|warned|stated|testified|affirmed|remarked|cautioned|acknowledged|suggested|asked
        |reported)"""
"""Verbs that may stand before their subject, after what was said."""

_ACCORDING = re.compile(r"\b[Aa]ccording to (?P<source>[^,.;\"”]{2,80})")
_NO_SOURCE = r"(?!(?:and|but|or|who|which|that)\ )"
_INVERTED = re.compile(
    rf"""[,?!”"’']['’”"]?(?P<said>)\ {_NO_SOURCE}
           (?P<source>(?:[\w.'’-]{{1,30}}\ ){{0,8}}?[\w.'’-]{{1,30}})\ (?P<cue>{_SAYING})\b
           (?=[^\w]*$|[ ,.](?:[\w\ ,'’-]{{0,60}})[.”"]?$)
        |[,?!”"’']['’”"]?(?P<said2>)\ (?P<cue2>{_SAYING})\ (?P<source2>[^.;"“”]{{2,120}})""",
    re.VERBOSE,
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)(?: \w+ly)? $")
_AGENT = re.compile(r" by (?P<source>[^,.;\"“”]{2,80})")
_LONGEST_PASSIVE = 24
_DIRECT = re.compile(rf"\b{_SPEECH}\b", re.VERBOSE)
_QUOTED = re.compile(r"[\"“”][^\"“”]*[\"“”]?")


def find_source(sentence: str) -> Source | None:
    """Return where a sentence names its source, or None if it names none.

    Notes
    -----
    Four orders: "According to S, …"; "…," S said; S said (that) …; was condemned by S. A cue in quotation
    marks is passed over.
    """
    according = _ACCORDING.search(sentence)
    if according:
        content = (0, according.start()) if according.start() > len(sentence) // 3 else (according.end(), len(sentence))
        return Source(according.span("source"), (according.start(), according.start("source")), content)
    inverted = _INVERTED.search(sentence)
    if inverted:
        suffix = "" if inverted["source"] else "2"
        content = (0, inverted.start(f"said{suffix}"))
        return Source(inverted.span(f"source{suffix}"), inverted.span(f"cue{suffix}"), content)
    quoted = [match.span() for match in _QUOTED.finditer(sentence)]
    for match in _DIRECT.finditer(sentence):
        place = bisect_left(quoted, (match.start(), 0)) - 1
        if place < 0 or quoted[place][1] <= match.start():
            return _direct(sentence, match)
    return None


def _direct(sentence: str, cue: re.Match[str]) -> Source:
    """Return the source of a cue that stands after it, or, if the cue is passive, of the words after "by"."""
    agent = _AGENT.match(sentence, cue.end())
    if agent and _PASSIVE.search(sentence, max(0, cue.start() - _LONGEST_PASSIVE), cue.start()):
        return Source(agent.span("source"), cue.span(), (0, cue.start()))
    return Source((0, cue.start()), cue.span(), (cue.end(), len(sentence)))
