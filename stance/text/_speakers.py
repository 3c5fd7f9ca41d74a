"""The noun phrase that speaks, before a cue or after it, found without a parser.

A phrase is walked to from the cue, over what a sentence may put between, until a word that cannot belong to it.
Spans are of words of a unit, the last one exclusive. Does not resolve who "he" is.
"""

from collections.abc import Sequence
from typing import NamedTuple

from stance.text._cues import BE, Cue
from stance.text._words import DETERMINERS, PREPOSITIONS, Word

Range = tuple[int, int]

AUXILIARIES = BE | frozenset(
    "has have had having will would can could may might must should shall do does did won't wouldn't can't cannot "
    "couldn't isn't aren't wasn't weren't won’t wouldn’t can’t couldn’t isn’t aren’t wasn’t weren’t".split()
)
IRREGULAR = frozenset(
    "took gave made met held went came sent left kept said told wrote saw got became began fell rose won lost led put set "
    "cut hit let ran stood spoke sought built bought sold brought broke chose drew drove felt found fought grew knew "
    "paid shot showed shut signed struck thought withdrew wants needs".split()
)
"""Pasts that do not end in -ed and that news is full of, which tell that a clause has its verb."""

PRONOUNS = frozenset("he she it they who i we you both".split())
_FIRST_PERSON = frozenset("i we you my our".split())
_TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight earlier later late early "
    "last next this week month year morning afternoon evening night".split()
)
_ADVERBS = frozenset("also then later again once further often always still just now even though soon first".split())
_RELATIVE = frozenset("who whose whom which where when".split())
_APPOSITION = frozenset("a an the including one his her its their head chief".split())
_BOUNDARIES = frozenset(
    "that because after before while when if although though since but whether where than so which what as how why until "
    "unless amid whose".split()
)
_ROLES = frozenset(
    "president premier chancellor secretary ambassador envoy official officials official's spokesman spokeswoman "
    "spokesperson chief head chairman chairwoman general admiral judge king queen prince commissioner delegate diplomat "
    "diplomats analyst analysts expert experts candidate representative captain colonel mayor state foreman".split()
)
_ROLE_ENDINGS = ("man", "woman", "person", "er", "or", "ers", "ors", "ist", "ists", "ian")
_STATEMENT = frozenset(
    "statement statements remarks reference response comments comment reply interview message letter tweet post note "
    "speech ceremony conference briefing reporters journalists lawmakers parliament".split()
)
_CUTS = _RELATIVE | _BOUNDARIES | AUXILIARIES | _TIME | frozenset(
    "during following adding citing quoting referring speaking about over against via upon under through".split()
)
_FARTHEST = 25


class Subject(NamedTuple):
    """What stands before a cue: the words of the source if there are any, and where they and what belongs to them begin.

    `edge` is the word before them: ``","``, ``"“”"`` (a quotation), ``"and"``, ``"to"``, another word, or ``""``.
    """

    source: Range | None
    begin: int
    edge: str


def is_role(word: Word) -> bool:
    """Tell whether a word names what somebody is: a spokesman, a minister, officials."""
    return word.lower in _ROLES or (len(word.text) > 4 and word.lower.endswith(_ROLE_ENDINGS))  # noqa: PLR2004


def is_verb(word: Word) -> bool:
    """Tell whether a word can be the verb of a clause, by its form."""
    if word.lower in AUXILIARIES or word.lower in IRREGULAR:
        return True
    return word.text.islower() and word.lower.endswith("ed") and len(word.text) > 4  # noqa: PLR2004


def is_time(word: Word) -> bool:
    """Tell whether a word says when, as "Thursday" or "earlier"."""
    return word.lower in _TIME


def is_first_person(words: Sequence[Word], source: Range) -> bool:
    """Tell whether a source is the writer or speaker, who reports nobody: "we urge"."""
    return words[source[0]].lower in _FIRST_PERSON


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
    if not word.is_word or word.lower in {"and", "but", "then"} or word.lower in _BOUNDARIES:
        return Subject(None, last + 1, "and" if word.lower in {"and", "but", "then"} else word.text)
    return _phrase(words, last, floor)


def agent(words: Sequence[Word], first: int, *, apposition: bool = True) -> Range | None:
    """Return the source that begins at a place, after "said" or "according to", with ", a spokesman" or not, or None."""
    if first >= len(words) or not words[first].is_word or words[first].lower in PREPOSITIONS | _CUTS:
        return None
    if words[first].lower in PRONOUNS:
        return first, first + 1
    last = _end_of_phrase(words, first)
    if apposition and last + 1 < len(words) and words[last].text == "," and last - first < _FARTHEST:
        following = words[last + 1]
        if following.lower in _APPOSITION or (following.text.islower() and is_role(following)):
            last = _end_of_phrase(words, last + 1)
    return first, last


