"""What a cue takes: the clause, quotation or infinitive after it, and where that ends. Places are those of words."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from stance.text._cues import Cue, is_speech
from stance.text._speakers import (
    AUXILIARIES,
    PRONOUNS,
    Subject,
    agent,
    is_adverb,
    is_pronoun,
    is_time,
    is_verb,
    says_when,
)
from stance.text._words import DETERMINERS, PREPOSITIONS, Word, word_list

_WINDOW = 14
_NAME_WINDOW = 25
_CLAUSE_WINDOW = 60
_QUESTIONS = word_list("questions")
_BREAKS = word_list("breaks")
_ASIDE = word_list("aside")
_MAY_END = frozenset({".", ";", ",", "and", "but"})
_TIMES_OF_ACT = frozenset({"after", "before"})
_MOVES = word_list("moves")
_ENDS_ORDER = word_list("ends_order")
_GAP_PREPOSITIONS = word_list("gap_prepositions")
_ADDRESSEES = word_list("addressees")


class Complement(NamedTuple):
    """What a cue takes and the place where it begins.

    `kind` is ``that``, ``clause``, ``question``, ``infinitive``, ``colon`` or ``quotation``.
    """

    kind: str
    start: int


def complement(words: Sequence[Word], cue: Cue, before: Subject) -> Complement | None:
    """Return what a cue takes, or None if nothing after it is what was said."""
    spoken = before.edge == "“”" and is_utterance(words, before.begin - 1)
    inverted = before.source is None and cue.form != "ing" and not cue.passive and before.edge not in {"and", "to"}
    inverted = inverted and not (before.edge == "," and _shares_subject(words, cue))
    if spoken or inverted:
        that = cue.last < len(words) and words[cue.last].lower == "that" and not inverted
        return Complement("that", cue.last + 1) if that else None
    found = _marked(words, cue)
    if found is not None and (found.kind != "quotation" or _only_gap(words, cue, found.start)):
        pointing = (
            found.kind == "that" and before.edge == "to" and found.start > cue.last + 1 and not cue.takes("addressee")
        )
        return None if pointing else found  # "to add to that"
    if cue.takes("clause") and not cue.may_be_noun:
        start = _clause_start(words, cue)
        if start is not None and _has_verb(words, start, cue):
            return Complement("clause", start)
    return _named(words, cue)


def _shares_subject(words: Sequence[Word], cue: Cue) -> bool:
    """Tell whether a clause follows a cue after a comma, as in "asks for help, says islands have none"."""
    after = agent(words, cue.last) if cue.takes("clause") else None
    return after is not None and after[1] < len(words) and words[after[1]].lower in AUXILIARIES


def is_utterance(words: Sequence[Word], place: int) -> bool:
    """Tell whether a quotation stands as a clause of its own and not as words inside the writer's."""
    quotation = words[place].quotation
    if quotation is None:
        return False
    if place == 0:
        return True
    before = words[place - 1]
    glued = before.is_word and before.end == quotation.left and quotation.words[0].isupper()
    return glued or not (before.is_word or before.quotation)


class Ends:
    """Where what was said ends in a unit, for each place where it may begin; found once, so that no unit is slow."""

    def __init__(self, words: Sequence[Word], cues: Sequence[Cue]) -> None:
        at = {cue.first: cue for cue in cues}
        latest = max(at, default=-1)
        pauses = (place for place, word in enumerate(words) if word.lower in _MAY_END or words[place - 1].quotation)
        self._ends = [place for place in pauses if _ends_content(words, place, at, latest)] + [len(words)]
        self._acts = [place for place, word in enumerate(words) if word.lower in _TIMES_OF_ACT] + [len(words)]
        self._stops = [0]
        self._trimmed = [0]
        for place, word in enumerate(words, start=1):
            self._trimmed.append(place if word.is_word or word.quotation else self._trimmed[-1])
            self._stops.append(place if _is_stop(words, place - 1) else self._stops[-1])

    def after(self, start: int, kind: str = "clause") -> int:
        """Return the end: that of the unit, or where the writer or another cue takes over; it may be before `start`."""
        start = min(start, len(self._trimmed) - 1)
        end = self._ends[bisect_left(self._ends, start)]
        if kind == "infinitive":
            end = min(end, self._acts[bisect_left(self._acts, start)])
        return self._trimmed[end]

    def trimmed(self, end: int) -> int:
        """Return an end without the punctuation before it."""
        return self._trimmed[end]

    def stop_before(self, place: int) -> int:
        """Return the place after the last full stop before a place, or 0."""
        return self._stops[place]


