"""A report: every measure of one model on one set of examples, with intervals, as JSON and as Markdown."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.evaluation.bootstrap import Interval, group_interval
from stance.evaluation.crossvalidation import Answers
from stance.evaluation.machine import machine
from stance.evaluation.metrics import (
    calibration_error,
    counted,
    macro_f1,
    most_certain,
    places_of,
    precision_recall_f1,
    uncalibrated,
)
from stance.labels import Rhetoric, Stance

COVERAGE = 0.8
COVERAGES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class LabelScore:
    """Precision, recall and F1 of one label, as fractions, and how many rows truly have it."""

    precision: float
    recall: float
    f1: float
    n: int


@dataclass(frozen=True, slots=True)
class Answered:
    """What comes of answering only the most certain rows: a point of the risk-coverage curve.

    Attributes
    ----------
    coverage
        Fraction of rows answered.
    least
        Lowest top probability among them.
    risk
        Fraction of them answered wrong.
    macro_f1
        Macro-F1 over them.
    """

    coverage: float
    least: float
    risk: float
    macro_f1: float


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures of one output.

    Attributes
    ----------
    n
        Rows scored.
    macro_f1, macro_f1_interval
        Mean F1 over labels, and its 95 % bootstrap interval over groups.
    accuracy
        Fraction of rows answered right.
    calibration_error, calibration_error_interval
        Expected calibration error of the top label, and its interval.
    uncalibrated_error
        What it would be without the temperature; None where there is none.
    macro_f1_at_coverage
        Macro-F1 over the 80 % of rows with the highest top probability.
    answered
        The risk-coverage curve, at each of `COVERAGES`.
    labels
        Label to its score.
    confusion
        Counts: rows are true labels, columns answers, both in the order of `labels`.
    """

    n: int
    macro_f1: float
    macro_f1_interval: Interval
    accuracy: float
    calibration_error: float
    calibration_error_interval: Interval
    uncalibrated_error: float | None
    macro_f1_at_coverage: float
    answered: list[Answered]
    labels: dict[str, LabelScore]
    confusion: list[list[int]]


@dataclass(frozen=True, slots=True)
class Report:
    """Every measure of one model on one set of examples.

    Attributes
    ----------
    model
        Name of the model or kind of the classifier.
    data
        What it was scored on, in words.
    fingerprint
        SHA-256 of the examples.
    groups
        Number of groups that the intervals resample.
    stance, rhetoric
        Measures; `rhetoric` is None where no row has one.
    machine
        Where it ran.
    """

    model: str
    data: str
    fingerprint: str
    groups: int
    stance: Scores
    rhetoric: Scores | None
    machine: dict[str, str]

    def to_json(self) -> str:
        """Return the report as JSON, floats rounded to four places."""
        return json.dumps(_rounded(asdict(self)), indent=2, ensure_ascii=False) + "\n"

    def to_markdown(self) -> str:
        """Return the report as Markdown: a heading, one line a measure, one table an output."""
        lines = [f"# {self.model} on {self.data}", "", f"{self.stance.n} rows in {self.groups} groups.", ""]
        for name, scores in (("stance", self.stance), ("rhetoric", self.rhetoric)):
            if scores is not None:
                lines += _markdown(name, scores)
        return "\n".join(lines)


def make_report(
    model: str,
    data: str,
    found: Answers,
    *,
    stance: Sequence[str],
    rhetoric: Sequence[str | None],
    groups: Sequence[str],
    fingerprint: str,
    temperatures: tuple[float, float] | None = None,
    resamples: int = 1000,
) -> Report:
    """Score probabilities against labels.

    Parameters
    ----------
    model, data
        Names for the report.
    found
        What the model answered, ``n`` rows.
    stance, rhetoric
        True labels, ``n`` each; rhetoric None where not known.
    groups
        Group of each row, for the intervals.
    fingerprint
        SHA-256 of the examples.
    temperatures
        What the scores of both outputs were divided by; None if that is not known.
    resamples
        Bootstrap draws for each interval.

    Raises
    ------
    ValueError
        If there are no rows.
    """
    if not len(stance):
        raise ValueError("got no rows to score, expected at least one")
    heats = temperatures or (None, None)
    known = [row for row, label in enumerate(rhetoric) if label is not None]
    return Report(
        model=model,
        data=data,
        fingerprint=fingerprint,
        groups=len(set(groups)),
        stance=_scores(list(stance), found.stance, list(Stance), list(groups), heats[0], resamples),
        rhetoric=_scores(
            [str(rhetoric[row]) for row in known],
            found.rhetoric[known],
            list(Rhetoric),
            [groups[row] for row in known],
            heats[1],
            resamples,
        )
        if known and found.rhetoric.any()
        else None,
        machine=machine(),
    )


