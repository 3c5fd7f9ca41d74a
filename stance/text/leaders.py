"""Who led, spoke for or negotiated for a party since 2000, and the places where a text names them.

The table is ``leaders.tsv``: one term of office a row. A date is a hint: it chooses between namesakes and keeps a
surname from standing for somebody who had not come to office yet. It never rules out a full name.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from stance.text.act_words import cue
from stance.text.parties import Mention, PartyTable, find_parties

COLUMNS = ("code", "name", "short", "use", "office", "from", "to", "provenance")
"""The header of the table. `use` is ``alone`` if the short form needs no introduction, ``named`` if it does."""

ROLE = "leader"
"""The role of a mention of a leader."""

_TITLE = re.compile(
    r"""\b(?:Presidents?|Prime\ Ministers?|Premiers?|Chancellor|Ministers?|Secretary(?:-General)?|Ambassador|Envoy
        |General
        |Secretary\ of\ (?:State|Defense|Commerce)|Speaker|Senator|Sen\.|Gen\.|Dr\.?|Mrs?\.?|Ms\.?|Chairman|Leader
        |leader
        |PM|president|premier|chancellor|minister|secretary|spokes(?:man|woman|person)|Commissioner|Marshal
        |Comrade)\ $""",
    re.VERBOSE,
)
"""An office or form of address right before a surname."""

_OTHER_NAME = re.compile(r"(?:^|(?P<before>\S)\s)(?P<word>[A-Z][\w'’-]+) $")
_SENTENCE_END = '.!?:;"“”(—–-…\n'
_WORDS_BEFORE = 60
_NO_PERSON_AFTER = re.compile(
    r" (?:Towers?|Organi[sz]ation|Jr|University|Foundation|Doctrine|Hotel|School|Library|Center|Road)\b"
)


class Leader(NamedTuple):
    """A term of office: a row of the table. `until` is None if it had not ended when the table was written."""

    code: str
    name: str
    short: str
    use: str
    office: str
    since: int
    until: int | None
    provenance: str

    def sits(self, year: int) -> bool:
        """Tell whether the term had begun by a year and had not ended before it."""
        return self.since <= year and (self.until is None or year <= self.until)


@dataclass(frozen=True, slots=True)
class _Index:
    """The table, ready to be searched: full names, short forms, and the terms behind each."""

    full: PartyTable
    short: PartyTable
    by_short: Mapping[str, tuple[Leader, ...]]


def leaders() -> tuple[Leader, ...]:
    """Return the rows of the table, in its order."""
    return _rows()


def names_in(text: str) -> set[str]:
    """Return the names of the leaders whose full name stands in a text, as the table writes them."""
    return {mention.role for mention in _index().full.find(text)}


def find_leaders(
    text: str, *, named: Collection[str] = (), parties: Collection[str] = (), published: str | None = None
) -> list[Mention]:
    """Return the leaders that a text names, each as a mention of the party that they act for.

    Parameters
    ----------
    text
        Any text.
    named
        Leaders whose full name stood earlier in the article, from `names_in`: a surname is enough for them here.
    parties
        Codes of the parties that the article has named so far: they choose between namesakes.
    published
        ISO 8601 date of the article, or its beginning (``2019``); None where not known.

    Returns
    -------
    list of Mention
        In order, not overlapping, with the role ``leader``. A surname counts if the full name stands in the text or
        stood before it, if an office stands right before it, or if it is unmistakable and its bearer had come to
        office. Of namesakes, those whose party is named count first, then those in office; if two parties are left,
        none counts.
    """
    index, year = _index(), _year(published)
    whole = index.full.find(text)
    known = {*named, *(mention.role for mention in whole)}
    found = [Mention(m.start, m.end, m.code, ROLE) for m in whole]
    near: set[str] | None = None
    taken = iter([*whole, Mention(len(text) + 1, len(text) + 1, "", "")])
    ahead = next(taken)
    for mention in index.short.find(text):
        while ahead.end <= mention.start:
            ahead = next(taken)
        if ahead.start < mention.end:
            continue
        terms = _meant(index.by_short[mention.code], text, mention, known, year)
        if near is None:
            near = {*parties, *(mention.code for mention in [*find_parties(text), *whole])}
        terms = [leader for leader in terms if leader.code in near] or terms
        codes = {leader.code for leader in _sitting(terms, year)}
        if len(codes) == 1:
            found.append(Mention(mention.start, mention.end, codes.pop(), ROLE))
    return sorted(found, key=lambda m: m.start)


def _meant(
    terms: Iterable[Leader], text: str, mention: Mention, known: Collection[str], year: int | None
) -> list[Leader]:
    """Return the terms that a short form may mean at its place."""
    if _NO_PERSON_AFTER.match(text, mention.end):
        return []
    before = text[max(0, mention.start - _WORDS_BEFORE) : mention.start]
    introduced = [leader for leader in terms if leader.name in known]
    if introduced or _TITLE.search(before):
        return introduced or list(terms)
    if _is_part_of_other_name(before):
        return []
    return [leader for leader in terms if leader.use == "alone" and (year is None or leader.since <= year)]


def _sitting(terms: list[Leader], year: int | None) -> list[Leader]:
    return [leader for leader in terms if year is not None and leader.sits(year)] or terms


def _is_part_of_other_name(before: str) -> bool:
    """Tell whether a capitalised word that is no party and no opener of a sentence ("But") stands right before."""
    match = _OTHER_NAME.search(before)
    if match is None or find_parties(match["word"]):
        return False
    opens = match["before"] is None or match["before"] in _SENTENCE_END
    return not (opens and cue(match["word"]))


def _year(published: str | None) -> int | None:
    match = re.match(r"\d{4}", published or "")
    return int(match[0]) if match else None


@cache
def _rows() -> tuple[Leader, ...]:
    lines = (files("stance.text") / "leaders.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = []
    for line in lines:
        code, name, short, use, office, since, until, provenance = line.split("\t")
        rows.append(Leader(code, name, short, use, office, int(since), int(until) if until else None, provenance))
    return tuple(rows)


@cache
def _index() -> _Index:
    full: dict[str, tuple[str, str]] = {}
    by_short: dict[str, list[Leader]] = {}
    for leader in _rows():
        for form in _forms(leader.name):
            full[form] = (leader.code, leader.name)
        if leader.short:
            by_short.setdefault(leader.short, []).append(leader)
    shorts = {short: (short, ROLE) for short in by_short}
    return _Index(PartyTable(full), PartyTable(shorts), {short: tuple(terms) for short, terms in by_short.items()})


def _forms(name: str) -> set[str]:
    """Return the ways to write a name: "Jong-un", "Jong-Un", "Jong Un"; initials as in "Donald J. Trump"."""
    forms = {name, name.replace("-", " ")}
    head, _, tail = name.rpartition(" ")
    if re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+ [A-Z][a-z]+", name) and len(tail) <= len("Suk Yeol"):
        first, middle, last = name.split()
        forms |= {f"{first} {middle}-{last}", f"{first} {middle}-{last.lower()}"}
    if head and " " not in head and "." not in head and "-" not in name:
        forms |= {f"{head} {initial}. {tail}" for initial in "ABCDEFGHIJKLMNOPRSTVW"}
    return forms