def _is_stop(words: Sequence[Word], place: int) -> bool:
    """Tell whether a full stop stands in a unit, with space on one side at least."""
    if words[place].text != "." or place == 0:
        return False
    before = words[place - 1]
    space_before = words[place].start > (before.quotation.right if before.quotation else before.end)
    return space_before or _space_after(words, place)


def _space_after(words: Sequence[Word], place: int) -> bool:
    following = words[place + 1] if place + 1 < len(words) else words[place]
    return (following.quotation.left if following.quotation else following.start) > words[place].end


def end_of_opening_clause(words: Sequence[Word], start: int, end: int) -> int:
    """Return the comma that ends a clause begun with "After": the first that a noun phrase and its verb follow."""
    for place in range(start + 1, min(end - 1, start + _CLAUSE_WINDOW)):
        following = words[place + 1]
        opens = following.text[0].isupper() or following.lower in DETERMINERS | PRONOUNS
        if words[place].text == "," and opens and any(map(is_verb, words[place + 2 : min(end, place + 8)])):
            return place
    return end


def _ends_content(words: Sequence[Word], place: int, cues: dict[int, Cue], latest: int) -> bool:
    if place + 1 == len(words):
        return False
    word, following = words[place], words[place + 1]
    before = words[place - 1].quotation if place else None
    if before is not None and before.words[-1] == ",":
        return _reports(cues.get(place))
    if word.text in {".", ";"}:
        return _is_stop(words, place) or _space_after(words, place)
    cue = cues.get(place + 1)
    if word.lower in {"and", "but"}:
        return cue is not None and cue.takes("clause", "that") and cue.form != "base"
    if word.text != ",":
        return False
    sums_up = following.lower == "a" and place + 2 < len(words) and words[place + 2].lower in _MOVES
    return sums_up or _reports(cue) or following.lower in _ASIDE or (following.lower == "but" and latest > place)


def _reports(cue: Cue | None) -> bool:
    """Tell whether a cue is one as in ", adding that"."""
    return cue is not None and cue.form == "ing" and cue.takes("clause", "that")


def _marked(words: Sequence[Word], cue: Cue) -> Complement | None:
    """Return the complement that a word or a mark announces: that, whether, to, a colon, a quotation."""
    for place in range(cue.last, min(len(words), cue.last + _WINDOW)):
        found = _announced(words, place, cue)
        if found is not None:
            return found
        word = words[place]
        asks_for = cue.takes("order") and word.lower in _ENDS_ORDER and not cue.takes("clause", "addressee")
        runs_on = word.lower in AUXILIARIES and place > cue.last
        if not word.is_word or word.lower in _BREAKS or asks_for or runs_on:
            return None
    return None


def _announced(words: Sequence[Word], place: int, cue: Cue) -> Complement | None:
    word = words[place]
    adjacent = place == cue.last
    if not word.is_word:
        return _punctuated(words, place, cue)
    if word.lower == "that" and cue.takes("clause", "that", "addressee") and (adjacent or _is_gap(words, cue)):
        return Complement("that", place + 1)
    if word.lower in _QUESTIONS and cue.takes("question") and (adjacent or word.lower in {"whether", "if"}):
        return Complement("question", place)
    return _infinitive(words, place, cue) if word.lower == "to" and _infinitive_follows(words, place) else None


def _punctuated(words: Sequence[Word], place: int, cue: Cue) -> Complement | None:
    """Return the quotation at a place or after its comma, or what follows its colon."""
    if words[place].text == ":" and cue.takes("clause", "that"):
        return Complement("colon", place + 1)
    place += words[place].text == ","
    return Complement("quotation", place) if place < len(words) and words[place].quotation is not None else None


