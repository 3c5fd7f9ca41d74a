"""One contender in its own process: loads, answers, prints what it took as JSON.

Started by ``benchmarks.speed`` and ``benchmarks.serving``.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.contenders import Answer, pipeline, sentence_transformers


def stance_runtime(model: str) -> Answer:
    """Return ours: the saved model, answered with numpy alone; stance and rhetoric in one pass."""
    from stance.api.models import load_model  # noqa: PLC0415

    return load_model(Path(model)).answer


def scikit_learn(model: str) -> Answer:
    """Return scikit-learn's own pipeline with the same settings, fitted on the same sentences; both outputs."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.pipeline import FeatureUnion, make_pipeline  # noqa: PLC0415

    from benchmarks.cases import seed_examples  # noqa: PLC0415
    from stance.artifacts import read_manifest  # noqa: PLC0415
    from stance.text.ngrams import TOKEN  # noqa: PLC0415
    from stance.text.normalise import fold  # noqa: PLC0415

    params = read_manifest(Path(model)).params
    words = TfidfVectorizer(ngram_range=tuple(params["word_ngrams"]), token_pattern=TOKEN, sublinear_tf=True)
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=tuple(params["char_ngrams"]), sublinear_tf=True)
    examples = seed_examples()
    texts = [fold(str(text)) for text in examples.X]
    features = FeatureUnion([("word", words), ("char", characters)]).fit(texts)
    heads = [
        make_pipeline(features, LogisticRegression(C=params["C"])).fit(texts, labels)
        for labels in (examples.stance, [label or "report" for label in examples.rhetoric])
    ]

    def answer(batch: Sequence[str]) -> list[Any]:
        vectors = features.transform([fold(text) for text in batch])
        return [head[-1].predict_proba(vectors) for head in heads]

    return answer


def onnx(model: str, *, int8: bool) -> Answer:
    """Return our exported model on one of its graphs."""
    from stance.runtime.onnx import OnnxClassifier  # noqa: PLC0415

    return OnnxClassifier(Path(model), int8=int8).answer


def reader(model: str, *, evidence: bool) -> Answer:
    """Return ours, reading whole articles: statements with holders, ties, quotes and, if so asked, evidence."""
    from stance.api.models import load_model  # noqa: PLC0415
    from stance.api.reading import read  # noqa: PLC0415

    loaded = load_model(Path(model))
    return lambda articles: [read(article, model=loaded, evidence=evidence) for article in articles]


CONTENDERS: dict[str, Callable[[str], Answer]] = {
    "stance runtime": stance_runtime,
    "scikit-learn pipeline": scikit_learn,
    "onnx fp32": partial(onnx, int8=False),
    "onnx int8": partial(onnx, int8=True),
    "read, with evidence": partial(reader, evidence=True),
    "read, without evidence": partial(reader, evidence=False),
    "pipeline, batch 1": partial(pipeline, batch_size=1),
    "pipeline, batch 32": partial(pipeline, batch_size=32),
    "sentence-transformers": sentence_transformers,
}


def main() -> None:
    """Measure one contender."""
    parser = argparse.ArgumentParser()
    parser.add_argument("contender", choices=CONTENDERS)
    parser.add_argument("model")
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    sentences = json.load(sys.stdin)
    before = time.perf_counter()
    answer = CONTENDERS[options.contender](options.model)
    answer(sentences[:1])
    ready_s = time.perf_counter() - before
    single = [_seconds(answer, [sentence]) * 1000 for sentence in sentences[:200]]
    batch = [len(sentences) / _seconds(answer, sentences) for _ in range(options.rounds)]
    found = {"ready_s": ready_s, "latency_ms": single, "sentences_per_s": batch, "rss_mib": _peak_mib()}
    print(json.dumps(found))


def _peak_mib() -> float:
    """Return the peak resident memory of this process, without what its parent held when it was started."""
    status = Path("/proc/self/status")
    if status.is_file():
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _seconds(answer: Answer, batch: Sequence[str]) -> float:
    start = time.perf_counter()
    answer(batch)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
