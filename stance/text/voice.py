"""In whose voice a sentence's main statement is made, and whether it is told as actual, by rules.

Voice is ``quoted`` where the statement is in somebody's own words, ``reported`` where somebody else's words or
thoughts are told, else ``own``. Modality is that of the clause that is left when "X said that …" is stripped off: what
is said, not that it was said (guidelines, step 3; rules 3, 10, 11 and 22). There is no parser: a modal or a negation
counts anywhere in that clause but in a subordinate one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from stance.text._marks import marked_spans
from stance.text.quotes import Quote, find_quotes
from stance.text.sources import main_quote


class Voice(StrEnum):
    """Whose words a statement is in."""

    OWN = "own"
    QUOTED = "quoted"
    REPORTED = "reported"


class Modality(StrEnum):
    """Whether what is stated is told as actual."""

    ACTUAL = "actual"
    FUTURE = "future"
    CONDITIONAL = "conditional"
    NEGATED = "negated"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a sentence's main statement is made."""

    voice: Voice
    modality: Modality


_MOSTLY = 0.5
"""Fraction of what is said that must be in quotation marks to be quoted: a word or two are "scare quotes"."""

_SUBORDINATE = re.compile(
    r"""(?:^|(?<=,\ ))(?:[Aa]fter|[Ww]hile|[Aa]lthough|[Tt]hough|[Bb]ecause|[Ss]ince|[Ww]hen|[Aa]s|[Bb]efore|[Ww]ho
        |[Ww]hich
        |[Ww]here|[Ww]hose|[Dd]espite)\ [^,]{1,200}(?:,|$)""",
    re.VERBOSE,
)
_IF = re.compile(
    r"""\b(?:[Ii]f|[Uu]nless|[Pp]rovided\ that|[Ss]hould\ (?:the|any|an?|it|they)\b|would\ have|could\ have
        |[Ii]n\ the\ event)\b""",
    re.VERBOSE,
)
_MAY = re.compile(r"\b(?:would|could|may|might)\b")
_WILL = re.compile(
    r"""\b(?:will|shall|won['’]t|going\ to|(?:is|are|was|were)\ (?:set|due|expected|likely|scheduled|poised|ready
        |prepared|about)\ to
        |(?:plans?|intends?|vows?|pledges?|promises?|threatens?|hopes?|aims?|prepares?|agree[sd]?|pledged|vowed
        |promised|threatened
        |planned|intended|offer(?:s|ed)?)\ to|['’]ll)\b""",
    re.VERBOSE,
)
_NOT = re.compile(
    r"""\b(?:not|never|no\ longer|cannot|neither|refus(?:es|ed|ing|e)\ to|declin(?:es|ed|ing|e)\ to|fail(?:s|ed
        |ing)?\ to|denie[sd]|deny
        |rul(?:es|ed|ing|e)\ out|stopped\ short|without)\b|n['’]t\b""",
    re.VERBOSE,
)
_REBUFFED = re.compile(r"\bnot only\b|\bno (?:doubt|question)\b")
_LONG_AGO = re.compile(
    r"""\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil|[Bb]y|[Oo]f)\ (?:the\ )?(?:(?:early|mid|late)[- ])?(?P<year>1[5-9]\d\d
        |20\d\d)(?:s|\b)
      |\b(?:decades|centuries|years|generations)\ (?:ago|earlier|before)\b|\b(?:[Dd]uring|[Aa]fter
        |[Ii]n)\ the\ (?:Cold|Korean|Vietnam|Gulf|
        (?:First|Second)\ World|civil|Civil)\ [Ww]ar\b|\b[Ii]n\ the\ past\b|\b[Hh]istorically\b|\b(?:formerly|once)\b
        |\bused\ to\b""",
    re.VERBOSE,
)
_PERFECT = re.compile(r"\b(?:has|have|['’]ve|is|are|continues?|remains?)\b")
_SETTLED_AFTER = 2
"""Years after which an act told with its year and a finished tense is settled."""


def manner(sentence: str, published: str | None = None, quotes: Sequence[Quote] | None = None) -> Manner:
    """Return the voice and modality of a sentence's main statement.

    Parameters
    ----------
    sentence
        The sentence.
    published
        ISO 8601 date of its article: a year shortly before it is no settled past. None where not known.
    quotes
        The quotes of its article that reach into it, from `quotes_by_sentence`; None to look for them in the sentence.

    Notes
    -----
    Where several modalities hold, the first of these is given: conditional ("if", "would have"; "may" and "would" in
    the writer's or speaker's own clause), negated, future, past. "Will not abandon" is negated.

    Examples
    --------
    >>> manner("The ministry said it would not attend the talks.").modality
    <Modality.NEGATED: 'negated'>
    """
    told = main_quote(find_quotes(sentence) if quotes is None else quotes)
    start, end = told.content if told else (0, len(sentence))
    return Manner(_voice(sentence, told), _modality(sentence[start:end], published, is_told=told is not None))


def _voice(sentence: str, told: Quote | None) -> Voice:
    """Return whose words the statement is in: quoted if most of what is said stands in quotation marks."""
    start, end = told.content if told else (0, len(sentence))
    said = sentence[start:end].strip(" ,.:")
    quoted = sum(
        min(right, end) - max(left, start) for left, right in marked_spans(sentence) if left < end and right > start
    )
    if said and quoted >= _MOSTLY * len(said):
        return Voice.QUOTED
    return Voice.REPORTED if told else Voice.OWN


def _modality(clause: str, published: str | None, *, is_told: bool) -> Modality:
    main = _SUBORDINATE.sub(" ", clause)
    main = main if re.search(r"\w", main) else clause
    if _IF.search(main):
        return Modality.CONDITIONAL
    if _NOT.search(_REBUFFED.sub(" ", main)):
        return Modality.NEGATED
    # In "said that it would attend", "would" is the future of what was said.
    if _WILL.search(main) or (is_told and re.search(r"\bwould\b", main)):
        return Modality.FUTURE
    if _MAY.search(main):
        return Modality.CONDITIONAL
    return Modality.PAST if _is_settled(clause, published) else Modality.ACTUAL


def _is_settled(clause: str, published: str | None) -> bool:
    """Tell whether a clause is told as settled history: a time long gone, and no tense that reaches the present."""
    match = _LONG_AGO.search(clause)
    if match is None or _PERFECT.search(clause):
        return False
    year, now = match["year"], (published or "")[:4]
    return year is None or not now.isdigit() or int(now) - int(year) >= _SETTLED_AFTER
