"""Making models: the corpus and training. Loads scikit-learn."""

import shutil
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance import paths
from stance.api.measuring import FOLDS, cross_validated, describe, reported
from stance.classifiers.linear import LinearClassifier
from stance.classifiers.majority import MajorityClassifier
from stance.classifiers.transformer import TransformerClassifier
from stance.corpus.dataset import to_dataset
from stance.corpus.examples import Examples, from_gold, joined, with_hydrated
from stance.corpus.gold import GoldRow, read_gold
from stance.corpus.splits import SPLITS as SPLIT_NAMES
from stance.corpus.tied import tied_examples
from stance.errors import Leakage, NoExamples, RecipeError, TooFewExamples, UnknownPart, did_you_mean
from stance.evaluation.crossvalidation import Progress, answers
from stance.evaluation.report import Report
from stance.protocols import Classifier

if TYPE_CHECKING:
    from datasets import DatasetDict

KINDS: dict[str, type[LinearClassifier] | type[MajorityClassifier] | type[TransformerClassifier]] = {
    "linear": LinearClassifier,
    "majority": MajorityClassifier,
    "transformer": TransformerClassifier,
}
"""Classifiers that can be trained, by kind."""

SPLITS = {"linear": ("seed", "train"), "majority": ("seed", "train"), "transformer": ("train",)}
"""Splits that each kind learns from if none are named. The transformer is scored on the seed articles."""


def load_corpus(corpus: Path | None = None) -> "DatasetDict":
    """Return the labelled corpus as a ``datasets.DatasetDict``.

    Parameters
    ----------
    corpus
        A checkout; None for the one this package runs from, else the copy inside the wheel.

    Returns
    -------
    datasets.DatasetDict
        One dataset for each split: ``seed`` (the five articles), ``train``, ``validation`` and ``test``.
        Columns: id, origin, text, stance, rhetoric, mixed, statements, settled_by, group. `text` is None for real
        sentences until they are hydrated.

    Raises
    ------
    MissingExtra
        If ``datasets`` is not installed.
    """
    return to_dataset(gold_rows(corpus))


def load_examples(
    *,
    corpus: Path | None = None,
    splits: Sequence[str] = ("seed", "train"),
    hold_out: Sequence[str] = (),
    ties: bool = False,
) -> Examples:
    """Return labelled examples of the corpus, without ``datasets``.

    Parameters
    ----------
    corpus
        As in `load_corpus`.
    splits
        Which splits.
    hold_out
        Groups (articles) to leave out.
    ties
        Whether to add examples that ask about a tie, for a classifier that is conditioned on ties.

    Raises
    ------
    UnknownPart
        If there is no such split, or no such group to hold out.
    NoExamples
        If nothing is left.
    """
    rows = gold_rows(corpus)
    groups = {row.group for row in rows}
    for part, names, known in (("split", splits, SPLIT_NAMES), ("group", hold_out, groups)):
        for name in names:
            if name not in known:
                raise UnknownPart(part, name, known)
    examples = from_gold(rows, splits=splits, hold_out=hold_out)
    if not examples:
        raise NoExamples(splits, sorted({row.split for row in rows if row.text is not None}))
    return joined(examples, tied_examples(rows, splits=splits, hold_out=hold_out, balanced=True)) if ties else examples


def load_held_out(*, corpus: Path | None = None, real: bool = False) -> tuple[Examples, str]:
    """Return the validation split, and what was taken of it in words; there may be no examples.

    Parameters
    ----------
    corpus
        As in `load_corpus`.
    real
        Whether to take its real sentences alone. Where none of them has a text, all are taken, which the words tell.
    """
    rows = gold_rows(corpus)
    found, what = from_gold(rows, splits=["validation"]), "the validation split"
    if real:
        alone = from_gold([row for row in rows if row.origin == "standoff"], splits=["validation"])
        if not alone:
            return found, f"{what}, which has no real sentence with a text"
        found, what = alone, f"the real sentences of {what}"
    return found, what + (f", but for {found.without_text:,} without a text" if found.without_text else "")


def gold_rows(corpus: Path | None) -> list[GoldRow]:
    """Return gold with the texts of stand-off sentences that have been hydrated."""
    rows = read_gold(paths.gold_file(corpus))
    return with_hydrated(rows, corpus or paths.checkout(), paths.cache_folder())


