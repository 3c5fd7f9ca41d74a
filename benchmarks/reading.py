"""Reading: parties, holders and ties against the gold, beside two baselines, with intervals over documents.

Run: ``python -m benchmarks.reading --profile full --files FOLDER --data FILE.jsonl``. ``--files`` holds the files
of the stand-off sources as published; ``--data`` is a set of one's own with ``text, title, prev, date,
doc, stance, statements``. Both may be left out. Sentences of the train split are not scored.
"""

import argparse
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.cases import ROOT, SEEDS, add_options, write_result
from stance.api.answering import classify
from stance.api.learning import gold_rows
from stance.api.models import load_model
from stance.api.reading import read
from stance.corpus.contexts import InContext, in_context
from stance.corpus.examples import Examples, from_gold
from stance.corpus.gold import GoldRow
from stance.corpus.judgements import parse_held
from stance.corpus.rows import read_rows
from stance.evaluation.bootstrap import group_interval
from stance.evaluation.reading import (
    Answers,
    first_two_parties,
    holder_accuracy,
    main_pairs,
    nearest_party,
    set_f1,
    tie_accuracy,
    tie_overlap,
    triples,
)
from stance.labels import Rhetoric, Stance
from stance.records import Article, HeldStance
from stance.runtime.model import Model
from stance.text.parties import OTHER, find_parties
from stance.text.ties import held_ties, scene_of

Rows = NDArray[np.intp]
Measure = Callable[[Rows], float]
BEFORE = 8
"""Sentences before that `read` is given with a sentence: references seldom reach farther, and it takes time."""


def main() -> None:
    """Measure and write the result."""
    parser = argparse.ArgumentParser(description="Holders and ties.")
    add_options(parser)
    parser.add_argument("--files", type=Path, default=None, help="folder of the public files of the sources")
    parser.add_argument("--data", type=Path, default=None, help="judged sentences of one's own")
    options = parser.parse_args()
    full = options.profile == "full"
    scored = [row for row in gold_rows(None) if row.split != "train"]
    gold = in_context(scored, ROOT, options.files)
    sets = {
        SEEDS: [each for each in gold if each.row.origin == "seed"],
        "composed, validation": [
            each for each in gold if each.row.origin == "composed" and each.row.split == "validation"
        ],
        "stand-off, validation": [
            each for each in gold if each.row.origin == "standoff" and each.row.split == "validation"
        ],
        options.data.stem if options.data else "data": _read(options.data) if options.data else [],
    }
    sets = {name: rows[:: 1 if full else 8] for name, rows in sets.items() if rows}
    figures = {name: _measure(rows, 1000 if full else 20) for name, rows in sets.items()}
    places = {row.id: place for place, row in enumerate(scored)}
    print(write_result("reading", options, figures, {name: _examples(rows, places) for name, rows in sets.items()}))


def _read(path: Path) -> list[InContext]:
    """Return the rows of a file of one's own as gold in its context."""
    found = []
    for line, row in read_rows(path):
        held = tuple(parse_held(each) for each in row["statements"])
        stance, group = Stance(row["stance"]), row.get("doc") or f"row {line}"
        gold = GoldRow(f"{group}/{line}-{line}", "data", row["text"], stance, Rhetoric.REPORT, False, held, "", "data")  # noqa: FBT003
        found.append(InContext(gold, row.get("title"), row.get("date"), (row["prev"],) if row.get("prev") else ()))
    return found


def _examples(rows: Sequence[InContext], places: Mapping[str, int]) -> Examples:
    """Return the sentences of a set, in the order of the gold where they are of it."""
    found = sorted((each.row for each in rows), key=lambda row: places.get(row.id, 0))
    return from_gold(found, splits=sorted({row.split for row in found}))


