"""What the composed statements cover: counts to hold against the quotas, and their words beside those of real text."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from statistics import mean, quantiles
from typing import Any

from stance.corpus.composed import Composed
from stance.corpus.gold import GoldRow
from stance.records import Judgement
from stance.text.ngrams import word_ngrams


def coverage(
    composed: Mapping[str, Composed],
    gold: Iterable[GoldRow],
    author: Mapping[str, Judgement],
    blind: Mapping[str, Judgement],
) -> dict[str, Any]:
    """Return counts of the composed statements.

    Parameters
    ----------
    composed
        Statements by id.
    gold
        Settled rows of the corpus.
    author, blind
        Judgements of the two passes by id.

    Returns
    -------
    dict
        Statements, scenarios, minimal pairs whose labels differ, mixed ones; counts by stance, rhetoric, register,
        mark; by rule, where both passes cite it; parties and pairs of parties in the ties; lengths in words.
    """
    rows = [row for row in gold if row.id in composed]
    stance = {row.id: row.stance for row in rows}
    ties = Counter(frozenset(held.tie) for row in rows for held in row.statements)
    return {
        "statements": len(rows),
        "scenarios": len({composed[row.id].scenario for row in rows}),
        "minimal_pairs": sum(stance[one] != stance[other] for one, other in minimal_pairs(composed.values())),
        "mixed": sum(row.mixed for row in rows),
        "parties": len({code for tie in ties for code in tie}),
        "pairs_of_parties": len({pair for tie in ties for pair in combinations(sorted(tie), 2)}),
        "stance": _counts(str(row.stance) for row in rows),
        "rhetoric": _counts(str(row.rhetoric) for row in rows),
        "register": _counts(composed[row.id].register for row in rows),
        "mark": _counts(mark for row in rows for mark in composed[row.id].marks),
        "with_a_mark": sum(bool(composed[row.id].marks) for row in rows),
        "rule": _counts(str(rule) for rule in _rules(author, blind)),
        "words": lengths([row.text or "" for row in rows]),
    }


def minimal_pairs(composed: Iterable[Composed]) -> list[tuple[str, str]]:
    """Return the ids of the two statements of each minimal pair."""
    members: dict[str, list[str]] = {}
    for row in composed:
        if row.pair is not None:
            members.setdefault(row.pair, []).append(row.id)
    return [(ids[0], ids[1]) for ids in members.values() if len(ids) == 2]  # noqa: PLR2004


def lengths(texts: Sequence[str]) -> dict[str, float]:
    """Return the mean and the 5th, 50th and 95th percentile of the texts' lengths in words, and their vocabulary."""
    counts = [len(text.split()) for text in texts]
    if len(counts) < 2:  # noqa: PLR2004
        return {}
    cuts = quantiles(counts, n=20)
    vocabulary = {word for text in texts for word in word_ngrams(text, 1, 1)}
    return {
        "mean": round(mean(counts), 1),
        "p5": cuts[0],
        "p50": cuts[9],
        "p95": cuts[18],
        "vocabulary": len(vocabulary),
    }


def _rules(author: Mapping[str, Judgement], blind: Mapping[str, Judgement]) -> list[int]:
    """Return the rule of each statement for which both passes cite the same one."""
    both = (author[key].rule for key in author.keys() & blind.keys() if author[key].rule == blind[key].rule)
    return [rule for rule in both if rule is not None]


def _counts(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))
