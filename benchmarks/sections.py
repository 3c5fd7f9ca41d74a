"""Sections of ``benchmarks/README.md`` on the transformer and the corpus, each from one committed result file."""

import statistics
from collections import defaultdict
from typing import Any

Result = dict[str, Any]


def curves(result: Result) -> str:
    """Return the learning curves as a table: a row for each classifier and source, a column for each size."""
    cells: dict[tuple[str, str], dict[str, Result]] = defaultdict(dict)
    for name, cell in result["figures"]["cells"].items():
        classifier, source, size = name.split(", ")
        cells[classifier, source][size] = cell
    sizes = sorted({size for row in cells.values() for size in row}, key=lambda size: int(size.partition("/")[0]))
    lines = [f"| learned from | scored on | {' | '.join(sizes)} |", f"|---|---|{'---|' * len(sizes)}"]
    for (classifier, source), row in cells.items():
        for split in ("validation", "seed", "development"):
            found = [_curve_cell(row.get(size), split) for size in sizes]
            lines.append(f"| {classifier}, {source} | {split} | {' | '.join(found)} |")
    return f"""## Learning curves

Macro-F1 of stance by the fraction of the train split's groups learned from (in brackets: sentences), for composed
statements, real sentences, and both; an empty cell is not measured yet. The seed articles train nothing here;
*development* is a set of 622 real sentences that is not part of the project and was looked at while building it.

{_lines(lines)}
"""


def _curve_cell(cell: Result | None, split: str) -> str:
    if cell is None or split not in cell:
        return ""
    sentences = f" ({cell['sentences']:,})" if split == "validation" else ""
    return f"{cell[split]['macro_f1']:.2f}{sentences}"


def ties(result: Result) -> str:
    """Return how each rendering of the tie answers, seeds beside each other."""
    scored = [name for name in next(iter(result["figures"].values()))[0] if name not in ("seed", "trained on")]
    lines = [f"| rendering | {' | '.join(scored)} |", f"|---|{'---|' * len(scored)}"]
    for rendering, runs in result["figures"].items():
        cells = [", ".join(f"{run[name]['macro_f1']:.2f}" for run in runs) for name in scored]
        lines.append(f"| {rendering} | {' | '.join(cells)} |")
    first = next(iter(result["figures"].values()))[0]
    counts = ", ".join(f"{first[name]['n']:,} {name}" for name in scored)
    return f"""## The tie in the input

Macro-F1 of fine-tuned MiniLM on a fixed quarter of the corpus, a figure for each seed ({counts}). A plain model is
blind to the tie: where the ties of a sentence disagree it gives all of them one answer.

{_lines(lines)}
"""


def ablations(result: Result) -> str:
    """Return what each change is worth, seeds beside each other where there are two."""
    cells: dict[str, list[Result]] = defaultdict(list)
    for name, cell in result["figures"]["cells"].items():
        cells[name.rpartition(", seed ")[0]].append(cell)
    lines = ["| change | validation | rhetoric | development |", "|---|---|---|---|"]
    for name, runs in cells.items():
        columns = [
            _each(runs, "validation", "macro_f1"),
            "" if name == "no rhetoric head" else _each(runs, "validation", "rhetoric"),
            _each(runs, "development", "macro_f1"),
        ]
        lines.append(f"| {name} | {' | '.join(columns)} |")
    sentences = result["figures"]["sentences"]
    return f"""## What pays in fine-tuning

One change at a time from the base (three epochs, rate 1e-4, mean pooling, rhetoric weight 0.5), on a fixed quarter of
the corpus ({sentences:,} sentences), macro-F1. Two figures are of two seeds and tell what another seed alone does;
where there is one, it is of the first.

{_lines(lines)}
"""


def confirmation(result: Result) -> str:
    """Return what changes of the recipe are worth at full size."""
    lines = ["| recipe | validation | 95 % interval | rhetoric | development |", "|---|---|---|---|---|"]
    for name, cell in result["figures"]["cells"].items():
        validation = cell["validation"]
        low, high = validation["interval"]
        lines.append(
            f"| {name} | {validation['macro_f1']:.3f} | {low:.2f} to {high:.2f} | {validation['rhetoric']:.3f} | "
            f"{_each([cell], 'development', 'macro_f1')} |"
        )
    return f"""## At full size

The recipe of `minilm-v1`, and the same with one change, on the whole train split and its ties
({result["figures"]["examples"]:,} examples), one seed: macro-F1 on the validation split. The first row is the released
model as exported (int8); the others are as trained.

{_lines(lines)}
"""


