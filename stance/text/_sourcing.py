"""Where a sentence names whose words it gives: a minimal finder, behind one function so that it can be replaced."""

import re
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
_INVERTED = re.compile(
    rf"""[,?!”"’']['’”"]?\ (?P<source>(?:[\w.'’-]{{1,30}}\ ){{0,8}}?[\w.'’-]{{1,30}})\ (?P<cue>{_SAYING})\b
           (?=[^\w]*$|[ ,.](?:[\w\ ,'’-]{{0,60}})[.”"]?$)
        |[,?!”"’']['’”"]?\ (?P<cue2>{_SAYING})\ (?P<source2>[^.;"“”]{{2,120}})""",
    re.VERBOSE,
)
_DIRECT = re.compile(rf"\b{_SPEECH}\b", re.VERBOSE)
_QUOTED = re.compile(r"[\"“”][^\"“”]*[\"“”]?")


def find_source(sentence: str) -> Source | None:
    """Return where a sentence names its source, or None if it names none.

    Notes
    -----
    Three orders: "According to S, …"; "…," S said; S said (that) …. A cue inside quotation marks is passed over.
    """
    according = _ACCORDING.search(sentence)
    if according:
        content = (0, according.start()) if according.start() > len(sentence) // 3 else (according.end(), len(sentence))
        return Source(according.span("source"), (according.start(), according.start("source")), content)
    inverted = _INVERTED.search(sentence)
    if inverted:
        suffix = "" if inverted["source"] else "2"
        return Source(inverted.span("source" + suffix), inverted.span("cue" + suffix), (0, inverted.start() + 1))
    quoted = [match.span() for match in _QUOTED.finditer(sentence)]
    for match in _DIRECT.finditer(sentence):
        if not any(start < match.start() < end for start, end in quoted):
            return Source((0, match.start()), match.span(), (match.end(), len(sentence)))
    return None
