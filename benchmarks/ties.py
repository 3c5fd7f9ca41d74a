"""How a tie should enter the text: fine-tuned MiniLM with each rendering, on a fixed quarter of the corpus.

Scored on the validation split: its sentences as they stand, every pair of parties that they are about or name, and the
pairs of sentences whose ties disagree, which a model blind to the tie cannot tell apart. Needs the train extra and
hydrated stand-off sentences. Run: ``python -m benchmarks.ties --profile full``.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from benchmarks.cases import arguments, quarter, score, with_development, write_result
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
    learned = quarter([row for row in rows if row.split == "train"])
    taught = from_gold(learned, splits=["train"])
    tied = joined(taught, tied_examples(learned, splits=["train"], balanced=True))
    scored = _scored(rows)
    data = {"train": taught, "train, and its ties": tied, **scored}
    figures: dict[str, Any] = {}
    for seed in SEEDS if full else (0,):
        for rendering in RENDERINGS:
            figures.setdefault(rendering, []).append(
                _measured(taught if rendering == "plain" else tied, scored, rendering, seed, epochs=3 if full else 1)
            )
            print(rendering, seed, figures[rendering][-1], flush=True)
            write_result("ties", options, figures, data)


def _scored(rows: list[GoldRow]) -> dict[str, Examples]:
    untied, tied = from_gold(rows, splits=["validation"]), tied_examples(rows, splits=["validation"])
    return with_development({"untied": untied, "all ties": tied, "ties that disagree": _disagreeing(tied)})


def _measured(
    examples: Examples, scored: Mapping[str, Examples], rendering: str, seed: int, epochs: int
) -> dict[str, Any]:
    classifier = TransformerClassifier(rendering=rendering, epochs=epochs, precision="bfloat16", random_state=seed)
    classifier.fit(examples.X, examples.stance, rhetoric=examples.rhetoric)
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
