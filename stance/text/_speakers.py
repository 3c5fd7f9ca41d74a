"""The noun phrase that speaks, before a cue or after it, found without a parser.

A phrase is walked to from the cue, over what a sentence may put between, until a word that cannot belong to it.
Spans are of words of a unit, the last one exclusive. Does not resolve who "he" is.
"""

from collections.abc import Sequence
from typing import NamedTuple

from stance.text._cues import BE, Cue
from stance.text._words import DETERMINERS, PREPOSITIONS, Word, word_list

Range = tuple[int, int]

AUXILIARIES = BE | word_list("auxiliaries")
IRREGULAR = word_list("irregular")
"""Pasts that do not end in -ed and that news is full of, which tell that a clause has its verb."""

PRONOUNS = word_list("pronouns")
_FIRST_PERSON = word_list("first_person")
_TIME = word_list("time")
_ADVERBS = word_list("adverbs")
_RELATIVE = word_list("relative")
_APPOSITION = word_list("apposition")
_BOUNDARIES = word_list("boundaries")
_ROLES = word_list("roles")
_ROLE_ENDINGS = ("man", "woman", "person", "er", "or", "ers", "ors", "ist", "ists", "ian")
_NO_ROLES = word_list("no_roles")
_STATEMENT = word_list("statement")
_CUTS = _RELATIVE | _BOUNDARIES | AUXILIARIES | _TIME | word_list("phrase_ends")
_BEFORE_THE = frozenset({"and", "or", "including", "all", "both"})
_CAUSES = frozenset({"prompting", "causing", "leading"})
_FARTHEST = 25
_JOINED = 6


class Subject(NamedTuple):
    """What stands before a cue: the words of the source, if any, and where they and what belongs to them begin.

    `edge` is the word before them: ``","``, ``"“”"`` (a quotation), ``"and"``, ``"to"``, another word, or ``""``.
    """

    source: Range | None
    begin: int
    edge: str


def is_role(word: Word) -> bool:
    """Tell whether a word names what somebody is: a spokesman, a minister, officials."""
    if word.lower in _ROLES:
        return True
    return len(word.text) > 4 and word.lower.endswith(_ROLE_ENDINGS) and word.lower not in _NO_ROLES  # noqa: PLR2004


def is_verb(word: Word) -> bool:
    """Tell whether a word can be the verb of a clause, by its form."""
    if word.lower in AUXILIARIES or word.lower in IRREGULAR:
        return True
    return word.text.islower() and word.lower.endswith("ed") and len(word.text) > 4  # noqa: PLR2004


def says_when(words: Sequence[Word], place: int) -> bool:
    """Tell whether the word at a place is part of "Thursday" or "on Thursday"."""
    on = words[place].lower == "on" and place + 1 < len(words)
    return is_time(words[place + 1] if on else words[place])


def is_time(word: Word) -> bool:
    """Tell whether a word says when, as "Thursday" or "earlier"."""
    return word.lower in _TIME


def is_pronoun(word: Word) -> bool:
    """Tell whether a word is a pronoun that can be a subject, alone or as in "he's"."""
    return _bare(word) in PRONOUNS


def _bare(word: Word) -> str:
    """Return a word without what an apostrophe joins to it."""
    return word.lower.replace("’", "'").partition("'")[0]


def may_trail(word: Word) -> bool:
    """Tell whether a word can stand after "Lin said" at the end: a time, a place, a manner, another clause."""
    trails = PREPOSITIONS | _BOUNDARIES | _TIME | _RELATIVE | {"and", "but", "or"}
    return word.lower in trails or is_adverb(word)


def is_first_person(words: Sequence[Word], source: Range) -> bool:
    """Tell whether a source is the writer or speaker, who reports nobody: "we urge"."""
    return _bare(words[source[0]]) in _FIRST_PERSON


def subject(words: Sequence[Word], cue: Cue, floor: int) -> Subject:
    """Return what stands between `floor` and a cue as its subject."""
    last = _skip_adverbs(words, cue.first - 1, floor)
    if last < floor:
        return Subject(None, floor, "")
    word = words[last]
    if word.lower == "to":
        return _of_infinitive(words, last - 1, floor)
    if word.text == ",":
        return _before_insertion(words, last, floor)
    if word.lower in {"who", "which"}:
        comma = last - 1 if last > floor and words[last - 1].text == "," else last
        return _phrase(words, comma - 1, floor)
    if not word.is_word or word.lower in {"and", "but", "then"} or word.lower in _BOUNDARIES | PREPOSITIONS:
        return Subject(None, last + 1, "and" if word.lower in {"and", "but", "then"} else word.text)
    return _phrase(words, last, floor)


