"""Quality: the baselines, leave-one-article-out over the five seed articles, with intervals over articles.

Run: ``python -m benchmarks.quality --profile full``. Smoke: few features and draws, to see that it runs.
"""

import json
from typing import Any

from benchmarks.cases import SEEDS, arguments, seed_examples, write_result
from stance.api.learning import make_classifier
from stance.api.measuring import cross_validated
from stance.recipes import read_recipe

BASELINES = ("linear", "majority")
SMOKE = {"linear": {"folds": 2, "char_ngrams": [2, 3]}}


def main() -> None:
    """Measure and write the result."""
    options = arguments("Leave-one-article-out quality of the baselines.")
    full = options.profile == "full"
    figures = {kind: _measure(kind, {} if full else SMOKE.get(kind, {}), 1000 if full else 20) for kind in BASELINES}
    print(write_result("quality", options, figures, {SEEDS: seed_examples()}))


def _measure(kind: str, changes: dict[str, Any], resamples: int) -> dict[str, Any]:
    params = read_recipe(f"{kind}-v1") | changes
    report = cross_validated(kind, lambda: make_classifier(kind, params), seed_examples(), resamples=resamples)
    measured: dict[str, Any] = json.loads(report.to_json())
    return {"params": params, "stance": measured["stance"], "rhetoric": measured["rhetoric"]}


if __name__ == "__main__":
    main()
