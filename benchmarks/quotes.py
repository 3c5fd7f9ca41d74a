"""Quotes found against the gold of 150: source, cue and content, on the seed articles and on composed statements.

The rules were written with the seed articles at hand. Run: ``python -m benchmarks.quotes --profile full``.
"""

import json
from dataclasses import asdict
from functools import cache
from typing import Any

from benchmarks.cases import ROOT, SEEDS, arguments, seed_examples, write_result
from stance.api.learning import gold_rows
from stance.corpus.composed import Composed, read_composed
from stance.corpus.examples import from_gold
from stance.evaluation.quotes import QuoteScores, score_quotes
from stance.text.quotes import Quote, find_quotes

PARTS = ("source", "cue", "content")


def main() -> None:
    """Measure and write the result."""
    options = arguments("Quotes.")
    scores = {origin: score(origin) for origin in ("seed", "composed")}
    used = {row["id"] for row in gold() if row["origin"] == "composed"}
    rows = [row for row in gold_rows(None) if row.id in used]
    data = {SEEDS: seed_examples(), "composed": from_gold(rows, splits=sorted({row.split for row in rows}))}
    print(write_result("quotes", options, {origin: asdict(each) for origin, each in scores.items()}, data))


def gold() -> list[dict[str, Any]]:
    """Return the rows of ``annotations/quotes.jsonl``."""
    lines = (ROOT / "annotations" / "quotes.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def text_of(row: dict[str, Any]) -> str:
    """Return the text that a row of gold is about: an article, or a composed statement."""
    if row["origin"] == "seed":
        return (ROOT / "seeds" / "text" / f"{row['id']}.txt").read_bytes().decode()
    return _composed()[row["id"]].text


def score(origin: str) -> QuoteScores:
    """Return the measures of the finder on the texts of one origin."""
    found: dict[str, tuple[str, list[Quote]]] = {}
    for row in gold():
        if row["origin"] == origin:
            if row["id"] not in found:
                found[row["id"]] = (text_of(row), [])
            found[row["id"]][1].extend([] if row["kind"] == "none" else [_as_quote(row)])
    return score_quotes([quotes for _, quotes in found.values()], [find_quotes(text) for text, _ in found.values()])


@cache
def _composed() -> dict[str, Composed]:
    return read_composed(ROOT / "annotations" / "composed")


def _as_quote(row: dict[str, Any]) -> Quote:
    spans: dict[str, Any] = {part: None if row[part] is None else tuple(row[part]) for part in PARTS}
    return Quote(row["kind"], **spans)


if __name__ == "__main__":
    main()