def agent(words: Sequence[Word], first: int, *, apposition: bool = True) -> Range | None:
    """Return the source that begins at a place, with ", a spokesman" after it if `apposition`, or None."""
    if first >= len(words) or not words[first].is_word or words[first].lower in PREPOSITIONS | _CUTS:
        return None
    if is_pronoun(words[first]):
        return (first, first + 1) if words[first].lower in PRONOUNS else None
    last = _end_of_phrase(words, first)
    if apposition and last + 1 < len(words) and words[last].text == "," and last - first < _FARTHEST:
        following = words[last + 1]
        if following.lower in _APPOSITION or (following.text.islower() and is_role(following)):
            last = _end_of_phrase(words, last + 1)
    return (first, last) if last > first else None


def clause_subject(words: Sequence[Word], floor: int, before: int, verbs: frozenset[int]) -> Range | None:
    """Return the subject of the clause that begins at `floor`, for a cue that shares it ("…, adding that"), or None."""
    first = next(
        (place for place in range(floor, min(before, floor + _FARTHEST)) if not _opens_clause(words[place])), before
    )
    if first < before and (words[first].lower in PREPOSITIONS or words[first].lower.endswith("ing")):
        commas = (place for place in range(first, min(before, first + _FARTHEST)) if words[place].text == ",")
        first = next(commas, before) + 1
    for place in range(first + 1, min(before, first + _FARTHEST)):
        if place in verbs or _ends_subject(words, place):
            return first, place
    return None


def _ends_subject(words: Sequence[Word], place: int) -> bool:
    """Tell whether a word stands after the subject of a clause: a comma, a verb, "who", "also"."""
    word = words[place]
    third = word.text.islower() and word.lower.endswith("s") and words[place - 1].is_capital
    if not word.is_word or is_verb(word) or word.lower in _RELATIVE | _ADVERBS:
        return True
    return third and word.lower not in PREPOSITIONS | _BOUNDARIES


def _opens_clause(word: Word) -> bool:
    return not word.is_word or word.lower in _BOUNDARIES or word.lower in {"and", "but", "however"}


def _skip_adverbs(words: Sequence[Word], place: int, floor: int) -> int:
    """Return the last place before auxiliaries, adverbs and "on Thursday"."""
    while place >= floor and (is_adverb(words[place]) or says_when(words, place)):
        place -= 1
    return place


def is_adverb(word: Word) -> bool:
    """Tell whether a word can stand between a subject and its verb: an auxiliary or an adverb."""
    return word.lower in AUXILIARIES | _ADVERBS or (word.text.islower() and word.lower.endswith("ly"))


def _of_infinitive(words: Sequence[Word], last: int, floor: int) -> Subject:
    """Return the subject of "to declare": who is prompted, or who "has moved"."""
    farthest = max(floor, last - _FARTHEST)
    while last >= farthest and (is_verb(words[last]) or words[last].lower in {"like", "want", "hope", "wish"}):
        last -= 1
    found = _phrase(words, last, floor) if last >= floor else Subject(None, floor, "")
    return found._replace(edge="to")


def _before_insertion(words: Sequence[Word], comma: int, floor: int) -> Subject:
    """Return the subject before ", who leads it," (left out) or ", a spokesman," (taken in)."""
    opening = next((p for p in range(comma - 1, max(floor, comma - _FARTHEST), -1) if words[p].text == ","), floor)
    between = words[opening + 1] if opening + 1 < comma else None
    if opening <= floor or between is None or not words[opening - 1].is_word:
        return Subject(None, comma, ",")
    if between.lower in _RELATIVE | PREPOSITIONS or between.lower.endswith(("ing", "ed")):
        return _phrase(words, opening - 1, floor)
    named = words[opening - 1].is_capital and between.is_capital and comma - opening <= 4  # noqa: PLR2004
    if between.lower in _APPOSITION or named:
        found = _with_name(words, _phrase(words, opening - 1, floor), floor)
        return found._replace(source=(found.source[0], comma)) if found.source else found
    return Subject(None, comma, ",")


