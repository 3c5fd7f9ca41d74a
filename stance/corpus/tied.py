"""Examples that ask about a tie: what gold says toward each pair of parties that a sentence is about, or names."""

import hashlib
from collections.abc import Iterable, Sequence
from itertools import combinations

from stance.corpus.examples import Examples
from stance.corpus.gold import GoldRow
from stance.labels import Stance
from stance.text.parties import find_parties, party_codes

Pair = tuple[str, str]

_MOST_NAMED = 5
"""Parties of a sentence that are paired: a list of twenty states is about no hundred and ninety ties."""


def tied_examples(
    rows: Iterable[GoldRow], *, splits: Sequence[str], hold_out: Sequence[str] = (), balanced: bool = False
) -> Examples:
    """Return an example for each pair of parties that a sentence takes a stance toward, or names without one.

    Parameters
    ----------
    rows
        Gold; rows without a text are passed over.
    splits, hold_out
        As in `stance.corpus.examples.from_gold`.
    balanced
        True for as many pairs whose answer is the sentence's own label as pairs whose answer is not, for training;
        false for all pairs.
    """
    found = []
    for row in rows:
        if row.text is not None and row.split in splits and row.group not in hold_out:
            found += [(row, tie, stance) for tie, stance in tie_stances(row).items()]
    kept = _balanced(found) if balanced else found
    return Examples(
        X=[(row.text or "", tie) for row, tie, _ in kept],
        stance=[str(stance) for *_, stance in kept],
        # What the sentence does toward another tie than its own nobody has judged.
        rhetoric=[str(row.rhetoric) if stance == row.stance else None for row, _, stance in kept],
        groups=[row.group for row, *_ in kept],
        splits=tuple(splits),
    )


def tie_stances(row: GoldRow) -> dict[Pair, Stance]:
    """Return the answer toward each pair of parties that a gold row is about, or that its text names.

    Toward a pair in its statements it is their stance (where two differ, the sentence's own); toward a pair that is
    only named, neutral. Pairs inside a statement's larger tie are left out: they have no answer.
    """
    found: dict[Pair, Stance] = {}
    for statement in row.statements:
        if len(statement.tie) == 2 and set(statement.tie) <= party_codes():  # noqa: PLR2004
            pair = (statement.tie[0], statement.tie[1])
            differs = found.get(pair, statement.stance) != statement.stance
            found[pair] = row.stance if differs else statement.stance
    named = list(dict.fromkeys(mention.code for mention in find_parties(row.text or "")))
    for first, second in combinations(sorted(named[:_MOST_NAMED]), 2):
        if not any({first, second} <= set(statement.tie) for statement in row.statements):
            found[first, second] = Stance.NEUTRAL
    return found


def _balanced(found: list[tuple[GoldRow, Pair, Stance]]) -> list[tuple[GoldRow, Pair, Stance]]:
    """Return all pairs with another answer than the sentence's, and as many with the same, chosen by hash."""
    other = [each for each in found if each[2] != each[0].stance]
    same = [each for each in found if each[2] == each[0].stance]
    same.sort(key=lambda each: hashlib.sha256(f"{each[0].id} {each[1]}".encode()).digest())
    chosen = {(row.id, tie) for row, tie, _ in [*other, *same[: len(other)]]}
    return [each for each in found if (each[0].id, each[1]) in chosen]