def _scores(
    truth: list[str],
    probabilities: NDArray[np.float64],
    labels: list[str],
    groups: list[str],
    temperature: float | None,
    resamples: int,
) -> Scores:
    targets = np.asarray(truth, dtype=np.str_)
    names = [str(label) for label in labels]
    true, found = places_of(targets, names), probabilities.argmax(axis=1)
    right = true == found

    def f1_of(rows: Rows) -> float:
        return float(macro_f1(counted(true[rows], found[rows], len(names))))

    def error_of(rows: Rows) -> float:
        return calibration_error(targets[rows], probabilities[rows], names)

    cold = None if temperature is None else uncalibrated(probabilities, temperature)
    everything = np.arange(len(targets))
    counts = counted(true, found, len(names))
    interval = partial(group_interval, groups=groups, resamples=resamples)
    return Scores(
        n=len(targets),
        macro_f1=f1_of(everything),
        macro_f1_interval=interval(f1_of),
        accuracy=float(right.mean()),
        calibration_error=error_of(everything),
        calibration_error_interval=interval(error_of),
        uncalibrated_error=None if cold is None else calibration_error(targets, cold, names),
        macro_f1_at_coverage=f1_of(most_certain(probabilities, COVERAGE)),
        answered=_curve(right, probabilities, f1_of),
        labels={
            name: LabelScore(float(precision), float(recall), float(f1), int(n))
            for name, precision, recall, f1, n in zip(
                names, *precision_recall_f1(counts), counts.sum(axis=1), strict=True
            )
        },
        confusion=counts.astype(int).tolist(),
    )


def _curve(
    right: NDArray[np.bool_], probabilities: NDArray[np.float64], f1_of: Callable[[Rows], float]
) -> list[Answered]:
    points = []
    for coverage in COVERAGES:
        rows = most_certain(probabilities, coverage)
        if len(rows):
            least, wrong = probabilities[rows].max(axis=1).min(), (~right[rows]).mean()
            points.append(Answered(coverage, float(least), float(wrong), f1_of(rows)))
    return points


def _markdown(name: str, scores: Scores) -> list[str]:
    f1, ece = scores.macro_f1_interval, scores.calibration_error_interval
    before = "" if scores.uncalibrated_error is None else f"; {scores.uncalibrated_error:.3f} without the temperature"
    return [
        f"## {name.capitalize()}",
        "",
        f"- macro-F1 {scores.macro_f1:.3f} (95 % interval {f1.low:.3f} to {f1.high:.3f})",
        f"- accuracy {scores.accuracy:.3f}",
        f"- calibration error {scores.calibration_error:.3f} (95 % interval {ece.low:.3f} to {ece.high:.3f}{before})",
        f"- macro-F1 over the most certain {COVERAGE:.0%}: {scores.macro_f1_at_coverage:.3f}",
        "",
        f"| {name} | precision | recall | F1 | n |",
        "|---|---|---|---|---|",
        *(
            f"| {label} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} | {score.n} |"
            for label, score in scores.labels.items()
        ),
        "",
        f"| {name}: answered, most certain first | from a probability of | of them wrong | macro-F1 |",
        "|---|---|---|---|",
        *(
            f"| {point.coverage:.0%} | {point.least:.2f} | {point.risk:.1%} | {point.macro_f1:.3f} |"
            for point in scores.answered
        ),
        "",
    ]


def _rounded(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list) else value
