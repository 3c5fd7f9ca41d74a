"""Which states, territories and blocs a text names, and where: a table and a longest-match finder.

The table is ``parties.tsv``, one surface form a row; ``parties_blocked.tsv`` lists phrases that hold a party's name and
name none ("South China Sea"). Does not resolve "the island" or "he", nor tell a capital that acts from one visited.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from stance.errors import BadPartyRow, did_you_mean
from stance.text.usable import read_text

KINDS = ("state", "territory", "bloc", "organisation", "historical")
"""What a party is. The states are the members of the United Nations, and `PSE`, `TWN`, `VAT` and `XKX`."""

ROLES = ("name", "variant", "demonym", "capital", "metonym", "institution")
"""What a surface form is to its party. Each party of ours has one name."""

COLUMNS = ("code", "kind", "role", "surface", "provenance")
"""The header of a table of parties. Fields are separated by tabs."""

_CODE = re.compile(r"[A-Z][A-Z0-9]+", re.ASCII)
_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_NEXT_TOKEN = re.compile(r"[^\S\n]*+(?:\n[^\S\n]*+)?+(\w++|[^\w\s])")
"""A token after white space that may break a line, but not end a paragraph. Possessive, so that no text is slow."""

OTHER = "OTHER"
"""What judgements call parties without a name, and ad-hoc ones. No party in a table has this code."""

_APOSTROPHES = str.maketrans("’‘", "''")
_SHORTEST_SHOUTED = 4

_Meaning = tuple[str, str]
_BLOCKED: _Meaning = ("", "")


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named in a text.

    Attributes
    ----------
    start, end
        Code points from the beginning of the text; `end` is exclusive.
    code
        The party's code.
    role
        What the words are to the party: one of `ROLES`.
    """

    start: int
    end: int
    code: str
    role: str


class _Row(NamedTuple):
    code: str
    kind: str
    role: str
    surface: str
    provenance: str


@dataclass(slots=True)
class _Node:
    """A place in the tree of tokens, with code and role if a surface form ends here."""

    children: dict[str, "_Node"] = field(default_factory=dict)
    meaning: _Meaning | None = None


class PartyTable:
    """Parties and their surface forms, ready to be found. `load_parties` makes it.

    Attributes
    ----------
    codes
        Codes of the parties in the table.
    """

    def __init__(self, meanings: Mapping[str, _Meaning]) -> None:
        self.codes = frozenset(code for code, _ in meanings.values() if code)
        self._root = _Node()
        for surface, meaning in _with_shouted(meanings).items():
            node = self._root
            for token in _TOKEN.findall(surface):
                node = node.children.setdefault(token, _Node())
            node.meaning = meaning

    def find(self, text: str) -> list[Mention]:
        """Return the parties that a text names, as `find_parties` does."""
        mentions = []
        done = 0
        for word in _WORD.finditer(text):
            node = self._root.children.get(word[0])
            if node is None or word.start() < done:
                continue
            done, (code, role) = _longest(node, text, word.end())
            if code:
                mentions.append(Mention(word.start(), done, code, role))
        return mentions


_in_use: ContextVar[PartyTable | None] = ContextVar("parties", default=None)


@contextmanager
def using_parties(parties: str | Path | PartyTable | None) -> Iterator[None]:
    """Let a table stand for ours inside a ``with`` block, in this thread or task alone.

    It reaches whatever asks which parties a text names: holders and ties, whom a title speaks for, what a model sees
    in place of a party, and the names in a tie that is asked about. Who leads a party is not asked of it.

    Parameters
    ----------
    parties
        What `load_parties` returned, or a file for it. None leaves the table that is in use.

    Raises
    ------
    TypeError
        If it is none of these.
    InputError
        If the file cannot be read, or has a bad row.
    """
    if isinstance(parties, str | Path):
        parties = load_parties(Path(parties))
    if parties is not None and not isinstance(parties, PartyTable):
        raise TypeError(f"got {parties!r:.80} of type {type(parties).__name__}, expected a path or a table of parties")
    token = _in_use.set(parties or _in_use.get())
    try:
        yield
    finally:
        _in_use.reset(token)


def find_parties(text: str) -> list[Mention]:
    """Return the parties that a text names, in order: those of our table, or of the one that `using_parties` is given.

    Parameters
    ----------
    text
        Any text, as it is: white space, line breaks and curly apostrophes inside a name do no harm.

    Returns
    -------
    list of Mention
        They do not overlap. At each place the longest surface form wins, whole words only, case as in the table or all
        capitals ("turkey" and "us" are no parties). A possessive ending is left outside.
    """
    return list(_found(_in_use.get() or _our_table(), text))


# A sentence is asked about more than once: for its actors, to mask them, to part it into pieces.
@lru_cache(maxsize=512)
def _found(table: PartyTable, text: str) -> tuple[Mention, ...]:
    return tuple(table.find(text))


def party_codes() -> frozenset[str]:
    """Return the codes of all parties in the table in use. `OTHER` is not one."""
    return (_in_use.get() or _our_table()).codes


