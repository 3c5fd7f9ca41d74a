"""Making and measuring models: the corpus, training, evaluation. Loads scikit-learn."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance import paths
from stance.api.models import load_model
from stance.artifacts import read_manifest, write_beside
from stance.classifiers.linear import LinearClassifier
from stance.classifiers.majority import MajorityClassifier
from stance.corpus.dataset import to_dataset
from stance.corpus.examples import Examples, from_gold, read_examples, with_hydrated
from stance.corpus.gold import GoldRow, read_gold
from stance.errors import Leakage, RecipeError, did_you_mean
from stance.evaluation.card import model_card
from stance.evaluation.crossvalidation import Answers, Progress, answers, cross_validate
from stance.evaluation.report import Report, make_report
from stance.protocols import Classifier
from stance.runtime.linear import LinearPredictor

if TYPE_CHECKING:
    from datasets import DatasetDict

KINDS: dict[str, type[LinearClassifier] | type[MajorityClassifier]] = {
    "linear": LinearClassifier,
    "majority": MajorityClassifier,
}
"""Classifiers that can be trained, by kind."""

FOLDS = 5
"""Most folds of the cross-validation that a released model is reported with."""


def load_corpus(corpus: Path | None = None) -> "DatasetDict":
    """Return the labelled corpus as a ``datasets.DatasetDict``.

    Parameters
    ----------
    corpus
        A checkout; None for the one this package runs from, else the copy inside the wheel.

    Returns
    -------
    datasets.DatasetDict
        One dataset for each split: ``seed`` (the five articles), later ``train``, ``validation`` and ``test``.
        Columns: id, origin, text, stance, rhetoric, mixed, statements, settled_by, group.

    Raises
    ------
    MissingExtra
        If ``datasets`` is not installed.
    """
    return to_dataset(gold_rows(corpus))


def load_examples(
    *, corpus: Path | None = None, splits: Sequence[str] = ("seed", "train"), hold_out: Sequence[str] = ()
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

    Raises
    ------
    RecipeError
        If a group to hold out does not exist, or nothing is left.
    """
    rows = gold_rows(corpus)
    groups = {row.group for row in rows}
    for name in hold_out:
        if name not in groups:
            raise RecipeError(f"group {name!r} to hold out", f"a group of the corpus; {did_you_mean(name, groups)}")
    examples = from_gold(rows, splits=splits, hold_out=hold_out)
    if not examples:
        known = sorted({row.split for row in rows})
        raise RecipeError(f"no rows in {', '.join(splits)}", f"a split that has rows: {', '.join(known)}")
    return examples


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


def train(
    kind: str,
    out: Path,
    *,
    params: Mapping[str, Any],
    examples: Examples,
    progress: Progress = lambda *_: None,
) -> Report:
    """Cross-validate a classifier over the groups of the examples, fit it on all of them, and write the model folder.

    Parameters
    ----------
    kind
        One of `KINDS`.
    out
        Folder to write: weights, manifest, ``report.json`` and a card. Its name becomes the model's.
    params
        The classifier's constructor arguments.
    examples
        What to learn from; at least two groups.
    progress
        Told about each step.

    Returns
    -------
    Report
        How models answered for articles that they had not seen.

    Raises
    ------
    RecipeError
        If the classifier does not take the settings, or refuses their values.
    """
    groups = sorted(set(examples.groups))
    steps = min(FOLDS, len(groups)) + 1
    try:
        found = cross_validate(
            lambda: make_classifier(kind, params),
            examples.X,
            examples.stance,
            rhetoric=examples.rhetoric,
            groups=examples.groups,
            folds=FOLDS,
            progress=lambda what, done, _: progress(what, done, steps),
        )
        progress(f"fitting on all {len(groups)} groups", steps - 1, steps)
        classifier = make_classifier(kind, params).fit(
            examples.X, examples.stance, rhetoric=examples.rhetoric, groups=examples.groups
        )
    except (TypeError, ValueError) as error:
        settings = ", ".join(f"{name}={value!r}" for name, value in params.items())
        raise RecipeError(
            f"{kind} with {settings or 'no settings'}, which failed ({error})",
            "settings and examples that the classifier accepts",
        ) from error
    how = "leave-one-article-out" if len(groups) <= FOLDS else f"{FOLDS}-fold cross-validation by group"
    report = _reported(kind, f"{how}, {len(groups)} groups", found, examples)
    data = {"fingerprint": examples.fingerprint(), "rows": len(examples), "groups": groups, "splits": examples.splits}
    classifier.save(out, data=data)
    write_beside(out, "report.json", report.to_json())
    write_beside(out, "README.md", model_card(read_manifest(out), report))
    progress("done", steps, steps)
    return report


def evaluate(model: str | Path | LinearPredictor, data: Path | Examples, *, name: str | None = None) -> Report:
    """Score a model on labelled sentences that it has not seen.

    Parameters
    ----------
    model
        As in `classify`.
    data
        A JSONL or CSV file with ``text`` and ``stance`` (and, if given, ``rhetoric``, ``tie``, ``group``), or examples.
    name
        What to call the data in the report; None for the file's name.

    Returns
    -------
    Report
        Measures with intervals; ``to_markdown()`` and ``to_json()``.

    Raises
    ------
    Leakage
        If the model was trained on a group of the data.
    BadAnnotation
        If a row is not a labelled sentence.
    """
    predictor = load_model(model) if isinstance(model, str | Path) else model
    examples = read_examples(data) if isinstance(data, Path) else data
    seen = set(examples.groups) & set(predictor.manifest.data.get("groups", []))
    if seen:
        raise Leakage(predictor.manifest.name, seen)
    title = name or (data.name if isinstance(data, Path) else "examples")
    return _reported(predictor.manifest.name, title, answers(predictor, examples.X), examples)


def _reported(model: str, data: str, found: Answers, examples: Examples) -> Report:
    return make_report(
        model,
        data,
        found,
        stance=examples.stance,
        rhetoric=examples.rhetoric,
        groups=examples.groups,
        fingerprint=examples.fingerprint(),
    )