def _measure(rows: Sequence[InContext], resamples: int) -> dict[str, Any]:
    """Return the figures of the reader and of the baselines on one set."""
    with_stance = [each for each in rows if each.row.statements]
    readers: dict[str, Callable[[InContext], Any]] = {
        "stance": _answer,
        "nearest party": lambda each: nearest_party(each.row.text or ""),
        "first two parties": lambda each: first_two_parties(each.row.text or ""),
    }
    groups = [each.row.group for each in with_stance]
    figures: dict[str, Any] = {"sentences": len(rows), "with a stance": len(with_stance)}
    figures["party mention F1"] = {
        name: _figure(_mentions(with_stance, codes), groups, resamples)
        for name, codes in {"stance": _codes, "named in the sentence": _named}.items()
    }
    for name, reader in readers.items():
        answers = [reader(each) for each in with_stance]
        measures = _measures(with_stance, answers)
        figures[name] = {key: _figure(measure, groups, resamples) for key, measure in measures.items()}
        found = _read_whole(rows) if name == "stance" else _joined(rows, [reader(each) for each in rows])
        truth = [set(each.row.statements) for each in rows]
        figures[name]["triple F1 end to end"] = _figure(
            partial(_f1, truth, found), [each.row.group for each in rows], resamples
        )
    return figures


def _answer(each: InContext) -> Any:  # noqa: ANN401
    return held_ties(each.row.text or "", title=each.title, previous=each.previous, published=each.published)


def _codes(each: InContext) -> set[str]:
    scene = scene_of(each.row.text or "", title=each.title, previous=each.previous, published=each.published)
    return set(scene.codes) - {OTHER}


def _named(each: InContext) -> set[str]:
    return {mention.code for mention in find_parties(each.row.text or "")}


def _mentions(rows: Sequence[InContext], codes: Callable[[InContext], set[str]]) -> Measure:
    truth = [
        {code for held in each.row.statements for code in (*held.tie, held.holder) if code not in {None, OTHER}}
        for each in rows
    ]
    found = [codes(each) for each in rows]
    return lambda drawn: set_f1([truth[i] for i in drawn], [found[i] for i in drawn])


def _measures(rows: Sequence[InContext], answers: Answers) -> dict[str, Measure]:
    """Return the measures over sentences that have a stance, which is taken from the gold."""
    main = [main_pairs(each.row.statements, each.row.stance) for each in rows]
    truth = [set(each.row.statements) for each in rows]
    pairs = [{(held.holder, held.tie) for held in each} for each in truth]
    found = [{(pair.holder, pair.tie) for pair in answer} for answer in answers]
    with_gold = [triples(answer, each.row.stance) for each, answer in zip(rows, answers, strict=True)]
    return {
        "holder accuracy": lambda drawn: holder_accuracy([main[i] for i in drawn], [answers[i] for i in drawn]),
        "tie exact": lambda drawn: tie_accuracy([main[i] for i in drawn], [answers[i] for i in drawn]),
        "tie partial": lambda drawn: tie_overlap([main[i] for i in drawn], [answers[i] for i in drawn]),
        "pair F1": lambda drawn: set_f1([pairs[i] for i in drawn], [found[i] for i in drawn]),
        "triple F1, stance given": lambda drawn: set_f1([truth[i] for i in drawn], [with_gold[i] for i in drawn]),
    }


def _joined(rows: Sequence[InContext], answers: Answers) -> list[frozenset[HeldStance]]:
    """Return a reader's pairs with the stance that the default model gives to the sentence."""
    stances = [answer.stance for answer in classify([each.row.text or "" for each in rows])]
    return [triples(answer, stance) for answer, stance in zip(answers, stances, strict=True)]


def _read_whole(rows: Sequence[InContext]) -> list[frozenset[HeldStance]]:
    """Return what `read` says of each sentence with the default model, a few sentences before it read too."""
    predictor = load_model()
    return [_read_one(each, predictor) for each in rows]


def _read_one(each: InContext, predictor: Model) -> frozenset[HeldStance]:
    before = "".join(f"{sentence}\n\n" for sentence in each.previous[-BEFORE:])
    article = Article("article", before + (each.row.text or ""), each.title, each.published)
    return frozenset(
        HeldStance(told.holder, told.tie, told.stance)
        for told in read(article, model=predictor, evidence=False)
        if told.sentence.start >= len(before) and told.tie is not None and told.stance is not Stance.NEUTRAL
    )


def _f1(truth: Sequence[Collection[HeldStance]], found: Sequence[Collection[HeldStance]], drawn: Rows) -> float:
    return set_f1([truth[i] for i in drawn], [found[i] for i in drawn])


def _figure(measure: Measure, groups: Sequence[str], resamples: int) -> dict[str, float]:
    interval = group_interval(measure, groups, resamples=resamples)
    value = measure(np.arange(len(groups)))
    return {"value": round(value, 4), "low": round(interval.low, 4), "high": round(interval.high, 4)}


if __name__ == "__main__":
    main()
