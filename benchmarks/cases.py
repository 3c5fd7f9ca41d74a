"""What is measured on: the seed sentences and the classifiers, named once for every benchmark."""

import argparse
import hashlib
import json
import os
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.corpus.examples import Examples, from_gold
from stance.corpus.gold import GoldRow, read_gold
from stance.corpus.rows import read_rows
from stance.evaluation.bootstrap import group_interval
from stance.evaluation.machine import machine
from stance.evaluation.metrics import confusion, counted, macro_f1, places_of
from stance.files import write_text
from stance.labels import Rhetoric, Stance
from stance.protocols import Predictor

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
PROFILES = ("smoke", "full")
SEEDS = "seed articles"
"""What their gold is called in a result."""


def seed_examples() -> Examples:
    """Return the gold of the five seed articles."""
    return from_gold(read_gold(ROOT / "annotations" / "gold.jsonl"), splits=["seed"])


def quarter(rows: list[GoldRow]) -> list[GoldRow]:
    """Return the rows of a fixed quarter of the groups: the same ones however the corpus grows."""
    return [row for row in rows if int(hashlib.sha256(row.group.encode()).hexdigest(), 16) % 4 == 0]


def development() -> Examples | None:
    """Return the examples of the development file that ``$STANCE_DEV`` names, by document; None if it names none."""
    named = os.environ.get("STANCE_DEV")
    if not named:
        return None
    rows = [row for _, row in read_rows(Path(named))]
    lists = ([row[name] for row in rows] for name in ("text", "stance", "rhetoric", "doc"))
    texts, stance, rhetoric, groups = lists
    return Examples(texts, stance, rhetoric, groups)


def with_development(sets: Mapping[str, Examples]) -> dict[str, Examples]:
    """Return the sets to score on, with the development file last if there is one."""
    dev = development()
    return {**sets} if dev is None else {**sets, "development": dev}


def score(predictor: Predictor, examples: Examples) -> dict[str, Any]:
    """Return macro-F1 of stance with its 95 % interval over groups, of rhetoric, and the number of rows."""
    labels = [str(label) for label in Stance]
    truth, found = (places_of(each, labels) for each in (examples.stance, predictor.predict(examples.X)))

    def f1(rows: NDArray[np.intp]) -> float:
        return float(macro_f1(counted(truth[rows], found[rows], len(labels))))

    interval = group_interval(f1, groups=examples.groups, resamples=500)
    result = {
        "n": len(truth),
        "macro_f1": round(f1(np.arange(len(truth))), 4),
        "interval": [round(interval.low, 4), round(interval.high, 4)],
    }
    known = [row for row, label in enumerate(examples.rhetoric) if label is not None]
    if known:
        acts = [examples.rhetoric[row] or "" for row in known]
        said = predictor.predict_rhetoric([examples.X[row] for row in known])
        result["rhetoric"] = round(float(macro_f1(confusion(acts, said, list(Rhetoric)))), 4)
    return result


def arguments(description: str) -> argparse.Namespace:
    """Return the parsed command line that every benchmark has: a profile and where to write."""
    parser = argparse.ArgumentParser(description=description)
    add_options(parser)
    return parser.parse_args()


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that every benchmark has."""
    parser.add_argument("--profile", choices=PROFILES, default="smoke")
    parser.add_argument("--out", type=Path, default=None, help="result file; benchmarks/results/NAME.json for full")


def go_on(name: str, options: argparse.Namespace, start: dict[str, Any]) -> dict[str, Any]:
    """Return the figures that an earlier full run on the same corpus has written, or else `start`, which names it."""
    path = _path(name, options)
    if options.profile == "full" and path.is_file():
        figures: dict[str, Any] = json.loads(path.read_text("utf-8"))["figures"]
        if figures.get("corpus") == start["corpus"]:
            return figures
    return start


def write_result(name: str, options: argparse.Namespace, figures: dict[str, Any], data: Mapping[str, Examples]) -> Path:
    """Write a result with all that it depends on, and return its path. Smoke runs go to ``build/``.

    Parameters
    ----------
    name
        Of the benchmark.
    options
        Of the command line.
    figures
        What was measured.
    data
        Each set of sentences that the figures are about, learned from or scored on, by its name; `SEEDS` is the gold of
        the five seed articles.
    """
    path = _path(name, options)
    result = {
        "benchmark": name,
        "profile": options.profile,
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "commit": _commit(),
        "machine": machine(),
        "data": {
            each: {"rows": len(examples), "fingerprint": examples.fingerprint()} for each, examples in data.items()
        },
        "figures": figures,
    }
    write_text(path, json.dumps(result, indent=2) + "\n")
    return path


def _path(name: str, options: argparse.Namespace) -> Path:
    folder = RESULTS if options.profile == "full" else ROOT / "build" / "benchmarks"
    path: Path = options.out or folder / f"{name}.json"
    return path


def _commit() -> str:
    found = subprocess.run(
        ["git", "describe", "--always", "--dirty"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.strip() or "unknown"
