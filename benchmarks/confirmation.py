"""What paid on a quarter of the corpus, at full size: the recipe of ``minilm-v1`` with one change at a time.

Learns from the whole train split and its ties, as the recipe does, and is scored on the validation split. The recipe
itself is scored as the released model, exported. Goes on where it was cut off: half an hour of two cores a change.
Needs the train extra and hydrated stand-off sentences. Run: ``python -m benchmarks.confirmation --profile full``.
"""

from typing import Any

from benchmarks.cases import arguments, go_on, score, with_development, write_result
from stance.api.learning import gold_rows, load_examples
from stance.api.models import load_model
from stance.classifiers.transformer import TransformerClassifier
from stance.corpus.examples import from_gold
from stance.protocols import Predictor
from stance.recipes import read_recipe

MODEL = "minilm-v1"
VARIANTS: dict[str, dict[str, Any]] = {
    "no layer decay, rate 1e-4": {"layer_decay": 1.0, "learning_rate": 1e-4},
    "rhetoric weight 0.5": {"rhetoric_weight": 0.5},
    "FGM": {"adversarial": 1.0},
}


def main() -> None:
    """Measure what is not measured yet, and write the result after each row."""
    options = arguments("Winners of the ablations at full size.")
    full = options.profile == "full"
    rows = gold_rows(None)
    few = [row for row in rows if row.origin == "composed"][::20]
    learned = load_examples(splits=["train"], ties=True) if full else from_gold(few, splits=["train"])
    scored = with_development({"validation": from_gold(rows if full else few, splits=["validation"])})
    start = {"corpus": learned.fingerprint(), "examples": len(learned), "cells": {}}
    figures = go_on("confirmation", options, start)

    def keep(name: str, predictor: Predictor) -> None:
        figures["cells"][name] = {each: score(predictor, examples) for each, examples in scored.items()}
        write_result("confirmation", options, figures, {"train": learned, **scored})
        print(name, figures["cells"][name], flush=True)

    if MODEL not in figures["cells"]:
        keep(MODEL, load_model(MODEL))
    for name, changes in VARIANTS.items():
        if name not in figures["cells"]:
            classifier = TransformerClassifier(**{**read_recipe(MODEL), **changes, **({} if full else {"epochs": 1})})
            keep(name, classifier.fit(learned.X, learned.stance, rhetoric=learned.rhetoric))


if __name__ == "__main__":
    main()
