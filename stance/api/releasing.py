"""Making models to be served from models that were trained: the exported transformer, the blend and the cascade.

Also writes `golden.jsonl`: inputs whose text may be published, with the answers of both graphs.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.api.learning import gold_rows, load_examples, load_held_out
from stance.api.measuring import describe, evaluate
from stance.api.members import member_names
from stance.api.models import load_model, model_folder
from stance.artifacts import HEADS, Manifest, library_versions, write_beside, write_files
from stance.classifiers._calibration import RISK, fit_threshold, temperature_of
from stance.corpus.examples import Examples, from_gold
from stance.corpus.tied import tied_examples
from stance.errors import CannotJoin, Leakage
from stance.evaluation.blend import fit_weight
from stance.evaluation.cascade import Point, chosen, curve
from stance.export import export as to_onnx
from stance.labels import Stance
from stance.protocols import Input
from stance.runtime.blend import pooled
from stance.runtime.model import Model, Probabilities, calibrated
from stance.runtime.onnx import OnnxClassifier
from stance.runtime.parts import KINDS, ROLES

GOLDEN = "golden.jsonl"
_GOLDEN_EACH = 30
"""Inputs in `GOLDEN` of each kind, with and without a tie: about so many, evenly spaced."""


def export(
    model: str | Path, out: Path, *, corpus: Path | None = None, texts: Sequence[Input] | None = None
) -> dict[str, float]:
    """Export a trained transformer, measure what was exported on the validation split, and write its card.

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
    held_out, _ = _held_out(corpus)
    rows = gold_rows(corpus)
    tied = tied_examples(rows, splits=held_out.splits, balanced=True)
    parity = to_onnx(model_folder(model), out, texts=texts or [*held_out.X, *tied.X])
    _describe(out, held_out)
    printable = [row for row in rows if row.origin != "standoff"]
    kept = from_gold(printable, splits=held_out.splits), tied_examples(printable, splits=held_out.splits, balanced=True)
    shown = [item for each in kept for item in each.X[:: max(1, len(each) // _GOLDEN_EACH)]]
    write_beside(out, GOLDEN, _golden(out, shown))
    return parity


def cascade(first: str, second: str, out: Path, *, drop: float = 0.005, corpus: Path | None = None) -> Point:
    """Write a cascade of two models, its threshold chosen on the validation split, with the curve beside it.

    Where no sentence is for validation, the seed articles are taken in its place, here and for a blend.

    Parameters
    ----------
    first, second
        Names of the fast and of the better model.
    out
        Folder to write. Its name becomes the model's.
    drop
        Macro-F1 that may be lost against the second model alone, a fraction from 0 to 1.
    corpus
        As in `load_corpus`.

    Returns
    -------
    Point
        Threshold, share of texts that the first model answers, macro-F1.

    Raises
    ------
    ValueError
        If `drop` is no fraction.
    UnknownModel, DamagedModel, NewerFormat
        If a model cannot be found or trusted.
    CannotJoin
        If one of them is a cascade, does not know each stance, or answers with other labels than the other; or as
        `member_names` says.
    Leakage
        If one of them learned from what the threshold would be chosen on.
    """
    if not 0 <= drop <= 1:
        raise ValueError(f"got drop={drop!r}, expected a fraction from 0 to 1")
    out = out.absolute()
    held_out, _ = _held_out(corpus)
    models = _parts((first, second), held_out, refused=("cascade",))
    names = member_names((first, second), out)
    fast, better = (model.predict_proba(held_out.X) for model in models)
    classes = models[1].classes_
    points = curve(fast, better, classes, held_out.stance)
    point = chosen(points, drop)
    answers = np.where((fast.max(axis=1) >= point.threshold)[:, None], fast, better)
    manifest = Manifest(
        name=out.name,
        kind="cascade",
        params={**dict(zip(ROLES, names, strict=True)), "threshold": point.threshold},
        calibration={"method": "that of its models", "risk": RISK},
        abstention=_abstention(answers, classes, held_out),
        **_of_both(models),
    )
    write_files(out, manifest, {})
    write_beside(out, "curve.json", json.dumps([each.to_dict() for each in points], indent=0) + "\n")
    _describe(out, held_out)
    return point


def blend(first: str, second: str, out: Path, *, corpus: Path | None = None) -> float:
    """Write a blend of two models, its weight and temperatures chosen on the validation split.

    They are chosen, as the temperature of a transformer is, on its real sentences where any has a text; the manifest
    tells on what.

    Parameters
    ----------
    first, second
        Names of the models; the second alone answers what asks about a tie.
    out
        Folder to write. Its name becomes the model's.
    corpus
        As in `load_corpus`.

    Returns
    -------
    float
        Weight of the first, from 0 to 1.

    Raises
    ------
    UnknownModel, DamagedModel, NewerFormat
        If a model cannot be found or trusted.
    CannotJoin
        If one of them is a blend or a cascade, does not know each stance, or answers with other labels than the other;
        or as `member_names` says.
    Leakage
        If one of them learned from what the weight would be chosen on.
    """
    out = out.absolute()
    held_out, _ = _held_out(corpus)
    real, what = _held_out(corpus, real=True)
    models = _parts((first, second), held_out, refused=KINDS)
    names = member_names((first, second), out)
    one, other = (model.answer(real.X) for model in models)
    classes = models[1].classes_, models[1].rhetoric_classes_
    truth = np.asarray(real.stance), np.asarray([label or "" for label in real.rhetoric])
    weight = fit_weight(one[0], other[0], classes[0], real.stance)
    scores = [pooled(each, also, weight) for each, also in zip(one, other, strict=True)]
    temperatures = [temperature_of(*each) for each in zip(scores, classes, truth, strict=True)]
    answers, _ = calibrated(np.hstack(scores), len(classes[0]), temperatures)
    manifest = Manifest(
        name=out.name,
        kind="blend",
        params={**dict(zip(ROLES, names, strict=True)), "weight": weight},
        calibration={"method": f"temperatures, on {what}", "risk": RISK, **dict(zip(HEADS, temperatures, strict=True))},
        abstention=_abstention(answers, classes[0], real),
        **_of_both(models),
    )
    write_files(out, manifest, {})
    _describe(out, held_out)
    return weight


def _parts(names: Sequence[str], held_out: Examples, *, refused: Sequence[str]) -> list[Model]:
    """Return the models of these names, or raise `CannotJoin` or `Leakage` for what keeps them from being joined."""
    models = [load_model(name) for name in names]
    for name, model in zip(names, models, strict=True):
        if (kind := model.manifest.kind) in refused:
            raise CannotJoin(f"{name}, which is a {kind}", "two models that answer by themselves")
        if model.classes_.tolist() != [str(label) for label in Stance]:
            raise CannotJoin(f"{name}, which answers {' or '.join(model.classes_)}", "models that know each stance")
        if seen := set(held_out.groups) & set(model.manifest.data.get("groups", [])):
            raise Leakage(name, seen)
    if not np.array_equal(models[0].rhetoric_classes_, models[1].rhetoric_classes_):
        raise CannotJoin(f"{' and '.join(names)}, which tell other rhetoric apart", "two models of the same labels")
    return models


def _of_both(models: Sequence[Model]) -> dict[str, Any]:
    """Return what a manifest says of two models together; rows that they learned of different groups are added up."""
    known = [model.manifest.data for model in models]
    groups = [set(data.get("groups", [])) for data in known]
    rows = [data.get("rows", 0) for data in known]
    return {
        "classes": models[1].classes_.tolist(),
        "rhetoric_classes": models[1].rhetoric_classes_.tolist(),
        "data": {
            "groups": sorted(set().union(*groups)),
            # From the same groups they learned the same rows, but for those whose text one of them had not got.
            "rows": max(rows) if groups[0] == groups[1] else sum(rows),
            "splits": sorted({split for data in known for split in data.get("splits", [])}),
            "digests": {role: model.manifest.digest() for role, model in zip(ROLES, models, strict=True)},
        },
        "versions": library_versions("numpy"),
    }


def _abstention(answers: Probabilities, classes: NDArray[np.str_], held_out: Examples) -> float:
    """Return the abstention threshold at which at most `RISK` of the answers given are wrong."""
    right = classes[answers.argmax(axis=1)] == held_out.stance
    return fit_threshold(answers.max(axis=1), right, RISK)


def _golden(out: Path, X: Sequence[Input]) -> str:
    """Return the answers of both graphs to texts, a row of JSON each."""
    graphs = {"int8": True, "fp32": False}
    found = {name: OnnxClassifier(out, int8=int8).predict_proba(X).round(6).tolist() for name, int8 in graphs.items()}
    rows = []
    for place, item in enumerate(X):
        text, tie = item if isinstance(item, tuple) else (item, None)
        rows.append({"text": text, "tie": tie, **{name: found[name][place] for name in graphs}})
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _held_out(corpus: Path | None, *, real: bool = False) -> tuple[Examples, str]:
    """Return what `load_held_out` does, or the seed articles if that is nothing, and what it is in words."""
    found, what = load_held_out(corpus=corpus, real=real)
    if found:
        return found, what
    return load_examples(corpus=corpus, splits=["seed"]), "the seed articles, for want of a validation split"


def _describe(out: Path, held_out: Examples) -> None:
    describe(out, evaluate(out, held_out, name=f"split {' and '.join(held_out.splits)}"))
