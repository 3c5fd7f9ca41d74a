"""The figures of the data sheet: blocks of ``annotations/README.md`` built from gold, agreement and coverage."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from stance.corpus.gold import GoldRow
from stance.errors import CorpusError
from stance.labels import Stance

ORIGINS = {
    "seed": "every sentence of the five articles in `seeds/`, headlines, captions and notices included",
    "composed": "written for this project: countries are real, **events are invented**",
    "standoff": "real sentences of open sources, by pointer and hash: **no text here**",
}
_SPLITS = ("seed", "train", "validation", "test")
_PASSES = {
    "seed-1 | seed-2": "seed passes 1 and 2",
    "seed-1 | seed-3": "seed passes 1 and 3",
    "seed-2 | seed-3": "seed passes 2 and 3",
    "composed-author | composed-blind": "composed: author and blind pass",
    "standoff-1 | standoff-2": "stand-off: first and second pass",
}


def with_blocks(page: str, blocks: Mapping[str, str]) -> str:
    """Return a page with what stands between the marks of each block replaced.

    Raises
    ------
    CorpusError
        If the page lacks the marks of a block.
    """
    for name, content in blocks.items():
        begin, end = f"<!-- {name}: built -->", f"<!-- {name}: end -->"
        before, found, rest = page.partition(begin)
        _, closed, after = rest.partition(end)
        if not found or not closed:
            raise CorpusError(f"got a data sheet without the marks {begin} and {end}; expected both. Put them back.")
        page = f"{before}{begin}\n{content}\n{end}{after}"
    return page


def blocks(gold: Sequence[GoldRow], agreement: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, str]:
    """Return the content of every block by name.

    Parameters
    ----------
    gold
        Settled rows.
    agreement
        As `stance.corpus.agreement.agreement` returns it.
    told
        Coverage and agreement of the composed statements; empty where there are none.
    """
    return {
        "composition": _composition(gold),
        "sources": _sources(gold),
        "composed": _composed(told["coverage"]) if told else "None.",
        "settled": _settled(gold),
        "agreement": _agreement(agreement),
        "registers and rules": _by_register_and_rule(told) if told else "None.",
    }


def _composition(gold: Sequence[GoldRow]) -> str:
    stances, splits = Counter((r.origin, r.stance) for r in gold), Counter((r.origin, r.split) for r in gold)
    origins = Counter(row.origin for row in gold)
    rows = [
        [origin, origins[origin], *(stances[origin, stance] for stance in Stance), what]
        for origin, what in ORIGINS.items()
    ]
    everything = Counter(row.stance for row in gold)
    rows.append(["**all**", len(gold), *(everything[stance] for stance in Stance), ""])
    by_split = [[origin, *(splits[origin, split] for split in _SPLITS)] for origin in ORIGINS]
    return "\n".join(
        [
            *_table(["origin", "sentences", *map(str, Stance), "what"], rows),
            "",
            "Splits, by article, scenario and document, never by sentence; an entry never moves:",
            "",
            *_table(["origin", *_SPLITS], by_split),
        ]
    )


def _sources(gold: Sequence[GoldRow]) -> str:
    counts = Counter(row.id.partition("/")[0] for row in gold if row.origin == "standoff")
    return ", ".join(f"{count:,} sentences from {name}" for name, count in counts.most_common()) + "."


def _composed(counts: Mapping[str, Any]) -> str:
    words = counts["words"]
    told = (
        f"{counts['statements']:,} statements in {counts['scenarios']} scenarios",
        f"{counts['minimal_pairs']} minimal pairs",
        f"{counts['mixed']} mixed statements",
        f"{counts['parties']} parties and {counts['pairs_of_parties']} pairs of parties in their ties",
        f"{words['p5']:.0f} to {words['p95']:.0f} words (5th and 95th percentile), {words['mean']} in the mean",
        f"{counts['with_a_mark']} with negation, future, condition, counterfactual, irony or reported denial",
    )
    rhetoric = _table(["rhetoric", *counts["rhetoric"]], [["statements", *counts["rhetoric"].values()]])
    return "\n".join([*(f"- {each}" for each in told), "", *rhetoric])


def _settled(gold: Sequence[GoldRow]) -> str:
    counts = Counter(str(row.settled_by) for row in gold)
    return "Settled so: " + ", ".join(f"{count:,} by {how}" for how, count in counts.most_common()) + "."


def _agreement(agreement: Mapping[str, Any]) -> str:
    rows = [
        [label, _PASSES.get(name, name), row["n"], f"{row['alpha']:.3f}", "{:.3f} to {:.3f}".format(*row["interval"])]
        for label in ("stance", "rhetoric")
        for name, row in {"all passes": agreement[label]["overall"], **agreement[label]["pairs"]}.items()
        if row["n"]
    ]
    return "\n".join(_table(["label", "passes", "n", "alpha", "95 % interval"], rows))


def _by_register_and_rule(told: Mapping[str, Any]) -> str:
    cited = told["coverage"]["rule"]
    registers = [[name, row["n"], f"{row['agreeing']:.3f}"] for name, row in told["agreement_by_register"].items()]
    by_rule = sorted(told["agreement_by_rule"].items(), key=lambda each: int(each[0]))
    rules = [[rule, row["n"], cited.get(rule, 0), f"{row['agreeing']:.3f}"] for rule, row in by_rule]
    return "\n".join(
        [
            *_table(["register", "n", "agreeing"], registers),
            "",
            *_table(["rule", "n", "cited by both", "agreeing"], rules),
        ]
    )


def _table(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[str]:
    """Return the lines of a Markdown table; whole numbers with thousands separated."""
    shown = [[f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in rows]
    return [f"| {' | '.join(cells)} |" for cells in [header, ["---"] * len(header), *shown]]
