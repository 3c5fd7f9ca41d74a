"""Measuring models: on labelled sentences that they have not seen, or by cross-validation. Loads scikit-learn."""

from collections.abc import Callable
from pathlib import Path

from stance.api.models import load_model, model_folder
from stance.artifacts import HEADS, Manifest, read_manifest, write_beside
from stance.corpus.examples import Examples, read_examples
from stance.errors import Leakage
from stance.evaluation.card import model_card, parts_of
from stance.evaluation.crossvalidation import Answers, Progress, answers, cross_validate
from stance.evaluation.report import Report, make_report
from stance.evaluation.report_file import read_report
from stance.protocols import Classifier
from stance.runtime.model import Model
from stance.text.parties import PartyTable, using_parties

REPORT, CARD = "report.json", "README.md"

FOLDS = 5
"""Most folds of the cross-validation that a released model is reported with."""


def evaluate(
    model: str | Path | Model,
    data: str | Path | Examples,
    *,
    name: str | None = None,
    parties: str | Path | PartyTable | None = None,
) -> Report:
    """Score a model on labelled sentences that it has not seen.

    Parameters
    ----------
    model
        As in `classify`.
    data
        A JSONL or CSV file with ``text`` and ``stance`` (and, if given, ``rhetoric``, ``tie``, ``group``), or examples.
    name
        What to call the data in the report; None for the file's name.
    parties
        Parties of one's own beside ours, as in `classify`.

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
    data = Path(data) if isinstance(data, str) else data
    with using_parties(parties):
        return _evaluate(predictor, data, name)


def _evaluate(predictor: Model, data: Path | Examples, name: str | None) -> Report:
    examples = read_examples(data) if isinstance(data, Path) else data
    seen = set(examples.groups) & set(predictor.manifest.data.get("groups", []))
    if seen:
        raise Leakage(predictor.manifest.name, seen)
    title = name or (data.name if isinstance(data, Path) else "examples")
    return reported(
        predictor.manifest.name,
        title,
        answers(predictor, examples.X),
        examples,
        temperatures=_temperatures(predictor.manifest),
    )


def cross_validated(
    kind: str,
    make: Callable[[], Classifier],
    examples: Examples,
    *,
    resamples: int = 1000,
    progress: Progress = lambda *_: None,
) -> Report:
    """Return how a classifier answers for groups that it has not learned from: with up to five, each left out alone."""
    groups = len(set(examples.groups))
    found = cross_validate(
        make,
        examples.X,
        examples.stance,
        rhetoric=examples.rhetoric,
        groups=examples.groups,
        folds=FOLDS,
        progress=lambda what, done, folds: progress(what, done, folds + 1),
    )
    how = "leave-one-article-out" if groups <= FOLDS else f"{FOLDS}-fold cross-validation by group"
    return reported(kind, f"{how}, {groups} groups", found, examples, resamples=resamples)


def describe(folder: Path, report: Report) -> None:
    """Write report and card into a model folder."""
    write_beside(folder, REPORT, report.to_json())
    write_beside(folder, CARD, card_of(folder))


def card_of(folder: Path) -> str:
    """Return the card that the manifest and the report in a model folder make."""
    manifest = read_manifest(folder)
    parts = parts_of(manifest, lambda name: read_manifest(model_folder(name)))
    return model_card(manifest, read_report(folder / REPORT), parts)


def _temperatures(manifest: Manifest) -> tuple[float, float] | None:
    """Return the temperatures of a model whose scores were divided by such."""
    stance, rhetoric = (manifest.calibration.get(head) for head in HEADS)
    return (float(stance), float(rhetoric)) if stance is not None and rhetoric is not None else None


def reported(
    model: str,
    data: str,
    found: Answers,
    examples: Examples,
    *,
    temperatures: tuple[float, float] | None = None,
    resamples: int = 1000,
) -> Report:
    """Return the report on answers to examples, under the name of a model and of the data."""
    return make_report(
        model,
        data,
        found,
        stance=examples.stance,
        rhetoric=examples.rhetoric,
        groups=examples.groups,
        fingerprint=examples.fingerprint(),
        temperatures=temperatures,
        resamples=resamples,
    )