@cache
def party_names() -> Mapping[str, str]:
    """Return the name of each party in our table, by its code."""
    return {row.code: row.surface for row in _our_rows() if row.role == "name"}


def party_kind(code: str) -> str:
    """Return what a party is, one of `KINDS`; a state, if it is not in our table."""
    return _our_kinds().get(code, KINDS[0])


def load_parties(extra: Path | None = None) -> PartyTable:
    """Return our table of parties, with rows of the user's own.

    Parameters
    ----------
    extra
        A file of tab-separated values in UTF-8 whose first line names the columns, which are `COLUMNS`: the party's
        code (two or more capitals and digits, a new one or one of ours), its kind (of `KINDS`; for a code of ours the
        one it has), what the words are to the party (of `ROLES`), the words themselves with their capitals, and a note
        of where they come from. A surface form of ours, or a blocked phrase, takes the new meaning.

    Raises
    ------
    BadPartyRow
        If a row does not hold what it must.
    InputError
        If the file cannot be read.
    """
    if extra is None:
        return _our_table()
    rows = list(_rows(str(extra), read_text(extra), dict(_our_kinds())))
    return PartyTable({**_our_meanings(), **_meanings(rows)})


@cache
def _our_table() -> PartyTable:
    return PartyTable(_our_meanings())


def _our_meanings() -> dict[str, _Meaning]:
    lines = (files("stance.text") / "parties_blocked.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {**_meanings(_our_rows()), **{_straight(line.split("\t")[0]): _BLOCKED for line in lines}}


@cache
def _our_kinds() -> dict[str, str]:
    return {row.code: row.kind for row in _our_rows()}


def _our_rows() -> list[_Row]:
    return list(_rows("parties.tsv", (files("stance.text") / "parties.tsv").read_text(encoding="utf-8"), {}))


def _meanings(rows: list[_Row]) -> dict[str, _Meaning]:
    return {_straight(row.surface): (row.code, row.role) for row in rows}


def _rows(path: str, text: str, kinds: dict[str, str]) -> Iterator[_Row]:
    """Yield the checked rows of a table; `kinds` are those of the codes that are known already, and grows."""
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise BadPartyRow(path, 1, repr(lines[0]), f"the header {' '.join(COLUMNS)}, separated by tabs")
    surfaces: set[str] = set()
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        fields = line.split("\t")
        if len(fields) != len(COLUMNS):
            raise BadPartyRow(path, number, f"{len(fields)} fields", f"{len(COLUMNS)}, separated by tabs")
        row = _Row(*fields)
        fault = _fault(row) or _contradiction(row, kinds, surfaces)
        if fault:
            raise BadPartyRow(path, number, *fault)
        surfaces.add(_straight(row.surface))
        kinds[row.code] = row.kind
        yield row


def _fault(row: _Row) -> tuple[str, str] | None:
    """Return what a row has and what it should have, or None if it is well formed."""
    if not _CODE.fullmatch(row.code):
        return f"code {row.code!r}", "two or more capital letters and digits, a letter first"
    if row.code == OTHER:
        return f"code {row.code!r}", "another code: this one stands for parties without a name"
    if row.kind not in KINDS:
        return f"kind {row.kind!r}", f"a kind; {did_you_mean(row.kind, KINDS)}".rstrip(".")
    if row.role not in ROLES:
        return f"role {row.role!r}", f"a role; {did_you_mean(row.role, ROLES)}".rstrip(".")
    if " ".join(row.surface.split()) != row.surface or not _WORD.match(row.surface):
        return f"surface {row.surface!r}", "words with single spaces between, a letter or digit first"
    return None if row.provenance.strip() else ("no provenance", "where the row comes from")


def _contradiction(row: _Row, kinds: Mapping[str, str], surfaces: set[str]) -> tuple[str, str] | None:
    """Return how a row contradicts the rows before it, or None."""
    if _straight(row.surface) in surfaces:
        return f"surface {row.surface!r} again", "each surface once"
    kind = kinds.get(row.code, row.kind)
    return None if kind == row.kind else (f"kind {row.kind!r} for {row.code}", f"{kind!r}, as in its other rows")


def _straight(surface: str) -> str:
    return surface.translate(_APOSTROPHES)


def _with_shouted(meanings: Mapping[str, _Meaning]) -> dict[str, _Meaning]:
    """Return the meanings with those of surfaces in capitals, as datelines and headlines have them.

    A form that has a meaning of its own keeps it; short ones are left out, since in capitals they are acronyms.
    """
    shouted = {key.upper(): meaning for key, meaning in meanings.items() if len(key) >= _SHORTEST_SHOUTED}
    return {**shouted, **meanings}


def _longest(node: _Node, text: str, end: int) -> tuple[int, _Meaning]:
    """Return end and meaning of the longest surface whose first word is at `node` and ends at `end`."""
    found = (0, _BLOCKED) if node.meaning is None else (end, node.meaning)
    while node.children:
        token = _NEXT_TOKEN.match(text, end)
        following = node.children.get(_straight(token[1])) if token else None
        if token is None or following is None:
            break
        node, end = following, token.end()
        if node.meaning is not None:
            found = (end, node.meaning)
    return found
