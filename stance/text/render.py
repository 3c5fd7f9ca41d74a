"""The one place where (sentence, tie) becomes the string that a model sees, for training and for serving."""

import re
from collections.abc import Sequence

from stance.errors import RecipeError, TieNotSupported, UnusableTie, did_you_mean
from stance.protocols import Input
from stance.text.normalise import Normalised, fold
from stance.text.parties import find_parties, party_codes, party_names
from stance.text.usable import check_text

PARTY = "partyx"
"""What stands for every party in masked text: no word of English."""

RENDERINGS = ("plain", "marked", "masked", "both")
"""How a tie enters the text: not at all; its parties between marks; every party by its role; both."""

_ARTICLE = re.compile("^the +", re.IGNORECASE)
_POSSESSIVE = re.compile("(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_LONGEST_NAME = 80
"""Most code points that are compared with the names that we know."""

_ROLES = ("country a", "country b")
_OTHER = "another country"
_MARK = "@"
"""A mark of punctuation, as relation extraction uses around its arguments.

Zhou, W. and Chen, M. (2022). An improved baseline for sentence-level relation extraction. AACL.
"""


def mask_parties(text: str) -> str:
    """Return the text with every party replaced by one word: what is said stays, about whom does not."""
    pieces, last = [], 0
    for mention in find_parties(text):
        pieces += [text[last : mention.start], PARTY]
        last = mention.end
    return "".join([*pieces, text[last:]])


def mask_traced(text: Normalised) -> Normalised:
    """Return the text as `mask_parties` does, every character traced to the original."""
    return text.replaced(((mention.start, mention.end) for mention in find_parties(text.text)), PARTY)


def render(item: Input, model: str, rendering: str = "plain") -> str:
    """Return what a model sees of an input: the normalised text, with its tie written into it.

    Without a tie the text stands as it is, in every rendering.

    Parameters
    ----------
    item
        A text, or a text and a tie.
    model
        Name of the model, for the error.
    rendering
        One of `RENDERINGS`. A plain one takes no tie.

    Raises
    ------
    TypeError
        If the item is neither.
    UnusableText
        If the text cannot be read.
    TieNotSupported
        If a tie is asked about and the rendering is plain.
    UnusableTie
        If the tie does not hold two parties that we know.
    """
    text, tie = item if isinstance(item, tuple) else (item, None)
    folded = fold(check_text(text))
    if tie is None:
        return folded
    if rendering == "plain":
        raise TieNotSupported(model)
    return _with_tie(folded, tie_codes(tie), rendering)


def tie_codes(tie: Sequence[str]) -> tuple[str, str]:
    """Return the sorted codes of a tie whose parties are given by code or by name.

    Raises
    ------
    UnusableTie
        If they are not two parties that we know, or a string.
    """
    if isinstance(tie, str):
        raise UnusableTie(f"tie {tie!r:.80}, a string", "a pair, as in ('China', 'Taiwan')")
    codes = sorted({party_code(party) for party in tie})
    if len(codes) != 2 or len(tie) != 2:  # noqa: PLR2004
        count = "one party" if len(codes) == 1 else f"{len(codes)} parties"
        raise UnusableTie(f"a tie of {' and '.join(tie) or 'nobody'}, which are {count}")
    return codes[0], codes[1]


def party_code(party: str) -> str:
    """Return the code of a party given by code or by name, in whatever letters, as a list or a text has it.

    Raises
    ------
    UnusableTie
        If there is no such party.
    """
    named = _POSSESSIVE.sub("", party.strip())
    bare = _ARTICLE.sub("", named)
    for form in (named, bare, bare.upper()):
        if form in party_codes():
            return form
        found = find_parties(form)
        if len(found) == 1 and found[0].end - found[0].start == len(form):
            return found[0].code
    known = [*party_codes(), *party_names().values()]
    raise UnusableTie(
        f"party {party!r:.80}", f"a code or name; {did_you_mean(bare[:_LONGEST_NAME], known)}".rstrip(".")
    )


def check_rendering(rendering: str) -> None:
    """Raise `RecipeError` if there is no such rendering."""
    if rendering not in RENDERINGS:
        raise RecipeError(f"rendering {rendering!r}", f"one of {', '.join(RENDERINGS)}")


def _with_tie(text: str, tie: tuple[str, ...], rendering: str) -> str:
    """Return the text with the parties of a tie marked, or all parties masked by role, or both.

    Roles go by first mention, so that the order in which a tie is written changes nothing.
    """
    mentions = find_parties(text)
    roles: dict[str, str] = {}
    for mention in mentions:
        if mention.code in tie and mention.code not in roles:
            roles[mention.code] = _ROLES[len(roles)]
    pieces, last = [], 0
    for mention in mentions:
        asked = mention.code in roles
        shown = text[mention.start : mention.end]
        if rendering in ("masked", "both"):
            shown = roles.get(mention.code, _OTHER)
        if asked and rendering in ("marked", "both"):
            shown = f"{_MARK} {shown} {_MARK}"
        pieces += [text[last : mention.start], shown]
        last = mention.end
    return "".join([*pieces, text[last:]])
