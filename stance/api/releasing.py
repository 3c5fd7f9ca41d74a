"""Making models to be served from models that were trained: the exported transformer, and the cascade."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stance.api.learning import gold_rows, load_examples, load_held_out
from stance.api.measuring import evaluate
from stance.api.models import load_model, model_folder
from stance.artifacts import Manifest, library_versions, read_manifest, write_beside, write_files
from stance.classifiers._calibration import RISK, fit_threshold
from stance.corpus.examples import Examples, from_gold
from stance.corpus.tied import tied_examples
from stance.errors import RecipeError
from stance.evaluation.card import model_card
from stance.evaluation.cascade import Point, chosen, curve
from stance.export import export as to_onnx
from stance.labels import Stance
from stance.protocols import Input
from stance.runtime.onnx import OnnxClassifier

GOLDEN = "golden.jsonl"


def export(
    model: str | Path, out: Path, *, corpus: Path | None = None, texts: Sequence[Input] | None = None
) -> dict[str, float]:
    """Export a trained transformer, measure what was exported on the validation split, and write its card.

    Beside the model lie `GOLDEN` answers, to sentences that may be printed: what a reader of the folder should get.

    Parameters
    ----------
    model
        Name or folder of a model that ``train`` wrote.
    out
        Folder to write. Its name becomes the model's.
    corpus
        As in `load_corpus`.
    texts
        What parity is measured on; None for the validation split and its ties.

    Returns
    -------
    dict
        Parity, as `stance.export.export` returns it.

    Raises
    ------
    DamagedModel
        If the model is no trained transformer.
    MissingExtra
        If torch, transformers or onnx is not installed.
    """
    out = out.absolute()  # so that "." has a name
    held_out = _held_out(corpus)
    rows = gold_rows(corpus)
    tied = tied_examples(rows, splits=held_out.splits, balanced=True)
    parity = to_onnx(model_folder(model), out, texts=texts or [*held_out.X, *tied.X])
    _describe(out, held_out)
    printable = [row for row in rows if row.origin != "standoff"]
    kept = from_gold(printable, splits=held_out.splits), tied_examples(printable, splits=held_out.splits, balanced=True)
    write_beside(out, GOLDEN, _golden(out, [item for each in kept for item in each.X[:: len(each) // 30 or 1]]))
    return parity


def join(first: str, second: str, out: Path, *, drop: float = 0.005, corpus: Path | None = None) -> Point:
    """Write a cascade of two models, its threshold chosen on the validation split, with the curve beside it.

    Parameters
    ----------
    first, second
        Names of the fast and of the better model.
    out
        Folder to write. Its name becomes the model's.
    drop
        Macro-F1 that may be lost against the second model alone, as a fraction.
    corpus
        As in `load_corpus`.

    Returns
    -------
    Point
        Threshold, share of texts that the first model answers, macro-F1.
    """
    out = out.absolute()
    held_out = _held_out(corpus)
    models = [load_model(name) for name in (first, second)]
    for name, model in zip((first, second), models, strict=True):
        if model.manifest.kind == "cascade":
            raise RecipeError(f"{name}, which is a cascade", "two models that answer by themselves")
    fast, better = (model.predict_proba(held_out.X) for model in models)
    points = curve(fast, better, held_out.stance)
    point = chosen(points, drop)
    groups = sorted({group for model in models for group in model.manifest.data.get("groups", [])})
    manifest = Manifest(
        name=out.name,
        kind="cascade",
        params={"first": first, "second": second, "threshold": point.threshold},
        classes=models[1].classes_.tolist(),
        rhetoric_classes=models[1].rhetoric_classes_.tolist(),
        calibration={"method": "that of its models", "risk": RISK},
        abstention=_abstention(fast, better, point, held_out),
        data={
            "groups": groups,
            "rows": max(model.manifest.data.get("rows", 0) for model in models),
            "splits": sorted({split for model in models for split in model.manifest.data.get("splits", [])}),
            "digests": {"first": models[0].manifest.digest(), "second": models[1].manifest.digest()},
        },
        versions=library_versions("numpy"),
    )
    write_files(out, manifest, {})
    write_beside(out, "curve.json", json.dumps([each.to_dict() for each in points], indent=0) + "\n")
    _describe(out, held_out)
    return point


def _abstention(fast: NDArray[np.float64], better: NDArray[np.float64], point: Point, held_out: Examples) -> float:
    """Return the threshold that keeps the answers of the cascade to the risk."""
    joined = np.where((fast.max(axis=1) >= point.threshold)[:, None], fast, better)
    right = np.asarray([str(label) for label in Stance])[joined.argmax(axis=1)] == held_out.stance
    return fit_threshold(joined.max(axis=1), right, RISK)


def _golden(out: Path, X: Sequence[Input]) -> str:
    """Return the answers of both graphs to texts, a row of JSON each."""
    graphs = {"int8": True, "fp32": False}
    found = {name: OnnxClassifier(out, int8=int8).predict_proba(X).round(6).tolist() for name, int8 in graphs.items()}
    rows = []
    for place, item in enumerate(X):
        text, tie = item if isinstance(item, tuple) else (item, None)
        rows.append({"text": text, "tie": tie, **{name: found[name][place] for name in graphs}})
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _held_out(corpus: Path | None) -> Examples:
    return load_held_out(corpus=corpus) or load_examples(corpus=corpus, splits=["seed"])


def _describe(out: Path, held_out: Examples) -> None:
    report = evaluate(out, held_out, name=f"split {' and '.join(held_out.splits)}")
    write_beside(out, "report.json", report.to_json())
    write_beside(out, "README.md", model_card(read_manifest(out), report))