def _each(runs: list[Result], split: str, figure: str) -> str:
    return ", ".join(f"{run[split][figure]:.3f}" for run in runs if split in run)


def serving(result: Result) -> str:
    """Return the table of contenders: speed, ratio to the pipeline, fraction of the peak, latency and memory."""
    figures = result["figures"]
    contenders = figures["contenders"]
    pipeline = statistics.median(contenders["transformers pipeline, batch 32"]["sentences_per_s"])
    lines = [
        "| contender | sentences/s | to the pipeline | of the peak | one sentence, ms | ready in s | resident MiB |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, row in contenders.items():
        speed = statistics.median(row["sentences_per_s"])
        peak = figures["peak_fp32_per_s"] * (4 if "int8" in name else 1)
        reached = (
            "" if name in ("blend", "cascade", "linear") else f"{speed * figures['operations_a_sentence'] / peak:.0%}"
        )
        lines.append(
            f"| {name} | {speed:,.0f} | {speed / pipeline:.1f} | {reached} | "
            f"{statistics.median(row['latency_ms_p50']):.2f} | {statistics.median(row['ready_s']):.2f} | "
            f"{statistics.median(row['rss_mib']):.0f} |"
        )
    cold = figures["cold_start"]
    return f"""## Serving the transformer

One fine-tuned MiniLM answered in several ways, each in its own process, in turn, on {figures["sentences"]} sentences of
the seed articles. Ours gives stance and rhetoric, and a sentence's answer depends on nothing but the sentence; the
others give stance, and batches of theirs add their floats in another order. *Of the peak* is the fraction of the
fastest float32 matrix product measured in the same run (int8: of four times that); above 100 % that product was not
the limit.

{_lines(lines)}

The command line answers one sentence from a cold start in {statistics.median(run["seconds"] for run in cold):.2f} s and
{max(run["rss_mib"] for run in cold):.0f} MiB with the default model.
"""


def reading_speed(result: Result) -> str:
    """Return how many articles a second each model reads, with evidence and without, and the time of a long one."""
    figures = result["figures"]["reading"]
    hows = ("with evidence", "without evidence")
    lines = [f"| model | articles/s {' | articles/s '.join(hows)} |", f"|---|{'---|' * len(hows)}"]
    for model, row in figures["articles_per_s"].items():
        lines.append(f"| {model} | {' | '.join(f'{statistics.median(row[how]):.2f}' for how in hows)} |")
    long = figures["long_article"]
    processes, seconds = len(long["seconds"]), statistics.median(long["seconds"])
    return f"""## Reading

The {figures["articles"]} seed articles, read whole by `read`: sentences, stances, holders, ties, quotes and, unless it
is told otherwise, the words that each stance rests on. Medians of {processes} processes for each row, run in turn, the
model loaded. An article of {long["characters"]:,} characters takes {seconds:.1f} s with {long["model"]} and evidence.

{_lines(lines)}
"""


def reading(result: Result) -> str:
    """Return how holders and ties are found, beside two baselines."""
    measures = ("holder accuracy", "tie exact", "tie partial", "triple F1, stance given", "triple F1 end to end")
    lines = [f"| sentences | reader | {' | '.join(measures)} |", f"|---|---|{'---|' * len(measures)}"]
    for name, row in result["figures"].items():
        for reader in ("stance", "nearest party", "first two parties"):
            cells = [f"{row[reader][measure]['value']:.2f}" for measure in measures]
            lines.append(f"| {name} ({row['with a stance']}) | {reader} | {' | '.join(cells)} |")
    return f"""## Holders and ties

Whose stance toward which tie, over sentences that have a stance (their number in brackets), none of which taught the
reader's weights; the development set was looked at while choosing them. End to end, over all sentences, the stance is
that of the default model: toward each tie by itself as `read` gives it, and for the baselines the sentence's own.

{_lines(lines)}
"""


def precision(result: Result) -> str:
    """Return what int8 costs."""
    lines = ["| precision | macro-F1 | 95 % interval | rhetoric | n |", "|---|---|---|---|---|"]
    for name, row in result["figures"].items():
        low, high = row["interval"]
        lines.append(
            f"| {name} | {row['macro_f1']:.3f} | {low:.2f} to {high:.2f} | {row['rhetoric']:.3f} | {row['n']:,} |"
        )
    return f"""## What int8 costs

`minilm-v1` as released and as trained, on the validation split. On how many labels they agree its card tells.

{_lines(lines)}
"""


def quotes(result: Result) -> str:
    """Return how quotes are found, against the gold."""
    lines = [
        "| texts | quotes | source right | source, cue and content right | content F1 | content F1, equal spans |",
        "|---|---|---|---|---|---|",
    ]
    for name, row in result["figures"].items():
        content = f"{row['overlap']['content']['f1']:.2f} | {row['exact']['content']['f1']:.2f}"
        lines.append(f"| {name} | {row['quotes']} | {row['source_right']:.2f} | {row['all_right']:.2f} | {content} |")
    return f"""## Quotes

Against the gold of 150 quotes. The rules were written with the seed articles and these statements at hand: the figures
tell that they hold there, not how they do elsewhere.

{_lines(lines)}
"""


def elsewhere(result: Result) -> str:
    """Return how often the answer is neutral toward a tie of the sentence, and toward one of another sentence."""
    known, answers = result["figures"]["in view"], result["figures"]["answers"]
    lines = [
        "| in view of the sentence | its own tie | another's | neutral toward its own | neutral toward another's |",
        "|---|---|---|---|---|",
    ]
    for kind, row in known.items():
        shares = [answers.get(f"{which}: {kind}") for which in ("own", "other")]
        told = " | ".join("" if share is None else f"{share['neutral']} of {share['n']}" for share in shares)
        lines.append(f"| {kind} | {row['own']:,} | {row['other']:,} | {told} |")
    return f"""## Ties that a sentence is not about

Sentences that take a stance, each asked about its own ties and about one of another sentence, drawn at random. Left:
how often each comes with which parties in view (train and validation split). Right: how often the default model answers
neutral (test split). With neither party in view, but others, it always does; with one of the two in view it mostly
answers as if that tie were meant.

{_lines(lines)}
"""


def evidence(result: Result) -> str:
    """Return what answers lose without their evidence and what it gives alone, beside words drawn at random."""
    lines = ["| model | words taken | comprehensiveness | sufficiency | n |", "|---|---|---|---|---|"]
    for model, row in result["figures"].items():
        for words, name in (("", "evidence"), ("random ", "at random")):
            cells = [
                "{value:.2f} ({low:.2f} to {high:.2f})".format(**row[f"{words}{measure}"])
                for measure in ("comprehensiveness", "sufficiency")
            ]
            lines.append(f"| {model} | {name} | {' | '.join(cells)} | {row['n']:,} |")
    return f"""## Evidence

What the words are worth that a stance is said to rest on, over the sentences of the validation split that the model
gives a stance to. A fifth of the words are taken out, those of most weight or as many at random. Comprehensiveness is
the fall of the stance's probability without them (high is good), sufficiency its fall where they stand alone (low is
good; below 0 they are surer than the sentence), with 95 % intervals over documents.

{_lines(lines)}
"""


LEGEND = """Columns: macro-F1 of stance; its 95 % interval over documents; F1 of each label; macro-F1 over the most
certain 80 %; expected calibration error; macro-F1 of rhetoric; rows scored. *Toward ties*: pairs that the sentence is
about or names. *Development*: 622 real sentences that are not published and were looked at while building, so that
nobody else can check these rows."""


def released(result: Result) -> str:
    """Return the quality of the released models as a section."""
    return f"""## Quality of the released models

How each model answers for sentences that it did not learn from.

{quality(result["figures"]["quality"])}
"""


def quality(models: dict[str, dict[str, Result]]) -> str:
    """Return how each model answers for what it has not seen, and what the columns mean."""
    header = "macro-F1 | 95 % interval | neutral, supportive, warning | at 80 % | calibration error | rhetoric | n"
    lines = [f"| model | scored on | {header} |", "|---|---|---|---|---|---|---|---|---|"]
    for model, splits in models.items():
        for split, row in splits.items():
            labels = ", ".join(f"{f1:.2f}" for f1 in row["labels"].values())
            interval = "{:.2f} to {:.2f}".format(*row["interval"])
            # Toward ties, rhetoric is known only where the tie has the sentence's own stance.
            rhetoric = "" if "ties" in split else f"{row['rhetoric']:.2f}"
            figures = (
                f"{row['macro_f1']:.3f} | {interval} | {labels} | {row['at_80']:.2f} | {row['calibration_error']:.3f}"
            )
            lines.append(f"| {model} | {split} | {figures} | {rhetoric} | {row['n']:,} |")
    return f"{_lines(lines)}\n\n{LEGEND}"


def _lines(lines: list[str]) -> str:
    return "\n".join(lines)
