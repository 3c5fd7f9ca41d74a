"""Who says what in one unit of text: each cue with its source and what it introduces. Places are those of words."""

from collections.abc import Sequence
from typing import NamedTuple

from stance.text._complements import Complement, Ends, complement, end_of_opening_clause, is_utterance
from stance.text._cues import Cue, cues
from stance.text._speakers import (
    Range,
    Subject,
    agent,
    clause_subject,
    is_first_person,
    is_role,
    is_verb,
    may_trail,
    subject,
)
from stance.text._words import PREPOSITIONS, Word, word_list
from stance.text.parties import find_parties

_PAUSES = frozenset(",-–—:;.?!…")
_DASHES = frozenset("-–—")
_OPENERS = word_list("openers")
_OPENING_CLAUSES = word_list("opening_clauses")
_RELATIVES = word_list("relatives")
_LABELS = word_list("labels")
_LONGEST_LABEL = 8
_LONGEST_DATELINE = 8
_CONTINUES_WITHIN = 14
_VERB_WITHIN = 40


class Attribution(NamedTuple):
    """A source, a cue and what was said: ranges of words, the last one exclusive. `label` tells of "Spokesman: …"."""

    source: Range | None
    cue: Range
    content: Range
    label: bool = False


def attributions(words: Sequence[Word]) -> list[Attribution]:
    """Return who says what in a unit, in order of the cues."""
    found = cues(words)
    label = _label(words)
    if label is not None and not any(cue.first < label.cue[0] for cue in found):
        return [label]
    if not found:
        return []
    reader = _Reader(words, found)
    for cue in found:
        reader.read(cue)
    return reader.found


def _label(words: Sequence[Word]) -> Attribution | None:
    """Return what a speaker's label introduces: "Spokesman: We regret it.", "Xi: “…”"."""
    colon = next((place for place, word in enumerate(words[: _LONGEST_LABEL + 1]) if word.text == ":"), 0)
    named = words[:colon]
    if not named or not all(word.is_word for word in named) or colon + 1 >= len(words):
        return None
    quoted = words[colon + 1].quotation is not None and named[0].text[0].isupper()
    speaks = named[-1].lower in _LABELS or any(map(is_role, named)) or quoted or _is_party(named)
    if not speaks or (not any(map(is_verb, words[colon + 1 :])) and not quoted):
        return None
    return Attribution((0, colon), (colon, colon + 1), (colon + 1, colon + 2 if quoted else len(words)), label=True)


def _is_party(named: Sequence[Word]) -> bool:
    """Tell whether words are the name of a party, which speaks in a headline: "China: …"."""
    name = " ".join(word.text for word in named)
    return [(party.start, party.end) for party in find_parties(name)] == [(0, len(name))]


