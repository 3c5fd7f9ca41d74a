"""What paid on a quarter of the corpus, at full size: the recipe of ``minilm-v1`` with one change at a time.

Learns from the whole train split and its ties, as the recipe does, and is scored on the validation split. The recipe
itself is scored as the released model. Goes on where it was cut off: half an hour of two cores a change. Needs the
train extra and hydrated stand-off sentences. Run: ``python -m benchmarks.confirmation --profile full``.
"""

import json
from typing import Any

from benchmarks.cases import RESULTS, arguments, development, score, write_result
from stance.api.learning import gold_rows, load_examples
from stance.api.models import load_model
from stance.classifiers.transformer import TransformerClassifier
from stance.corpus.examples import from_gold
from stance.protocols import Predictor
from stance.recipes import read_recipe

MODEL = "minilm-v1"
VARIANTS: dict[str, dict[str, Any]] = {
    "no layer decay, rate 1e-4": {"layer_decay": 1.0, "learning_rate": 1e-4},
    "FGM": {"adversarial": 1.0},
    "rhetoric weight 0.5": {"rhetoric_weight": 0.5},
}


def main() -> None:
    """Measure what is not measured yet, and write the result after each training."""
    options = arguments("Winners of the ablations at full size.")
    full = options.profile == "full"
    rows = gold_rows(None)
    few = [row for row in rows if row.origin == "composed"][::20]
    learned = load_examples(splits=["train"], ties=True) if full else from_gold(few, splits=["train"])
    validation = from_gold(rows if full else few, splits=["validation"])
    path = options.out or RESULTS / "confirmation.json"
    begun = json.loads(path.read_text("utf-8"))["figures"] if full and path.is_file() else {}
    figures: dict[str, Any] = {"corpus": learned.fingerprint(), "examples": len(learned), "cells": {}}
    if begun.get("corpus") == figures["corpus"]:
        figures = begun

    def measured(predictor: Predictor) -> dict[str, Any]:
        scored = {"validation": score(predictor, validation)}
        return scored if (dev := development()) is None else scored | {"development": score(predictor, dev)}

    figures["cells"].setdefault(MODEL, measured(load_model(MODEL)))
    for name, changes in VARIANTS.items():
        if name not in figures["cells"]:
            classifier = TransformerClassifier(**{**read_recipe(MODEL), **changes, **({} if full else {"epochs": 1})})
            classifier.fit(learned.X, learned.stance, rhetoric=learned.rhetoric)
            figures["cells"][name] = measured(classifier)
            write_result("confirmation", options, figures)
            print(name, figures["cells"][name], flush=True)


if __name__ == "__main__":
    main()