def _infinitive(words: Sequence[Word], place: int, cue: Cue) -> Complement | None:
    """Return what begins with "to": an order with whom it is given to, or a vow."""
    between = words[cue.last : place]
    if cue.takes("order") and between:
        return Complement("infinitive", cue.last)
    if cue.takes("vow") and all(is_time(word) or word.lower in {"not", "on"} for word in between):
        return Complement("infinitive", place - 1 if words[place - 1].lower == "not" else place)
    return None


def _infinitive_follows(words: Sequence[Word], place: int) -> bool:
    following = words[place + 1] if place + 1 < len(words) else None
    if following is None:
        return False
    if following.quotation is not None:
        return True
    return following.text.islower() and following.lower not in DETERMINERS | PREPOSITIONS | PRONOUNS | _ADDRESSEES


def _is_gap(words: Sequence[Word], cue: Cue) -> bool:
    """Tell whether the words between a cue and "that" can be an addressee, a time or a place."""
    if cue.may_be_noun:
        return False
    first = words[cue.last]
    on_day = first.lower == "on" and is_time(words[cue.last + 1])
    return cue.takes("addressee") or is_time(first) or is_adverb(first) or on_day or first.lower in _GAP_PREPOSITIONS


def _only_gap(words: Sequence[Word], cue: Cue, place: int) -> bool:
    """Tell whether nothing of what was said stands between a cue and a quotation."""
    between = words[cue.last : place]
    if not cue.takes("clause", "that"):
        return False
    if any(is_pronoun(word) or is_verb(word) for word in between):
        return False
    return not between or not between[0].is_word or _is_gap(words, cue)


def _clause_start(words: Sequence[Word], cue: Cue) -> int | None:
    """Return where a clause without "that" begins, after "Thursday" or whom the cue tells; None if none can."""
    place = _after_addressee(words, cue.last) if cue.takes("addressee") else cue.last
    while place + 1 < len(words) and says_when(words, place):
        place += 1
    if place >= len(words) or words[place].quotation is not None:
        return None
    first = words[place]
    return place if first.is_word and first.lower not in PREPOSITIONS | _BREAKS | AUXILIARIES else None


def _after_addressee(words: Sequence[Word], place: int) -> int:
    """Return the place after whom the cue tells: "reporters", "VOA", "the paper"."""
    last = min(len(words), place + _WINDOW)
    for after in range(place + 1, last):
        before, word = words[after - 1].lower, words[after]
        opens = word.lower in DETERMINERS | PRONOUNS and before not in DETERMINERS
        if before != "of" and (opens or before in _ADDRESSEES or word.lower in PREPOSITIONS - {"of"}):
            return after
        if not word.is_word:
            return after
    return last


def _has_verb(words: Sequence[Word], start: int, cue: Cue) -> bool:
    """Tell whether a clause with a verb of its own begins at a place; quoted words may hold it."""
    if is_pronoun(words[start]) or words[start].lower == "there":
        return True
    stops = {";", ".", ":", ","} if cue.form == "ing" else {";", ".", ":"}
    relatives = 0
    for before, word in pairwise(words[start : start + _NAME_WINDOW]):
        joins = before.lower in {"and", "but"} and is_speech(word)
        if word.text in stops or joins:
            return False
        relatives += word.lower in {"who", "which", "that"}
        verb = is_verb(word) and not is_verb(before)
        quoted = word.quotation is not None and before.lower not in PREPOSITIONS | DETERMINERS
        if quoted or (verb and not relatives):
            return True
        relatives -= verb
    return False


def _named(words: Sequence[Word], cue: Cue) -> Complement | None:
    """Return the quoted words by which something is called, thanked for, accused of."""
    if not cue.takes("name"):
        return None
    for place in range(cue.last, min(len(words), cue.last + _NAME_WINDOW)):
        if words[place].quotation is not None:
            return Complement("quotation", place)
        if not words[place].is_word or words[place].lower in {"but", "while"} or is_speech(words[place]):
            return None
    return None