def _with_name(words: Sequence[Word], found: Subject, floor: int) -> Subject:
    """Return a subject with the name before it: "Lin, Chairman of the Centre, a think-tank"."""
    name = found.begin - 2
    if found.source is None or found.edge != "," or name < floor or not is_role(words[found.begin]):
        return found
    wider = _phrase(words, name, floor, widen=False)
    return wider if wider.source and words[name].is_capital else found


def _phrase(words: Sequence[Word], last: int, floor: int, *, widen: bool = True) -> Subject:
    """Return the noun phrase that ends with the word at `last`; with the title before it if `widen`."""
    if last < floor or not words[last].is_word:
        return Subject(None, last + 1, words[last].text if last >= floor else "")
    if words[last].lower in PRONOUNS:
        return Subject((last, last + 1), last, words[last - 1].text if last > floor else "")
    first = last
    while first > floor and last - first < _FARTHEST and not _stops(words, first - 1, floor):
        first -= 1
    begin = first
    source = (_trimmed(words, first, last), last + 1)
    edge = words[begin - 1].text if begin > floor else ""
    if widen and edge == "," and begin - 2 >= floor and _titled(words, begin - 2, source):
        wider = _phrase(words, begin - 2, floor, widen=False)
        if wider.source and wider.source[0] == wider.begin and wider.edge in {"", ","}:
            return Subject((wider.source[0], source[1]), wider.begin, wider.edge)
    return Subject(source, begin, edge)


def _titled(words: Sequence[Word], title: int, name: Range) -> bool:
    """Tell whether a name stands after its title and a comma: "spokesman, Wang Wenbin", "Secretary of State, Roe"."""
    has_role = any(map(is_role, words[max(0, title - 2) : title + 1]))
    return has_role and all(word.is_capital for word in words[name[0] : name[1]])


def _stops(words: Sequence[Word], place: int, floor: int) -> bool:
    """Tell whether the word at a place stands before a noun phrase and is not part of it."""
    word, following = words[place], words[place + 1]
    if not word.is_word or word.lower in _BOUNDARIES or word.lower in AUXILIARIES or word.end == following.start:
        return True
    if word.lower in {"and", "or"}:
        left = words[max(floor, place - _JOINED) : place]
        return not left or not left[-1].is_word or any(map(is_verb, left))
    if following.lower in {"the", "a", "an"} and word.lower not in PREPOSITIONS | _BEFORE_THE:
        return True
    opens = place == floor or not words[place - 1].is_word
    return word.lower in _CAUSES or (word.lower == "with" and opens)


def _trimmed(words: Sequence[Word], first: int, last: int) -> int:
    """Return where the noun phrase begins in words that may begin with "In a statement" or "a move"."""
    for place in range(last, first, -1):
        if _opens_relative(words[place - 1], words[place]):
            return place
    named = words[first].is_capital and words[first].lower.endswith("ed") and words[first + 1].is_capital
    participle = words[first].lower.endswith(("ing", "ed")) and not named
    if words[first].lower not in PREPOSITIONS and not participle:
        return first
    for place in range(last, first, -1):
        capital = words[place].is_capital and not words[place - 1].is_capital
        if words[place].lower in DETERMINERS or (capital and words[place - 1].lower not in DETERMINERS):
            return place
    return first


def _opens_relative(noun: Word, owner: Word) -> bool:
    """Tell whether "who" is left out between two words, as in "a move Taiwan's government called"."""
    possessive = owner.is_capital and owner.lower.endswith(("'s", "’s"))
    return possessive and noun.text.islower() and noun.lower not in PREPOSITIONS | DETERMINERS and not is_role(noun)


def _end_of_phrase(words: Sequence[Word], first: int) -> int:
    """Return where the noun phrase that begins at a place ends."""
    place = first
    while place < len(words) and place - first < _FARTHEST and not _ends(words, place, first):
        place += 1
    return place


def _ends(words: Sequence[Word], place: int, first: int) -> bool:
    word = words[place]
    if not word.is_word or word.lower in _CUTS:
        return True
    following = words[place + 1 : place + 5]
    if word.lower in {"in", "at", "on", "to", "by"}:
        said_there = any(each.lower in _STATEMENT for each in following)
        return said_there or not following or is_time(following[0])
    if word.text.islower() and word.lower.endswith("ed") and following:
        return is_time(following[0]) or following[0].lower in PREPOSITIONS
    if word.lower == "and":
        return not following or not (following[0].is_capital or following[0].lower in DETERMINERS)
    return word.is_capital and place > first + 2 and word.lower in DETERMINERS
