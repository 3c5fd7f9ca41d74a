"""What a cue takes: the clause, quotation or infinitive after it, and where that ends. Places are those of words."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from stance.text._cues import Cue
from stance.text._speakers import AUXILIARIES, PRONOUNS, Subject, is_time, is_verb
from stance.text._words import DETERMINERS, PREPOSITIONS, Word

_WINDOW = 14
_NAME_WINDOW = 25
_CLAUSE_WINDOW = 60
_QUESTIONS = frozenset("whether if how why what when where who".split())
_BREAKS = frozenset("and but because after before while when as who which although though since so".split())
_ASIDE = frozenset("while although whereas according".split())
_TIMES_OF_ACT = frozenset("after when as while before".split())
_ADDRESSEES = frozenset("reporters journalists lawmakers mps him her them us me you him deputies investors".split())


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
    if spoken or inverted:
        that = cue.last < len(words) and words[cue.last].lower == "that" and not inverted
        return Complement("that", cue.last + 1) if that else None
    found = _marked(words, cue)
    if found is not None and (found.kind != "quotation" or _only_gap(words, cue, found.start)):
        return found
    if cue.takes("clause"):
        start = _clause_start(words, cue)
        if start is not None and _has_verb(words, start):
            return Complement("clause", start)
    if found is not None and found.kind == "quotation" and not cue.takes("name"):
        return found
    return _named(words, cue)


def is_utterance(words: Sequence[Word], place: int) -> bool:
    """Tell whether a quotation stands as a clause of its own and not as words inside the writer's."""
    quotation = words[place].quotation
    if quotation is None:
        return False
    return place == 0 or not (words[place - 1].is_word or words[place - 1].quotation)


class Ends:
    """Where what was said ends in a unit, for each place where it may begin; found once, so that no unit is slow."""

    def __init__(self, words: Sequence[Word], cues: Sequence[Cue]) -> None:
        at = {cue.first: cue for cue in cues}
        latest = max(at, default=-1)
        self._ends = [place for place in range(len(words)) if _ends_content(words, place, at, latest)] + [len(words)]
        self._acts = [place for place, word in enumerate(words) if word.lower in _TIMES_OF_ACT] + [len(words)]
        self._trimmed = [0]
        for place, word in enumerate(words, start=1):
            self._trimmed.append(place if word.is_word or word.quotation else self._trimmed[-1])

    def after(self, start: int, kind: str = "clause") -> int:
        """Return the end: that of the unit, or where the writer or another cue takes over; it may be before `start`."""
        end = self._ends[bisect_left(self._ends, start)] if start <= self._ends[-1] else start
        if kind == "infinitive":
            end = min(end, self._acts[bisect_left(self._acts, start)])
        return self._trimmed[end]

    def trimmed(self, end: int) -> int:
        """Return an end without the punctuation before it."""
        return self._trimmed[end]


def end_of_opening_clause(words: Sequence[Word], start: int, end: int) -> int:
    """Return the comma that ends a clause begun with "After": the first that a noun phrase and its verb follow."""
    for place in range(start + 1, min(end - 1, start + _CLAUSE_WINDOW)):
        following = words[place + 1]
        opens = following.text[0].isupper() or following.lower in DETERMINERS | PRONOUNS
        if words[place].text == "," and opens and any(map(is_verb, words[place + 2 : min(end, place + 8)])):
            return place
    return end


def _ends_content(words: Sequence[Word], place: int, cues: dict[int, Cue], latest: int) -> bool:
    word = words[place]
    following = words[place + 1] if place + 1 < len(words) else None
    if following is None:
        return False
    if word.text in {".", ";"}:
        return following.start > word.end
    if word.lower in {"and", "but"} and place + 1 in cues and cues[place + 1].takes("clause", "that"):
        return cues[place + 1].form != "base"
    if word.text != ",":
        return False
    reports = place + 1 in cues and cues[place + 1].form == "ing" and cues[place + 1].takes("clause", "that")
    return reports or following.lower in _ASIDE or (following.lower == "but" and latest > place)


