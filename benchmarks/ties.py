"""How a tie should enter the text: fine-tuned MiniLM with each rendering, on a fixed quarter of the corpus.

Scored on the validation split: its sentences as they stand, every pair of parties that they are about or name, and the
pairs of sentences whose ties disagree, which a model blind to the tie cannot tell apart. Needs the train extra and
hydrated stand-off sentences. Run: ``python -m benchmarks.ties --profile full``.
"""

from collections import defaultdict
from dataclasses import replace
from typing import Any

from benchmarks.cases import arguments, development, quarter, score, write_result
from stance.api.learning import gold_rows
from stance.classifiers.transformer import TransformerClassifier
from stance.corpus.examples import Examples, from_gold, joined
from stance.corpus.gold import GoldRow
from stance.corpus.tied import tied_examples
from stance.text.render import RENDERINGS

SEEDS = (0, 1)


def main() -> None:
    """Measure and write the result after each training."""
    options = arguments("How a tie should enter the text.")
    full = options.profile == "full"
    rows = [row for row in gold_rows(None) if row.text is not None]
    if not full:
        rows = [row for row in rows if row.origin == "composed"][::20]
    figures: dict[str, Any] = {}
    for seed in SEEDS if full else (0,):
        for rendering in RENDERINGS:
            figures.setdefault(rendering, []).append(_measured(rows, rendering, seed, epochs=3 if full else 1))
            print(rendering, seed, figures[rendering][-1], flush=True)
            write_result("ties", options, figures)


def _measured(rows: list[GoldRow], rendering: str, seed: int, epochs: int) -> dict[str, Any]:
    learned = quarter([row for row in rows if row.split == "train"])
    examples = from_gold(learned, splits=["train"])
    if rendering != "plain":
        examples = joined(examples, tied_examples(learned, splits=["train"], balanced=True))
    classifier = TransformerClassifier(rendering=rendering, epochs=epochs, precision="bfloat16", random_state=seed)
    classifier.fit(examples.X, examples.stance, rhetoric=examples.rhetoric)
    untied, tied = from_gold(rows, splits=["validation"]), tied_examples(rows, splits=["validation"])
    scored = {"untied": untied, "all ties": tied, "ties that disagree": _disagreeing(tied)}
    if (dev := development()) is not None:
        scored["development"] = dev
    return {"seed": seed, "trained on": len(examples)} | {
        name: score(classifier, _blind(each) if rendering == "plain" else each) for name, each in scored.items()
    }


def _blind(examples: Examples) -> Examples:
    """Return the examples without their ties, as a model that takes none sees them."""
    return replace(examples, X=[item[0] if isinstance(item, tuple) else item for item in examples.X])


def _disagreeing(tied: Examples) -> Examples:
    """Return the examples of sentences whose ties have different answers."""
    answers = defaultdict(set)
    for item, stance in zip(tied.X, tied.stance, strict=True):
        answers[item[0]].add(stance)
    kept = [place for place, item in enumerate(tied.X) if len(answers[item[0]]) > 1]
    return Examples(
        [tied.X[place] for place in kept],
        [tied.stance[place] for place in kept],
        [tied.rhetoric[place] for place in kept],
        [tied.groups[place] for place in kept],
    )


if __name__ == "__main__":
    main()
