"""What is measured on: the seed sentences and the classifiers, named once for every benchmark."""

import argparse
import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from stance.corpus.examples import Examples, from_gold
from stance.corpus.gold import read_gold
from stance.evaluation.report import machine
from stance.files import write_text

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
PROFILES = ("smoke", "full")


def seed_examples() -> Examples:
    """Return the gold of the five seed articles."""
    return from_gold(read_gold(ROOT / "annotations" / "gold.jsonl"), splits=["seed"])


def arguments(description: str) -> argparse.Namespace:
    """Return the parsed command line that every benchmark has: a profile and where to write."""
    parser = argparse.ArgumentParser(description=description)
    add_options(parser)
    return parser.parse_args()


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that every benchmark has."""
    parser.add_argument("--profile", choices=PROFILES, default="smoke")
    parser.add_argument("--out", type=Path, default=None, help="result file; benchmarks/results/NAME.json for full")


def write_result(name: str, options: argparse.Namespace, figures: dict[str, Any]) -> Path:
    """Write a result with all that it depends on, and return its path. Smoke runs go to ``build/``."""
    folder = RESULTS if options.profile == "full" else ROOT / "build" / "benchmarks"
    path: Path = options.out or folder / f"{name}.json"
    result = {
        "benchmark": name,
        "profile": options.profile,
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "commit": _commit(),
        "machine": machine(),
        "data": {"rows": len(seed_examples()), "fingerprint": seed_examples().fingerprint()},
        "figures": figures,
    }
    write_text(path, json.dumps(result, indent=2) + "\n")
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