def make_classifier(kind: str, params: Mapping[str, Any]) -> Classifier:
    """Return a fresh classifier.

    Raises
    ------
    RecipeError
        If there is no such kind, or it does not take one of the arguments.
    """
    if kind not in KINDS:
        raise RecipeError(f"classifier {kind!r}", f"one of {', '.join(KINDS)}")
    known = KINDS[kind]().get_params()
    for name in params:
        if name not in known:
            raise RecipeError(f"setting {name!r} for {kind!r}", f"one that it takes; {did_you_mean(name, known)}")
    return KINDS[kind](**params)


def takes_ties(kind: str, params: Mapping[str, Any]) -> bool:
    """Tell whether a classifier of this kind with these arguments is conditioned on ties."""
    return bool(make_classifier(kind, params).get_params().get("rendering", "plain") != "plain")


def train(
    kind: str,
    out: Path,
    *,
    params: Mapping[str, Any],
    examples: Examples,
    held_out: Examples | None = None,
    calibration: Examples | None = None,
    checkpoints: Path | None = None,
    progress: Progress = lambda *_: None,
) -> Report:
    """Fit a classifier, measure it on groups that it has not seen, and write the model folder.

    Parameters
    ----------
    kind
        One of `KINDS`.
    out
        Folder to write: weights, manifest, ``report.json`` and a card. Its name becomes the model's.
    params
        The classifier's constructor arguments.
    examples
        What to learn from.
    held_out
        What to measure on; None to cross-validate over the groups of the examples, of which there must be two then.
    calibration
        What a classifier that does not calibrate itself in ``fit`` is calibrated on: a transformer.
    checkpoints
        Folder from which such a classifier goes on if its training is cut off; removed once the model is written.
    progress
        Told about each step.

    Returns
    -------
    Report
        How it, or in cross-validation its like, answered for groups that it had not seen.

    Raises
    ------
    RecipeError
        If the classifier does not take the settings, or refuses their values.
    TooFewExamples
        If there is a single group to cross-validate over, or a single stance to learn.
    Leakage
        If examples and held-out ones share a group.
    """
    groups = sorted(set(examples.groups))
    shared = set(groups) & {group for each in (held_out, calibration) if each for group in each.groups}
    if shared:
        raise Leakage(kind, shared)
    if not held_out and len(groups) < 2:  # noqa: PLR2004
        raise TooFewExamples("examples of a single group", "at least two groups, to leave one out")
    folds = 0 if held_out else min(FOLDS, len(groups))
    made = partial(make_classifier, kind, params)
    report = None if held_out else cross_validated(kind, made, examples, progress=progress)
    progress(f"fitting on {len(groups)} groups", folds, folds + 1)
    classifier = _fitted(made(), examples, calibration, checkpoints, progress)
    if report is None:
        report = _on_held_out(kind, classifier, held_out or examples)
    ties = sum(isinstance(item, tuple) for item in examples.X)
    data = {
        "fingerprint": examples.fingerprint(),
        "rows": len(examples) - ties,
        "groups": groups,
        "splits": examples.splits,
    }
    data |= {"ties": ties} if ties else {}
    classifier.save(out, data=data)
    if checkpoints is not None:
        shutil.rmtree(checkpoints, ignore_errors=True)
    describe(out, report)
    progress("done", folds + 1, folds + 1)
    return report


def _fitted(
    classifier: Classifier,
    examples: Examples,
    calibration: Examples | None,
    checkpoints: Path | None,
    progress: Progress,
) -> Classifier:
    X, y, rhetoric, groups = examples.X, examples.stance, examples.rhetoric, examples.groups
    if not isinstance(classifier, TransformerClassifier):
        return classifier.fit(X, y, rhetoric=rhetoric, groups=groups)
    classifier.fit(X, y, rhetoric=rhetoric, groups=groups, checkpoints=checkpoints, progress=progress)
    if calibration is not None:
        classifier.calibrate(calibration.X, calibration.stance, rhetoric=calibration.rhetoric)
    return classifier


def _on_held_out(kind: str, classifier: Classifier, held_out: Examples) -> Report:
    title = f"split {' and '.join(held_out.splits)}" if held_out.splits else "held-out groups"
    return reported(kind, title, answers(classifier, held_out.X), held_out)