def clause_subject(words: Sequence[Word], floor: int, before: int, verbs: frozenset[int]) -> Range | None:
    """Return the subject of the clause that begins at `floor`, for a cue that shares it ("…, adding that"), or None."""
    first = next(
        (place for place in range(floor, min(before, floor + _FARTHEST)) if not _opens_clause(words[place])), before
    )
    if first < before and (words[first].lower in PREPOSITIONS or words[first].lower.endswith("ing")):
        commas = (place for place in range(first, min(before, first + _FARTHEST)) if words[place].text == ",")
        first = next(commas, before) + 1
    for place in range(first + 1, min(before, first + _FARTHEST)):
        word = words[place]
        third = word.text.islower() and word.lower.endswith("s") and words[place - 1].text[0].isupper()
        if not word.is_word or place in verbs or is_verb(word) or (third and word.lower not in PREPOSITIONS | _BOUNDARIES):
            return first, place
        if word.lower in _RELATIVE:
            return first, place
    return None


def _opens_clause(word: Word) -> bool:
    return not word.is_word or word.lower in _BOUNDARIES or word.lower in {"and", "but", "however"}


def _skip_adverbs(words: Sequence[Word], place: int, floor: int) -> int:
    """Return the last place before auxiliaries, adverbs and "on Thursday"."""
    while place >= floor:
        word = words[place]
        if word.lower in AUXILIARIES | _ADVERBS | _TIME or (word.text.islower() and word.lower.endswith("ly")):
            place -= 1
        elif word.lower == "on" and place + 1 < len(words) and is_time(words[place + 1]):
            place -= 1
        else:
            break
    return place


def _of_infinitive(words: Sequence[Word], last: int, floor: int) -> Subject:
    """Return the subject of "to declare": who is prompted, or who "has moved"."""
    farthest = max(floor, last - _FARTHEST)
    while last >= farthest and is_verb(words[last]):
        last -= 1
    found = _phrase(words, last, floor) if last >= floor else Subject(None, floor, "")
    return found._replace(edge="to")


def _before_insertion(words: Sequence[Word], comma: int, floor: int) -> Subject:
    """Return the subject before ", who leads it," (left out) or ", a spokesman," (taken in)."""
    opening = next((p for p in range(comma - 1, max(floor, comma - _FARTHEST), -1) if words[p].text == ","), floor)
    between = words[opening + 1] if opening + 1 < comma else None
    if opening <= floor or between is None or not words[opening - 1].is_word:
        return Subject(None, comma, ",")
    if between.lower in _RELATIVE:
        return _phrase(words, opening - 1, floor)
    named = words[opening - 1].text[0].isupper() and between.text[0].isupper() and comma - opening <= 4  # noqa: PLR2004
    if between.lower in _APPOSITION or named:
        found = _phrase(words, opening - 1, floor)
        return found._replace(source=(found.source[0], comma)) if found.source else found
    return Subject(None, comma, ",")


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
        if wider.source and wider.edge in {"", ","}:
            return Subject((wider.source[0], source[1]), wider.begin, wider.edge)
    return Subject(source, begin, edge)


def _titled(words: Sequence[Word], title: int, name: Range) -> bool:
    """Tell whether a name stands after its title and a comma: "spokesman, Wang Wenbin"; the title may end in "of State"."""
    has_role = any(map(is_role, words[max(0, title - 2) : title + 1]))
    return has_role and all(word.text[0].isupper() for word in words[name[0] : name[1]])


def _stops(words: Sequence[Word], place: int, floor: int) -> bool:
    """Tell whether the word at a place stands before a noun phrase and is not part of it."""
    word = words[place]
    if not word.is_word or word.lower in _BOUNDARIES or word.lower in AUXILIARIES:
        return True
    if word.lower in {"and", "or"}:
        left = words[max(floor, place - 6) : place]
        return not left or any(not each.is_word or is_verb(each) for each in left[-2:]) or any(map(is_verb, left))
    return word.lower in {"with", "prompting", "causing", "leading"}


def _trimmed(words: Sequence[Word], first: int, last: int) -> int:
    """Return where the noun phrase begins in words that may begin with "In a statement" or "a move"."""
    for place in range(last, first, -1):
        possessive = words[place].lower.endswith(("'s", "’s")) and words[place].text[0].isupper()
        before = words[place - 1]
        if possessive and before.text.islower() and before.lower not in PREPOSITIONS | DETERMINERS and not is_role(before):
            return place
    if words[first].lower not in PREPOSITIONS and not words[first].lower.endswith(("ing", "ed")):
        return first
    for place in range(last, first, -1):
        capital = words[place].text[0].isupper() and not words[place - 1].text[0].isupper()
        if words[place].lower in DETERMINERS or (capital and words[place - 1].lower not in DETERMINERS):
            return place
    return first


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
    if word.lower == "and":
        return not following or not (following[0].text[0].isupper() or following[0].lower in DETERMINERS)
    return word.text[0].isupper() and place > first + 2 and word.lower in DETERMINERS
