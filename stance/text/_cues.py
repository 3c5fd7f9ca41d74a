"""The lexicon of verbs and phrases that introduce what somebody said, from ``cues.tsv``, and where a text has one.

A frame is what a verb takes: `clause` (with or without "that"), `that` (only with it), `order` ("urged X to"), `vow`
("promised to"), `question` ("asked whether"), `name` ("called it “…”"), `preposition` ("according to X"). `addressee`
may stand between ("told X that"); `noun` says that the bare form and the one in -s are nouns as well.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from stance.text._words import DETERMINERS, PREPOSITIONS, Word, word_list

BE = word_list("be")
_NEGATIONS = word_list("negations")
_TITLE_WORD_LONGER_THAN = 3
_HEADLINE_WORDS = 3
_LONGEST_VERB = 20


class _Entry(NamedTuple):
    rest: tuple[str, ...]
    frames: frozenset[str]
    form: str


class Cue(NamedTuple):
    """Where a cue stands among the words of a unit (`last` is exclusive), what it takes, and its form.

    `form` is ``base``, ``third``, ``past`` or ``ing``; `passive` tells of "was asked".
    """

    first: int
    last: int
    frames: frozenset[str]
    form: str
    passive: bool = False

    @property
    def may_be_noun(self) -> bool:
        """Tell whether the form is a noun as well: "report", "claims"."""
        return "noun" in self.frames and self.form in {"base", "third"}

    def takes(self, *frames: str) -> bool:
        """Tell whether the cue has one of the frames."""
        return not self.frames.isdisjoint(frames)


def cues(words: Sequence[Word]) -> list[Cue]:
    """Return the cues among the words of a unit, in order, apart from each other."""
    found: list[Cue] = []
    headline: bool | None = None
    for place, word in enumerate(words):
        entries = _lexicon().get(word.lower)
        if entries is None or (found and place < found[-1].last):
            continue
        if word.text[0].isupper() and "preposition" not in entries[0].frames:
            headline = _is_headline(words) if headline is None else headline
            if not headline:
                continue
        cue = _match(words, place, entries)
        if cue is not None and not _is_noun_or_denial(words, cue):
            found.append(cue)
    return found


def is_speech(word: Word) -> bool:
    """Tell whether a word is a form of a verb that a clause follows."""
    return any(entry.frames & {"clause", "that"} and not entry.rest for entry in _lexicon().get(word.lower, ()))


def cue_ends(text: str, at: int) -> bool:
    """Tell whether the word before a place is a form of a verb of the lexicon."""
    return text[max(0, at - _LONGEST_VERB) : at].rpartition(" ")[2] in _lexicon()


def attribution_inside(text: str, start: int, end: int) -> int | None:
    """Return the place of the first comma that an attribution follows, as in ", the envoy said", or None."""
    match = _patterns()[0].search(text, start, end)
    return match.start() if match else None


def attribution_follows(text: str, at: int) -> bool:
    """Tell whether an attribution begins at a place, as in "the envoy said" or ", said the envoy"."""
    return _patterns()[1].match(text, at) is not None


@cache
def _lexicon() -> dict[str, list[_Entry]]:
    """Return first word of each form to the entries that begin with it, those of more words first."""
    lexicon: dict[str, list[_Entry]] = {}
    lines = (files("stance.text") / "cues.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for line in lines:
        verb, forms, frames = line.split("\t")
        head, *rest = verb.split()
        for form, spelling in zip(("base", "third", "past", "ing"), forms.split() or _inflected(head), strict=False):
            entry = _Entry(tuple(rest), frozenset(frames.split()), form)
            lexicon.setdefault(spelling, []).append(entry)
    for entries in lexicon.values():
        entries.sort(key=lambda entry: -len(entry.rest))
    return lexicon


def _inflected(verb: str) -> tuple[str, str, str, str]:
    """Return a regular verb, its form in -s, its past and its form in -ing."""
    stem = verb.removesuffix("e")
    if verb.endswith("y") and verb[-2] not in "aeo":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    return verb, verb + ("es" if verb.endswith(("s", "sh", "ch")) else "s"), f"{stem}ed", f"{stem}ing"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of an attribution after a comma and of one at a place.

    Possessive and bounded, so that no text is slow.
    """
    speech = sorted(
        form
        for form, entries in _lexicon().items()
        if any(not entry.rest and entry.frames & {"clause", "that"} and "noun" not in entry.frames for entry in entries)
    )
    verbs = rf"(?:{'|'.join(speech)})\b"
    noun_phrase = r"(?!(?:that|which|who|whom|what|as|if|when|because|and|but|I|we|you)\b)(?:[\w’'&.-]{1,40}+[ ]){0,9}?"
    inside = re.compile(rf"(?<=\w)[ ]?[,?!][ ]?{noun_phrase}{verbs}")
    at = re.compile(rf"\s?,?\s?(?:{noun_phrase}{verbs}|[Aa]ccording to\b)")
    return inside, at


def _match(words: Sequence[Word], place: int, entries: list[_Entry]) -> Cue | None:
    for entry in entries:
        last = place + 1 + len(entry.rest)
        if tuple(word.lower for word in words[place + 1 : last]) != entry.rest:
            continue
        while last < len(words) and not entry.rest and words[last].lower == words[place].lower:
            last += 1
        passive = entry.form == "past" and place > 0 and words[place - 1].lower in BE
        return Cue(place, last, entry.frames, entry.form, passive)
    return None


def _is_noun_or_denial(words: Sequence[Word], cue: Cue) -> bool:
    """Tell whether a cue is no report after all: "the stated aim", "in reports", "did not say"."""
    before = words[cue.first - 1].lower if cue.first else ""
    if before in DETERMINERS and not cue.takes("preposition"):
        return True
    if cue.may_be_noun and before in PREPOSITIONS - {"to"}:
        return True
    earlier = words[cue.first - 2].lower if cue.first > 1 else ""
    return not _NEGATIONS.isdisjoint({before, earlier})


def _is_headline(words: Sequence[Word]) -> bool:
    """Tell whether words are in the capitals of a title."""
    long = [word.text for word in words if word.quotation is None and len(word.text) > _TITLE_WORD_LONGER_THAN]
    capitals = sum(text[0].isupper() for text in long)
    return capitals > _HEADLINE_WORDS and capitals >= len(long) - 1
