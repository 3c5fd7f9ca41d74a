"""Learns the weights of ``stance/text/tie_weights.json`` from the judged statements of the train split.

Needs hydrated stand-off sentences and the public files of their sources, for titles and the sentences before. Run:
``python -m benchmarks.fit_ties --files FOLDER``.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.cases import ROOT
from stance.api.learning import gold_rows
from stance.corpus.contexts import InContext, in_context
from stance.files import write_text
from stance.text.candidates import candidate_features, candidates
from stance.text.ties import scene_of

WEIGHTS = ROOT / "stance" / "text" / "tie_weights.json"
PENALTY = 20.0
"""Weight of the L2 penalty. Chosen on the validation split."""

RAREST = 40
"""A feature is kept if it holds of so many candidates, and of `RAREST_RIGHT` that are right."""
RAREST_RIGHT = 5
STEPS = 200

Described = list[tuple[list[str], bool]]
"""The features of each candidate of a sentence, and whether it is right."""


def main() -> None:
    """Learn and write the weights."""
    parser = argparse.ArgumentParser(description="Learn the weights of holders and ties.")
    parser.add_argument("--files", type=Path, required=True, help="folder of the public files of the sources")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    rows = [row for row in gold_rows(None) if row.split == "train" and row.statements]
    sentences = [found for context in in_context(rows, ROOT, options.files) if (found := describe(context))]
    weights = learn(sentences)
    learned = {"sentences": len(sentences), "weights": weights}
    write_text(options.out, json.dumps(learned, indent=0, sort_keys=True) + "\n")
    print(f"{len(sentences)} sentences, {len(weights)} weights")


def describe(context: InContext) -> Described:
    """Return the candidates of a sentence; none if the right answer is not among them."""
    right = {(each.holder, each.tie) for each in context.row.statements}
    scene = scene_of(
        context.row.text or "", title=context.title, previous=context.previous, published=context.published
    )
    is_right = [pair in right for pair in candidates(scene)]
    return list(zip(candidate_features(scene), is_right, strict=True)) if any(is_right) else []


def learn(sentences: Sequence[Described]) -> dict[str, float]:
    """Return weights that make right candidates probable among all of their sentence: a conditional logit model.

    The loss is the cross-entropy against a uniform distribution over the right candidates, with an L2 penalty.

    References
    ----------
    McFadden, D. (1974). Conditional logit analysis of qualitative choice behavior.
    """
    names = _frequent(sentences)
    places = {name: place for place, name in enumerate(names)}
    rows = [[places[name] for name in features if name in places] for each in sentences for features, _ in each]
    pointers = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.concatenate([np.asarray(row, dtype=np.int32) for row in rows])
    X = sp.csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(rows), len(names)))
    right = np.array([is_right for each in sentences for _, is_right in each], dtype=np.float64)
    sizes = np.array([len(each) for each in sentences])
    weights = _fit(X, right, sizes)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True) if abs(weight) >= 0.001}  # noqa: PLR2004


def _frequent(sentences: Sequence[Described]) -> list[str]:
    seen: Counter[str] = Counter()
    seen_right: Counter[str] = Counter()
    for each in sentences:
        for features, is_right in each:
            seen.update(set(features))
            if is_right:
                seen_right.update(set(features))
    return sorted(name for name, n in seen.items() if n >= RAREST and seen_right[name] >= RAREST_RIGHT)


def _fit(X: Any, right: NDArray[np.float64], sizes: NDArray[np.int64]) -> NDArray[np.float64]:  # noqa: ANN401
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    sentence = np.repeat(np.arange(len(sizes)), sizes)
    target = right / np.add.reduceat(right, starts)[sentence]
    turned = X.T.tocsr()

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = X @ weights
        scores -= np.maximum.reduceat(scores, starts)[sentence]
        exponents = np.exp(scores)
        totals = np.add.reduceat(exponents, starts)[sentence]
        value = -(target * (scores - np.log(totals))).sum() + PENALTY / 2 * weights @ weights
        return float(value), turned @ (exponents / totals - target) + PENALTY * weights

    found = minimize(loss, np.zeros(X.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return np.asarray(found.x)


if __name__ == "__main__":
    main()
