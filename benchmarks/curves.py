"""Learning curves: how much more data is worth, composed, real and both, for the linear model and fine-tuned MiniLM.

Five sizes, each half of the next, of the groups of the train split; one seed. Scored on the validation split, on the
seed articles (which train nothing here) and, if ``$STANCE_DEV`` names it, on a development file. Goes on where it was
cut off. Needs the train extra and hydrated stand-off sentences. Run: ``python -m benchmarks.curves --profile full``.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from benchmarks.cases import SEEDS, arguments, go_on, score, with_development, write_result
from stance.api.learning import gold_rows, make_classifier
from stance.corpus.examples import Examples, from_gold
from stance.corpus.gold import GoldRow
from stance.recipes import read_recipe

SIZES = (1, 2, 4, 8, 16)
"""Sixteenths of the groups."""

SOURCES = {"composed": ("composed",), "real": ("standoff",), "both": ("composed", "standoff")}
CLASSIFIERS: dict[str, tuple[str, dict[str, Any]]] = {
    "linear": ("linear", read_recipe("linear") | {"folds": 2}),
    "minilm": ("transformer", {"rendering": "plain", "epochs": 2, "precision": "bfloat16"}),
}
"""Cheaper than the released recipes: fewer calibration folds, which move no label, and half the epochs."""


def main() -> None:
    """Measure what is not measured yet, and write the result after each training."""
    options = arguments("Learning curves.")
    full = options.profile == "full"
    rows = [row for row in gold_rows(None) if row.text is not None]
    if not full:
        rows = [row for row in rows if row.origin != "standoff"][::8]
    corpus = from_gold(rows, splits=["train", "validation"]).fingerprint()
    figures = go_on("curves", options, {"corpus": corpus, "cells": {}})
    scored = with_development({split: from_gold(rows, splits=[split]) for split in ("validation", "seed")})
    named = {SEEDS if name == "seed" else name: examples for name, examples in scored.items()}
    data = {"train": from_gold(rows, splits=["train"]), **named}
    for size in SIZES if full else SIZES[-1:]:
        for source, origins in SOURCES.items():
            learned = [row for row in rows if row.split == "train" and row.origin in origins and _drawn(row, size)]
            for name in CLASSIFIERS if full else ["linear"]:
                cell = f"{name}, {source}, {size}/16"
                if cell not in figures["cells"] and learned:
                    figures["cells"][cell] = _measured(name, from_gold(learned, splits=["train"]), scored)
                    print(cell, figures["cells"][cell], flush=True)
                    write_result("curves", options, figures, data)


def _drawn(row: GoldRow, size: int) -> bool:
    """Tell whether a row's group is in the sample of a size: a larger one holds all of a smaller."""
    return int(hashlib.sha256(f"curve {row.group}".encode()).hexdigest(), 16) % SIZES[-1] < size


def _measured(name: str, examples: Examples, scored: Mapping[str, Examples]) -> dict[str, Any]:
    kind, params = CLASSIFIERS[name]
    classifier = make_classifier(kind, params)
    classifier.fit(examples.X, examples.stance, rhetoric=examples.rhetoric, groups=examples.groups)
    return {"sentences": len(examples)} | {split: score(classifier, each) for split, each in scored.items()}


if __name__ == "__main__":
    main()
