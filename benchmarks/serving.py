"""Serving the transformer: one fine-tuned MiniLM answered in several ways, quality beside speed.

Each contender runs in a process of its own, in turn, on the sentences of the seed articles, in order. The weights are
the same in each row but those of the blend, the cascade and the linear model. Speed is stated in sentences a second, as
a ratio to transformers' pipeline in batches of 32, and as a fraction of what the processor could do. Operations of a
text of t tokens, with h the hidden size, f that of the feed-forward layers, and two operations for each multiply-add:

    layers * (2 * t * (4 * h * h + 2 * h * f) + 4 * t * t * h)

The peak is measured in the same run: the fastest of five products of two float32 matrices of 2,048 rows. In int8 the
processor could do four times that (VNNI: four products in the place of one). Needs the folder of the trained
transformer in full precision, named by ``$STANCE_TRAINED``. Run: ``python -m benchmarks.serving --profile full``.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.cases import ROOT, SEEDS, arguments, score, seed_examples, with_development, write_result
from benchmarks.speed import SENTENCE, run_contender, summary
from stance.api.learning import gold_rows
from stance.api.models import load_model
from stance.corpus.examples import Examples, from_gold
from stance.corpus.tied import tied_examples
from stance.errors import MissingFile
from stance.evaluation.crossvalidation import answers
from stance.evaluation.report import make_report
from stance.runtime.model import Model
from stance.text.normalise import fold

BLEND, MODEL, FAST, LINEAR, MAJORITY = (
    str(ROOT / "models" / name) for name in ("blend-v1", "minilm-v1", "fast", "linear-v4", "majority-v1")
)
COLD = """
import runpy, sys
sys.argv = ["stance", "classify", "--format", "jsonl"]
try:
    runpy.run_module("stance", run_name="__main__", alter_sys=True)
except SystemExit:
    status = open("/proc/self/status").read().split()
    sys.stderr.write(status[status.index("VmHWM:") + 1])
"""
"""The command line in a process that tells its peak of resident memory, in KiB, at its end."""

LAYERS, HIDDEN, FORWARD = 6, 384, 1536


def main() -> None:
    """Measure and write the result."""
    options = arguments("Speed and quality of the transformer, answered in several ways.")
    full = options.profile == "full"
    trained = str(trained_folder())
    cases = {
        "transformers pipeline, batch 1": ("pipeline, batch 1", trained),
        "transformers pipeline, batch 32": ("pipeline, batch 32", trained),
        "sentence-transformers, and head": ("sentence-transformers", trained),
        "ours, fp32": ("onnx fp32", MODEL),
        "ours, int8": ("onnx int8", MODEL),
        "blend": ("stance runtime", BLEND),
        "cascade": ("stance runtime", FAST),
        "linear": ("stance runtime", LINEAR),
    }
    sentences = [str(text) for text in seed_examples().X] * (3 if full else 1)
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in cases}
    for _ in range(3 if full else 1):
        for name, kept in runs.items():
            kept.append(run_contender(*cases[name], sentences, 2))
    scored = _scored()
    figures = {
        "sentences": len(sentences),
        "operations_a_sentence": _operations(sentences),
        "peak_fp32_per_s": _peak(),
        "contenders": {name: summary(kept) for name, kept in runs.items()},
        "quality": {Path(model).name: _quality(model, scored) for model in (BLEND, MODEL, FAST, LINEAR, MAJORITY)},
        "cold_start": [_cold_start() for _ in range(5 if full else 1)],
    }
    print(write_result("serving", options, figures, scored))


def trained_folder() -> Path:
    """Return the folder of the trained transformer that ``$STANCE_TRAINED`` names, or raise `MissingFile`."""
    trained = os.environ.get("STANCE_TRAINED", "")
    if not Path(trained, "manifest.json").is_file():
        raise MissingFile(Path(trained or "$STANCE_TRAINED", "manifest.json"))
    return Path(trained)


def _operations(sentences: list[str]) -> float:
    """Return the mean number of operations of a sentence in the encoder."""
    from tokenizers import Tokenizer  # noqa: PLC0415

    tokenizer = Tokenizer.from_file(str(Path(MODEL) / "tokenizer.json"))
    counts = [len(tokenizer.encode(fold(each)).ids) for each in sentences]
    matrices = 4 * HIDDEN * HIDDEN + 2 * HIDDEN * FORWARD
    return float(np.mean([LAYERS * (2 * t * matrices + 4 * t * t * HIDDEN) for t in counts]))


def _peak(rows: int = 2048) -> float:
    """Return the most float32 operations a second that a product of matrices reaches here, on all cores."""
    import torch  # noqa: PLC0415

    square = torch.rand(rows, rows)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        square @ square
        times.append(time.perf_counter() - start)
    return 2 * rows**3 / min(times)


def _scored() -> dict[str, Examples]:
    """Return what models are scored on: the test split, real and composed, its ties, the seeds, and more."""
    rows = [row for row in gold_rows(None) if row.text is not None]
    sets = {
        "test": from_gold(rows, splits=["test"]),
        "test, real": from_gold([row for row in rows if row.origin == "standoff"], splits=["test"]),
        "test, composed": from_gold([row for row in rows if row.origin == "composed"], splits=["test"]),
        "test, toward ties": tied_examples(rows, splits=["test"]),
        SEEDS: from_gold(rows, splits=["seed"]),
    }
    return {name: examples for name, examples in with_development(sets).items() if len(examples)}


def _quality(model: str, scored: Mapping[str, Examples]) -> dict[str, Any]:
    """Return how a model answers for what it has not seen of each set."""
    predictor = load_model(Path(model))
    seen = set(predictor.manifest.data.get("groups", []))
    return {
        name: _measured(predictor, examples)
        for name, examples in scored.items()
        if not seen & set(examples.groups) and (predictor.takes_ties or name != "test, toward ties")
    }


def _measured(predictor: Model, examples: Examples) -> dict[str, Any]:
    """Return macro-F1, and for stances calibration error and macro-F1 over the most certain 80 %."""
    report = make_report(
        predictor.manifest.name,
        "",
        answers(predictor, examples.X),
        stance=examples.stance,
        rhetoric=examples.rhetoric,
        groups=examples.groups,
        fingerprint="",
        resamples=500,
    )
    stance = report.stance
    return score(predictor, examples) | {
        "calibration_error": round(stance.calibration_error, 4),
        "at_80": round(stance.macro_f1_at_coverage, 4),
        "labels": {name: round(label.f1, 4) for name, label in stance.labels.items()},
    }


def _cold_start() -> dict[str, float]:
    """Return seconds and peak resident MiB of the command line answering one sentence with the default model."""
    start = time.perf_counter()
    found = subprocess.run(
        [sys.executable, "-c", COLD], input=SENTENCE, capture_output=True, text=True, check=True, cwd=ROOT
    )
    return {"seconds": round(time.perf_counter() - start, 3), "rss_mib": round(int(found.stderr) / 1024)}


if __name__ == "__main__":
    main()
