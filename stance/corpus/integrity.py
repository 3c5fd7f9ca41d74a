"""What must not be in the corpus: conflicting labels, leakage between splits, statements that stand twice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from stance.corpus.composed import Composed
from stance.corpus.coverage import minimal_pairs
from stance.corpus.gold import GoldRow
from stance.corpus.overlap import near_duplicates


def problems(rows: Sequence[GoldRow], composed: Mapping[str, Composed]) -> list[str]:
    """Return what is wrong with a corpus, one line each; none if all is well.

    Parameters
    ----------
    rows
        Gold, with the texts that are known.
    composed
        Composed statements by id: minimal pairs may be alike, and must be in one scenario.
    """
    split = {row.id: row.split for row in rows}
    texts = {row.id: row.text for row in rows if row.text is not None and row.origin != "standoff"}
    exempt = {frozenset(pair) for pair in minimal_pairs(composed.values())}
    found = _conflicts(rows)
    for pair in exempt:
        one, other = sorted(pair)
        if composed[one].scenario != composed[other].scenario:
            found.append(f"{one} and {other} are a minimal pair over two scenarios")
    found += _twins(texts, composed, exempt, split)
    return sorted(found)


def _conflicts(rows: Iterable[GoldRow]) -> list[str]:
    """Return texts that stand more than once with different stances."""
    seen: dict[str, list[GoldRow]] = defaultdict(list)
    for row in rows:
        if row.text is not None:
            seen[row.text].append(row)
    return [
        f"{' and '.join(row.id for row in same)} are one text with different stances"
        for same in seen.values()
        if len({row.stance for row in same}) > 1
    ]


def _twins(
    texts: Mapping[str, str],
    composed: Mapping[str, Composed],
    exempt: set[frozenset[str]],
    split: Mapping[str, str],
) -> list[str]:
    """Return composed statements that are nearly another text, plainly or when parties are masked."""
    found = []
    for mask in (False, True):
        for twin in near_duplicates(texts, mask=mask):
            pair = frozenset({twin.one, twin.other})
            written = twin.one in composed or twin.other in composed
            if not written or pair in exempt:
                continue
            how = "with parties masked" if mask else "as they stand"
            leak = "" if split[twin.one] == split[twin.other] else ", in two splits"
            found.append(f"{twin.one} and {twin.other} are {twin.similarity:.0%} alike {how}{leak}")
    return found
