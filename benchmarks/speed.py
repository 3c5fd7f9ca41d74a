"""Speed: sentences a second in batch, latency of one, cold start, resident memory; articles a second.

Each contender runs in its own process, several times, in turn. Run: ``python -m benchmarks.speed --profile full``.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from typing import Any

from benchmarks.cases import ROOT, SEEDS, arguments, seed_examples, write_result

FIRST, SECOND = (str(ROOT / "models" / name) for name in ("linear-v1", "linear-v4"))
CASES = {
    "stance, linear-v1": ("stance runtime", FIRST),
    "scikit-learn pipeline, as linear-v1": ("scikit-learn pipeline", FIRST),
    "stance, linear-v4": ("stance runtime", SECOND),
}
"""Contender and model of each row: the first two answer alike, the third is the better one."""

READERS = ("linear-v4", "minilm-v1", "fast")
"""Models that articles are read with; a long article with the first one."""

LONG = 1_000_000
"""Characters of the long article: the seed articles one after the other, again and again."""

SENTENCE = "China urged the United States to stop boosting ties with Taiwan.\n"


def main() -> None:
    """Measure and write the result."""
    options = arguments("Speed of the linear model beside scikit-learn's own pipeline.")
    repeats, copies, rounds = (5, 20, 3) if options.profile == "full" else (1, 2, 1)
    sentences = [str(text) for text in seed_examples().X] * copies
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in CASES}
    for _ in range(repeats):
        for name, kept in runs.items():
            kept.append(run_contender(*CASES[name], sentences, rounds))
    figures = {
        "sentences": len(sentences),
        "contenders": {name: summary(kept) for name, kept in runs.items()},
        "command_line_cold_start_s": [_cold_start() for _ in range(repeats)],
    }
    figures["reading"] = _reading(repeats, full=options.profile == "full")
    print(write_result("speed", options, figures, {SEEDS: seed_examples()}))


def run_contender(contender: str, model: str, sentences: list[str], rounds: int) -> dict[str, Any]:
    """Return what one contender measured of itself in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.measure", contender, model, "--rounds", str(rounds)]
    found = subprocess.run(
        command, input=json.dumps(sentences), capture_output=True, text=True, check=True, cwd=ROOT, env=os.environ
    )
    measured: dict[str, Any] = json.loads(found.stdout)
    return measured


def _reading(repeats: int, *, full: bool) -> dict[str, Any]:
    """Return how fast the seed articles are read, with evidence and without, and how long a long one takes."""
    characters = LONG if full else LONG // 20
    articles = [path.read_text("utf-8") for path in sorted((ROOT / "seeds" / "text").glob("*.txt"))]
    every = "".join(f"{article}\n\n" for article in articles)
    long = (every * (characters // len(every) + 1))[:characters]
    rates: dict[str, dict[str, list[float]]] = {
        model: {"with evidence": [], "without evidence": []} for model in READERS
    }
    seconds = []
    articles = articles if full else articles[:1]
    for _ in range(repeats):
        for model, row in rates.items():
            for how, kept in row.items():
                kept.append(round(len(articles) / sum(_seconds_of_each(how, model, articles)), 3))
        # The first one is read so that all is loaded.
        seconds.append(round(_seconds_of_each("with evidence", READERS[0], [articles[0], long])[1], 2))
    return {
        "articles": len(articles),
        "articles_per_s": rates,
        "long_article": {"model": READERS[0], "characters": characters, "seconds": seconds},
    }


def _seconds_of_each(how: str, model: str, articles: list[str]) -> list[float]:
    """Return the seconds that it takes to read each of a few articles, in a process that has read the first."""
    run = run_contender(f"read, {how}", str(ROOT / "models" / model), articles, rounds=0)
    return [latency / 1000 for latency in run["latency_ms"]]


def _cold_start() -> float:
    command = [sys.executable, "-m", "stance", "classify", "--model", SECOND, "--format", "jsonl"]
    start = time.perf_counter()
    subprocess.run(command, input=SENTENCE, capture_output=True, text=True, check=True, cwd=ROOT)
    return time.perf_counter() - start


def summary(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the figures of several runs of one contender, a list of each."""
    return {
        "sentences_per_s": [round(max(run["sentences_per_s"])) for run in runs],
        "latency_ms_p50": [round(statistics.median(run["latency_ms"]), 4) for run in runs],
        "latency_ms_p95": [round(statistics.quantiles(run["latency_ms"], n=20)[-1], 4) for run in runs],
        "ready_s": [round(run["ready_s"], 3) for run in runs],
        "rss_mib": [round(run["rss_mib"], 1) for run in runs],
    }


if __name__ == "__main__":
    main()
