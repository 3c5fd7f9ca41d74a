"""Realism: can a classifier tell composed statements from real ones? AUC over held-out groups, and the cues.

Needs hydrated stand-off sentences. Run: ``python -m benchmarks.realism --profile full``.
"""

from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from benchmarks.cases import arguments, write_result
from stance import paths
from stance.api.learning import gold_rows
from stance.corpus.examples import Examples, from_gold
from stance.corpus.gold import GoldRow
from stance.errors import CorpusError
from stance.text.parties import find_parties
from stance.text.render import mask_parties

CUES = 25
FOLDS = 5


def main() -> None:
    """Measure and write the result."""
    options = arguments("Whether composed statements can be told from real ones.")
    rows = [row for row in gold_rows(None) if row.text is not None and row.origin != "seed"]
    if not any(row.origin == "standoff" for row in rows):
        raise CorpusError(
            f"got no real sentence in {paths.cache_folder()}; expected some. Run: python -m stance corpus hydrate"
        )
    if options.profile == "smoke":
        rows = rows[:: max(1, len(rows) // 400)]
    about_ties = [row for row in rows if len({m.code for m in find_parties(row.text or "")}) > 1]
    figures = {
        "all": _probe(rows, mask=False),
        "all, parties masked": _probe(rows, mask=True),
        "naming two parties, parties masked": _probe(about_ties, mask=True),
    }
    print(write_result("realism", options, figures, _data(rows)))


def _data(rows: list[GoldRow]) -> dict[str, Examples]:
    origins = {"composed": "composed", "real": "standoff"}
    splits = sorted({row.split for row in rows})
    return {
        name: from_gold([row for row in rows if row.origin == origin], splits=splits)
        for name, origin in origins.items()
    }


def _probe(rows: list[GoldRow], *, mask: bool) -> dict[str, Any]:
    """Return AUC with a bootstrap interval over rows, and the words that weigh most for composed and for real."""
    texts = [mask_parties(row.text or "") if mask else (row.text or "") for row in rows]
    composed = np.array([row.origin == "composed" for row in rows])
    probe = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=3, sublinear_tf=True),
        LogisticRegression(C=3.0, class_weight="balanced", max_iter=1000),
    )
    groups = [row.group for row in rows]
    scores = cross_val_predict(probe, texts, composed, groups=groups, cv=GroupKFold(FOLDS), method="decision_function")
    generator = np.random.default_rng(0)
    draws = [generator.integers(0, len(rows), len(rows)) for _ in range(200)]
    low, high = np.quantile([roc_auc_score(composed[draw], scores[draw]) for draw in draws], [0.025, 0.975])
    probe.fit(texts, composed)
    words = probe[0].get_feature_names_out()
    order = np.argsort(probe[1].coef_[0])
    return {
        "composed": int(composed.sum()),
        "real": int((~composed).sum()),
        "auc": round(float(roc_auc_score(composed, scores)), 4),
        "interval": [round(float(low), 4), round(float(high), 4)],
        "cues_composed": words[order[::-1][:CUES]].tolist(),
        "cues_real": words[order[:CUES]].tolist(),
    }


if __name__ == "__main__":
    main()
