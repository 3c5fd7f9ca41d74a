"""What holders, ties and stances are called on a page: names for codes, a glyph for each stance."""

from stance.labels import Stance
from stance.records import Statement, Tie
from stance.text.parties import OTHER, party_names
from stance.views.markup import Markup, element, joined

GLYPHS = {Stance.SUPPORTIVE: "▲", Stance.WARNING: "▼", Stance.NEUTRAL: "·"}
"""So that a stance is never told by its colour alone."""

ORDER = (Stance.SUPPORTIVE, Stance.WARNING, Stance.NEUTRAL)
"""The columns of a table of counts."""

WRITER = "the writer"
"""Who holds a stance toward a tie that no party holds."""

NONE = "none"
"""The row of what has no holder, or no tie."""

_UNNAMED = {OTHER: "a party that is not named"}


def holder_of(statement: Statement) -> str:
    """Return the code of a statement's holder, `WRITER`, or `NONE` where there is no tie to hold a stance toward."""
    if statement.holder is not None:
        return statement.holder
    return NONE if statement.tie is None else WRITER


def tie_of(tie: Tie | None) -> str:
    """Return the codes of a tie in one string, or `NONE`."""
    return NONE if tie is None else "–".join(tie)


def full_name(code: str) -> str:
    """Return a party's name with its code; what is no known code as it is."""
    name = _name(code)
    return code if name is None else f"{name} ({code})"


def full_tie(tie: Tie | None) -> str:
    """Return the names of a tie's parties, or `NONE`."""
    return NONE if tie is None else " – ".join(map(full_name, tie))


def party(code: str) -> Markup:
    """Return a code as an abbreviation that tells its name."""
    return element("abbr", code, title=_name(code))


def holder_and_tie(statement: Statement) -> Markup:
    """Return who holds a stance and toward which tie; nothing where neither is known."""
    holder, tie = statement.holder, statement.tie
    if tie is None:
        return Markup() if holder is None else party(holder)
    parties = [part for code in tie for part in ("–", party(code))][1:]
    return joined(WRITER if holder is None else party(holder), ": ", *parties)


def glyph(stance: Stance) -> Markup:
    """Return the glyph of a stance, which is left out where a page is spoken."""
    return element("span", GLYPHS[stance], class_="glyph", aria_hidden="true")


def _name(code: str) -> str | None:
    return _UNNAMED.get(code) or party_names().get(code)
