"""What pays in fine-tuning MiniLM: one change at a time, on a fixed quarter of the corpus.

Scored on the validation split. Goes on where it was cut off. Needs the train extra and hydrated stand-off sentences.
Run: ``python -m benchmarks.ablations --profile full``.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch.nn import functional

from benchmarks.cases import arguments, go_on, quarter, score, with_development, write_result
from stance.api.learning import gold_rows
from stance.classifiers._network import TwoHeads
from stance.classifiers._training import Losses, Objective
from stance.classifiers.transformer import TransformerClassifier
from stance.corpus.examples import from_gold

SEEDS = (0, 1)
BASE: dict[str, Any] = {"rendering": "plain", "epochs": 3, "precision": "bfloat16"}


class RDrop(Objective):
    """Two passes with different dropout, and how far apart they lie (Liang, X. et al. 2021, NeurIPS)."""

    def __call__(self, network: TwoHeads, ids: torch.Tensor, mask: torch.Tensor, rows: Sequence[int]) -> Losses:
        """Yield the mean loss of both passes and half their symmetric divergence."""
        first, second = self.outputs(network, ids, mask), self.outputs(network, ids, mask)
        apart = torch.zeros(())
        for one, other in zip(first, second, strict=True):
            logs = one.log_softmax(dim=1), other.log_softmax(dim=1)
            for p, q in (logs, logs[::-1]):
                apart = apart + functional.kl_div(p, q, reduction="batchmean", log_target=True) / 2
        yield (self.loss(first, rows) + self.loss(second, rows)) / 2 + 0.5 * apart


class _With(TransformerClassifier):
    """A transformer with another objective, and else the settings of the base."""

    objective: type[Objective] = Objective

    def _objective(self, _training: Any) -> type[Objective]:  # noqa: ANN401
        return self.objective


class _WithRDrop(_With):
    objective = RDrop


VARIANTS: dict[str, tuple[type[TransformerClassifier], dict[str, Any]]] = {
    "base": (TransformerClassifier, {}),
    "no rhetoric head": (TransformerClassifier, {"rhetoric_weight": 0.0}),
    "rhetoric weight 1": (TransformerClassifier, {"rhetoric_weight": 1.0}),
    "first token": (TransformerClassifier, {"pooling": "cls"}),
    "layer decay 0.8": (TransformerClassifier, {"layer_decay": 0.8, "learning_rate": 1.5e-4}),
    "R-Drop": (_WithRDrop, {}),
    "FGM": (TransformerClassifier, {"adversarial": 1.0}),
    "rate 2e-4": (TransformerClassifier, {"learning_rate": 2e-4}),
}


def main() -> None:
    """Measure what is not measured yet, and write the result after each training."""
    options = arguments("Ablations of fine-tuning.")
    full = options.profile == "full"
    rows = [row for row in gold_rows(None) if row.text is not None]
    if not full:
        rows = [row for row in rows if row.origin == "composed"][::20]
    learned = from_gold(quarter([row for row in rows if row.split == "train"]), splits=["train"])
    scored = with_development({"validation": from_gold(rows, splits=["validation"])})
    start = {"corpus": learned.fingerprint(), "sentences": len(learned), "cells": {}}
    figures = go_on("ablations", options, start)
    for seed in SEEDS if full else SEEDS[:1]:
        for name, (kind, changes) in VARIANTS.items():
            cell = f"{name}, seed {seed}"
            if cell in figures["cells"]:
                continue
            classifier = kind(**{**BASE, **changes, "random_state": seed, **({} if full else {"epochs": 1})})
            classifier.fit(learned.X, learned.stance, rhetoric=learned.rhetoric)
            figures["cells"][cell] = {each: score(classifier, examples) for each, examples in scored.items()}
            print(cell, figures["cells"][cell], flush=True)
            write_result("ablations", options, figures, {"train": learned, **scored})


if __name__ == "__main__":
    main()
