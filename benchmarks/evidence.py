"""Evidence: what a model's answer loses without the words that it is said to rest on, and what they give alone.

Of the sentences of the validation split that a model gives a stance to, a fifth of the words are taken, those of most
weight: comprehensiveness is the fall of the stance's probability without them (high is good), sufficiency its fall
where nothing else is left (low is good). Beside them, as many words drawn at random. Words are taken out, not masked.
Needs hydrated stand-off sentences. Run: ``python -m benchmarks.evidence --profile full``.

References
----------
DeYoung, J. et al. (2020). ERASER: a benchmark to evaluate rationalized NLP models. ACL.
"""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.cases import ROOT, arguments, write_result
from stance.api.answering import predictions
from stance.api.learning import gold_rows
from stance.api.models import load_model
from stance.corpus.examples import from_gold
from stance.evaluation.bootstrap import group_interval
from stance.labels import Stance
from stance.runtime.evidence import weigh
from stance.runtime.model import Model

MODELS = ("linear-v4", "minilm-v1")
SHARE = 0.2
"""Fraction of the words of a sentence that are taken."""

Span = tuple[int, int]


def main() -> None:
    """Measure and write the result."""
    options = arguments("Comprehensiveness and sufficiency of the evidence.")
    full = options.profile == "full"
    rows = [row for row in gold_rows(None) if row.split == "validation" and row.text is not None]
    if not full:
        rows = [row for row in rows if row.origin == "composed"][::40]
    texts, groups = [row.text or "" for row in rows], [row.group for row in rows]
    figures = {name: _measure(load_model(ROOT / "models" / name), texts, groups, full=full) for name in MODELS}
    print(write_result("evidence", options, figures, {"validation": from_gold(rows, splits=["validation"])}))


def _measure(model: Model, texts: Sequence[str], groups: Sequence[str], *, full: bool) -> dict[str, Any]:
    """Return the figures of one model over the texts that it gives a stance to."""
    answers = predictions(model, texts)
    found = [row for row, answer in enumerate(answers) if answer.stance is not Stance.NEUTRAL]
    generator = np.random.default_rng(0)
    falls: list[NDArray[np.float64]] = []
    for row in found:
        chosen = _heaviest(model, texts[row], answers[row].stance)
        drawn = _random(texts[row], sum(_words(texts[row], span) for span in chosen), generator)
        column = model.classes_.tolist().index(answers[row].stance)
        asked = [each for spans in (chosen, drawn) for each in _parted(texts[row], spans)]
        falls.append(answers[row].probability - model.answer(asked)[0][:, column])
    names = [f"{words}{measure}" for words in ("", "random ") for measure in ("comprehensiveness", "sufficiency")]
    columns = dict(zip(names, np.vstack(falls).T, strict=True))
    kept = [groups[row] for row in found]
    return {
        "n": len(found),
        "probability": round(float(np.mean([answers[row].probability for row in found])), 4),
        **{name: _figure(column, kept, 1000 if full else 20) for name, column in columns.items()},
    }


def _heaviest(model: Model, text: str, stance: Stance) -> list[Span]:
    """Return the spans of most weight that together hold no more than the share of words; at least one."""
    left = max(1, round(SHARE * _words(text, (0, len(text)))))
    taken: list[Span] = []
    for start, end, _ in sorted(weigh(model, text, stance), key=lambda each: -each.weight):
        words = _words(text, (start, end))
        if words <= left or not taken:
            taken.append((start, end))
            left -= words
    return sorted(taken)


def _random(text: str, number: int, generator: np.random.Generator) -> list[Span]:
    """Return the spans of words drawn at random."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    return [words[place] for place in sorted(generator.choice(len(words), number, replace=False))]


def _parted(text: str, spans: Sequence[Span]) -> tuple[str, str]:
    """Return the text without the spans, and the spans without the text."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    rest = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return "".join(rest), " ".join(text[start:end] for start, end in spans)


def _words(text: str, span: Span) -> int:
    return len(text[slice(*span)].split())


def _figure(values: NDArray[np.float64], groups: Sequence[str], resamples: int) -> dict[str, float]:
    interval = group_interval(lambda rows: float(values[rows].mean()), groups, resamples=resamples)
    return {
        "value": round(float(values.mean()), 4),
        "low": round(interval.low, 4),
        "high": round(interval.high, 4),
    }


if __name__ == "__main__":
    main()