def _marked(words: Sequence[Word], cue: Cue) -> Complement | None:
    """Return the complement that a word or a mark announces: that, whether, to, a colon, a quotation."""
    for place in range(cue.last, min(len(words), cue.last + _WINDOW)):
        word = words[place]
        if word.quotation is not None:
            return Complement("quotation", place)
        if word.text == ":" and cue.takes("clause", "that"):
            return Complement("colon", place + 1)
        if word.text == ",":
            comes = place + 1 < len(words) and words[place + 1].quotation is not None
            return Complement("quotation", place + 1) if comes else None
        found = _announced(words, place, cue)
        if found is not None:
            return found
        if not word.is_word or word.lower in _BREAKS or (word.lower in AUXILIARIES and place > cue.last):
            return None
    return None


def _announced(words: Sequence[Word], place: int, cue: Cue) -> Complement | None:
    lower = words[place].lower
    adjacent = place == cue.last
    if lower == "that" and cue.takes("clause", "that", "addressee") and (adjacent or _is_gap(words, cue, place)):
        return Complement("that", place + 1)
    if lower in _QUESTIONS and cue.takes("question") and (adjacent or lower in {"whether", "if"}):
        return Complement("question", place)
    if lower == "to" and _infinitive_follows(words, place):
        if cue.takes("order") and not adjacent:
            return Complement("infinitive", cue.last)
        if cue.takes("vow") and (adjacent or words[place - 1].lower == "not"):
            return Complement("infinitive", place if adjacent else place - 1)
    return None


def _infinitive_follows(words: Sequence[Word], place: int) -> bool:
    following = words[place + 1] if place + 1 < len(words) else None
    if following is None:
        return False
    if following.quotation is not None:
        return True
    return following.text.islower() and following.lower not in DETERMINERS | PREPOSITIONS | PRONOUNS | _ADDRESSEES


def _is_gap(words: Sequence[Word], cue: Cue, place: int) -> bool:
    """Tell whether the words between a cue and "that" can be an addressee, a time or a place."""
    first = words[cue.last]
    return cue.takes("addressee") or is_time(first) or first.lower in PREPOSITIONS or place - cue.last == 1


def _only_gap(words: Sequence[Word], cue: Cue, place: int) -> bool:
    """Tell whether nothing of what was said stands between a cue and a quotation."""
    between = words[cue.last : place]
    if not cue.takes("clause", "that"):
        return False
    if any(word.lower in PRONOUNS or is_verb(word) for word in between):
        return False
    return not between or not between[0].is_word or _is_gap(words, cue, place)


def _clause_start(words: Sequence[Word], cue: Cue) -> int | None:
    """Return where a clause without "that" begins, after "Thursday" or whom the cue tells; None if none can."""
    place = cue.last
    if cue.takes("addressee"):
        place = _after_addressee(words, place)
    while place < len(words) and (is_time(words[place]) or words[place].lower == "on"):
        place += 1
    if place >= len(words) or words[place].quotation is not None:
        return None
    first = words[place]
    return place if first.is_word and first.lower not in PREPOSITIONS | _BREAKS | AUXILIARIES else None


def _after_addressee(words: Sequence[Word], place: int) -> int:
    """Return the place after whom the cue tells: "reporters", "VOA", "the paper"."""
    begin = place
    while place < len(words) and place - begin < _WINDOW:
        word = words[place]
        starts = word.lower in DETERMINERS | PRONOUNS
        if place > begin and (starts or words[place - 1].lower in _ADDRESSEES or word.lower in PREPOSITIONS - {"of"}):
            if words[place - 1].lower != "of" and not (starts and words[place - 1].lower in DETERMINERS):
                break
        if not word.is_word:
            break
        place += 1
    return place


def _has_verb(words: Sequence[Word], start: int) -> bool:
    """Tell whether a clause with a verb of its own begins at a place."""
    if words[start].lower in PRONOUNS | {"there"}:
        return True
    for word in words[start + 1 : start + _NAME_WINDOW]:
        if word.text in {";", ".", ":"}:
            return False
        if is_verb(word):
            return True
    return False


def _named(words: Sequence[Word], cue: Cue) -> Complement | None:
    """Return the quoted words by which something is called, thanked for, accused of."""
    if not cue.takes("name"):
        return None
    for place in range(cue.last, min(len(words), cue.last + _NAME_WINDOW)):
        if words[place].quotation is not None:
            return Complement("quotation", place)
        if words[place].text in {",", ";", ".", ":"} or words[place].lower in {"but", "while"}:
            return None
    return None