class _Reader:
    """Reads the cues of a unit from left to right.

    `_floor` is where the clause begins that is read now, `_outer` where the one begins that all others stand in.
    """

    def __init__(self, words: Sequence[Word], cues: Sequence[Cue]) -> None:
        self.found: list[Attribution] = []
        self.cues = cues
        self._words = words
        self._ends = Ends(words, self.cues)
        self._verbs = frozenset(cue.first for cue in self.cues)
        self._speech = frozenset(cue.first for cue in self.cues if cue.takes("clause", "that") and cue.form != "ing")
        self._floor = self._outer = _after_dateline(words)

    def read(self, cue: Cue) -> None:
        """Add what a cue introduces."""
        stop = self._ends.stop_before(cue.first)
        self._floor, self._outer = max(self._floor, stop), max(self._outer, stop)
        if cue.takes("preposition"):
            self._according(cue)
            return
        before = subject(self._words, cue, self._floor)
        if before.source is not None and is_first_person(self._words, before.source):
            return
        if before.source is not None and cue.may_be_noun and self._words[before.source[0]].lower.endswith("ing"):
            return  # "citing unconfirmed reports"
        taken = complement(self._words, cue, before)
        if taken is not None:
            self._forward(cue, before, taken)
        elif cue.takes("clause", "that") and not cue.passive and cue.form != "ing" and before.edge != "to":
            self._parenthetical(cue, before)
        elif cue.passive and cue.takes("addressee") and before.edge == ",":
            self._backward(None, (cue.first - 1, cue.last), before.begin, cue.last)

    def _forward(self, cue: Cue, before: Subject, taken: Complement) -> None:
        source = self._source(cue, before)
        if (source is None and not cue.passive) or self._answers_to_next(cue, taken):
            return
        end = self._end(before, taken)
        if end > taken.start:
            first = cue.first - 1 if cue.passive and not _quoted_as(self._words, cue) else cue.first
            self.found.append(Attribution(source, (first, cue.last), (taken.start, end)))
            self._floor = taken.start

    def _answers_to_next(self, cue: Cue, taken: Complement) -> bool:
        """Tell whether the next cue reports a verb and the quoted words that complete it: "A rejects “B”, says C"."""
        if taken.kind != "quotation" or not cue.takes("name"):
            return False
        return any(place in self._speech for place in (taken.start + 1, taken.start + 2))

    def _end(self, before: Subject, taken: Complement) -> int:
        words = self._words
        quoted = taken.start < len(words) and words[taken.start].quotation is not None
        if taken.kind == "quotation" or (taken.kind == "colon" and quoted):
            return taken.start + 1
        end = self._ends.after(taken.start, taken.kind)
        if before.edge.lower() in _RELATIVES:
            return next(
                (p for p in range(taken.start, min(end, taken.start + _VERB_WITHIN)) if words[p].text == ","), end
            )
        if before.edge.lower() in _OPENING_CLAUSES and before.begin <= self._floor + 1:
            return end_of_opening_clause(words, taken.start, end)
        return end

    def _source(self, cue: Cue, before: Subject) -> Range | None:
        """Return the source of a cue with a complement: its subject, the agent of a passive, or the one it shares."""
        words = self._words
        if cue.passive and not _quoted_as(words, cue):
            by = cue.last < len(words) and words[cue.last].lower == "by"
            return agent(words, cue.last + 1) if by else None
        if before.source is not None:
            return before.source
        joined = self._joined_clause(cue.first) if before.edge == "and" else None
        if self.found and before.edge in {",", "and"} and joined is None:
            return self.found[-1].source
        return clause_subject(words, joined or 0, cue.first, self._verbs)

    def _joined_clause(self, before: int) -> int | None:
        """Return where a clause that ", but" opens begins, if one does before a place and after what was said began."""
        words = self._words
        for place in range(before - 2, max(self._floor, before - _VERB_WITHIN), -1):
            if words[place].text == "," and words[place + 1].lower in {"but", "while"}:
                return place + 2
        return None

    def _parenthetical(self, cue: Cue, before: Subject) -> None:
        """Add what stands before "…, Lin said" or "…, said Lin"."""
        words = self._words
        source, begin = before.source, before.begin
        end = cue.last
        if source is None and before.edge in _PAUSES | {"“”"}:
            source, begin = agent(words, _after_place(words, cue.last)), cue.first
            end = source[1] if source else end
        bare = cue.may_be_noun and cue.form == "base"
        if source is None or bare or not self._may_follow(cue, before):
            return
        self._backward(source, (cue.first, cue.last), begin, end)

    def _may_follow(self, cue: Cue, before: Subject) -> bool:
        """Tell whether "Lin said" can end what was said: after a pause or quotation, or where the unit ends."""
        words = self._words
        follows = words[cue.last] if cue.last < len(words) and before.source is not None else None
        if follows is not None and follows.is_word and not cue.takes("addressee") and not may_trail(follows):
            return False
        if before.edge == "“”":
            return is_utterance(words, before.begin - 1) or _ends_with_pause(words[before.begin - 1])
        if before.edge in _PAUSES:
            return True
        ends = cue.last >= len(words) or not words[cue.last].is_word
        clause = words[max(self._floor, before.begin - _VERB_WITHIN) : before.begin]
        return bool(before.edge) and ends and not cue.may_be_noun and any(map(is_verb, clause))

    def _backward(self, source: Range | None, cue: Range, begin: int, end: int) -> None:
        """Add what stands before `begin`, where an attribution begins that ends at `end`."""
        words = self._words
        stop = self._ends.trimmed(begin)
        start = self._start_of_reported(stop)
        if stop <= start or self._leads(source, cue, (start, stop), end):
            return
        last = words[stop - 1].quotation
        spoken = last is not None and (is_utterance(words, stop - 1) or stop - 1 == start)
        if spoken or (last is not None and words[cue[0]].lower == "in"):
            start = stop - 1
        self.found.append(Attribution(source, cue, (start, stop)))
        self._floor = self._outer = end
        if not spoken:
            self._continue(source, cue, end, conditional=words[start].lower == "if")

    def _start_of_reported(self, stop: int) -> int:
        """Return where words that end at `stop` begin: with the outer clause, if the inner one ends there."""
        self._floor = self._after_openers(self._floor, stop)
        self._outer = self._after_openers(self._outer, stop)
        last = self.found[-1].content if self.found else (0, 0)
        lone = last[1] - last[0] == 1 and self._words[last[0]].quotation is not None
        if lone or last[1] < stop or last[0] < self._outer:
            return self._floor
        for place in range(len(self.found) - 1, -1, -1):
            found = self.found[place]
            if found.content[1] <= stop:
                break
            self.found[place] = found._replace(content=(found.content[0], max(stop, found.content[0] + 1)))
        return self._outer

    def _leads(self, source: Range | None, cue: Range, before: Range, end: int) -> bool:
        """Add what follows "On Monday, Lin said," and tell whether anything does."""
        words = self._words
        phrase = words[before[0] : min(before[1], before[0] + _VERB_WITHIN)]
        stop = self._ends.after(end + 1)
        opens = phrase[0].lower in PREPOSITIONS and not any(map(is_verb, phrase))
        if not opens or stop <= end + 1 or words[end].text != ",":
            return False
        self.found.append(Attribution(source, cue, (end + 1, stop)))
        self._floor = end + 1
        return True

    def _continue(self, source: Range | None, cue: Range, end: int, *, conditional: bool) -> None:
        """Add what goes on after an attribution in mid-sentence: "A, Lin said, and B", "If A, Lin said, B"."""
        words = self._words
        pause = next((p for p in range(end, min(len(words), end + _CONTINUES_WITHIN)) if words[p].text == ","), None)
        if pause is None or pause + 2 >= len(words):
            return
        joined = words[pause + 1].lower in {"and", "but"}
        start = pause + 2 if joined else pause + 1
        stop = self._ends.after(start)
        reported = (joined or conditional) and self.cues[-1].first < start < stop
        if reported and any(map(is_verb, words[start : start + _VERB_WITHIN])):
            self.found.append(Attribution(source, cue, (start, stop)))

    def _according(self, cue: Cue) -> None:
        words = self._words
        self._floor = self._after_openers(self._floor, cue.first)
        leads = self._floor == cue.first
        source = agent(words, cue.last, apposition=not leads)
        if source is None or is_first_person(words, source):
            return
        if not leads:
            self._backward(source, (cue.first, cue.last), cue.first, source[1])
            return
        begin = source[1] + 1
        end = self._ends.after(begin)
        if source[1] < len(words) and words[source[1]].text == "," and end > begin:
            self.found.append(Attribution(source, (cue.first, cue.last), (begin, end)))
            self._floor = begin

    def _after_openers(self, place: int, before: int) -> int:
        """Return the first place that is no "However,"."""
        words = self._words
        while place < before and words[place].quotation is None:
            if words[place].is_word and words[place].lower not in _OPENERS:
                break
            place += 1
        return place


