"""A report read back from its JSON, as `Report.to_json` writes it: figures are rounded to four places."""

import json
from pathlib import Path
from typing import Any

from stance.evaluation.bootstrap import Interval
from stance.evaluation.report import Answered, LabelScore, Report, Scores
from stance.files import read_bytes


def read_report(path: Path) -> Report:
    """Return the report that a file holds.

    Raises
    ------
    UnreadableFile
        If it cannot be read.
    ValueError, KeyError, TypeError
        If it is no report.
    """
    told = json.loads(read_bytes(path))
    heads = {head: None if told[head] is None else _scores(told[head]) for head in ("stance", "rhetoric")}
    return Report(**told | heads)


def _scores(told: dict[str, Any]) -> Scores:
    intervals = ("macro_f1_interval", "calibration_error_interval")
    return Scores(
        **told
        | {name: Interval(**told[name]) for name in intervals}
        | {"answered": [Answered(**point) for point in told["answered"]]}
        | {"labels": {label: LabelScore(**score) for label, score in told["labels"].items()}}
    )