def _ends_with_pause(word: Word) -> bool:
    return word.quotation is not None and word.quotation.words[-1] in _PAUSES


def _after_place(words: Sequence[Word], place: int) -> int:
    """Return the place after "in" where an office speaks, as in "declared in the General Staff"."""
    office = words[place : place + 3]
    named = len(office) == 3 and office[0].lower == "in" and office[1].lower == "the"  # noqa: PLR2004
    return place + 1 if named and office[2].text[0].isupper() else place


def _quoted_as(words: Sequence[Word], cue: Cue) -> bool:
    """Tell whether a passive names its speaker: "was quoted as saying"."""
    return words[cue.last - 1].lower in {"saying", "telling"} and cue.last - cue.first > 1


def _after_dateline(words: Sequence[Word]) -> int:
    """Return the place after "HELSINKI, March 4 -"."""
    first = words[0].text if words else ""
    place = len(words) > 1 and first[:1].isupper() and words[1].text in _DASHES
    if not place and (not first.isupper() or len(first) < 3):  # noqa: PLR2004
        return 0
    dashes = (place for place, word in enumerate(words[:_LONGEST_DATELINE]) if word.text in _DASHES | {":"})
    last = next(dashes, -1)
    while last >= 0 and last + 1 < len(words) and words[last + 1].text in _DASHES:
        last += 1
    return last + 1
