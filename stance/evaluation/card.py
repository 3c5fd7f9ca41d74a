"""The model card: what a model is, what it is for, how good it is, in one page of Markdown."""

import re
from typing import Any

from stance.artifacts import Manifest
from stance.evaluation.report import Report
from stance.recipes import recipe_names

_USE = {
    "majority": "The floor under every comparison: it never looks at the text. Not for use.",
    "linear": "Stance and rhetoric of English news sentences about ties between countries, on a CPU, with numpy alone. "
    "It sees words, not who is meant: it is blind to the tie and cannot tell two countries apart.",
    "transformer": "Stance and rhetoric of English news sentences, also toward a given tie. In full precision, with "
    "torch: to be exported, or trained further.",
    "onnx": "Stance and rhetoric of English news sentences, also toward a given tie, on a CPU, without torch. A text's "
    "probabilities depend on nothing but the text and the tie.",
    "blend": "Stance and rhetoric of English news sentences: a linear model and a transformer both answer, and their "
    "opinions are pooled. Toward a given tie the transformer answers alone.",
    "cascade": "A linear model answers where it is certain, a better one elsewhere: many sentences, soon.",
}


def model_card(manifest: Manifest, report: Report) -> str:
    """Return the card of a model.

    Parameters
    ----------
    manifest
        The model's manifest.
    report
        How it was measured.
    """
    params = ", ".join(f"`{name}={value!r}`" for name, value in sorted(manifest.params.items())) or "none"
    versions = ", ".join(f"{name} {number}" for name, number in manifest.versions.items())
    machine = f"{report.machine['processor']}, {report.machine['cores']} cores, Python {report.machine['python']}"
    groups = manifest.data.get("groups", [])
    threshold = manifest.abstention
    abstention = "no threshold yet" if threshold is None else f"below a probability of {threshold:g}"
    return f"""# {manifest.name}

{_USE[manifest.kind]}

- **Answers**: stance ({", ".join(manifest.classes)}) and rhetoric ({", ".join(manifest.rhetoric_classes)}).
- **Trained on**: {manifest.data.get("rows", 0)} sentences of {len(groups)} groups ({_listed(groups)}), labelled by
  model-assisted annotators: see `annotations/README.md`.
- **Made with**: {params}; {versions}. Again with: {_again(manifest)}.
{_parity(manifest)}- **Calibration**: {manifest.calibration["method"]}. **Abstention**: {abstention}.
- **Limits**: English only. Text unlike what it learned from (other countries, periods, kinds of text) is harder than
  the figures say. The label is what a sentence conveys, never whether it is true or fair. Not for decisions about
  persons.

The figures below are for articles, scenarios and documents that the model that answered had not learned from. The
validation split has also chosen settings, and what a transformer, a blend or a cascade has of temperatures, weights and
thresholds.

{re.sub("^#", "##", report.to_markdown(), flags=re.MULTILINE)}
Measured on {machine}. Intervals: 1,000 bootstrap draws of whole groups, seed 0. Rounded from `report.json`.
"""


def _again(manifest: Manifest) -> str:
    """Return the commands that make the model."""
    if manifest.kind in {"blend", "cascade"}:
        return f"`python -m stance {manifest.kind} {manifest.params['first']} {manifest.params['second']} --out FOLDER`"
    recipe = f" --recipe stance/recipes/{manifest.name}.toml" if manifest.name in recipe_names() else ""
    splits = "".join(f" --split {name}" for name in manifest.data.get("splits", []))
    kind = "transformer" if manifest.kind == "onnx" else manifest.kind
    trained = f"`python -m stance train {kind}{recipe}{splits}`"
    return f"{trained}, then `python -m stance export`" if manifest.kind == "onnx" else trained


def _parity(manifest: Manifest) -> str:
    """Return a line on how an exported model keeps to the original; nothing for others."""
    if not manifest.parity:
        return ""
    found = manifest.parity
    return (
        f"- **Exported** from weights of SHA-256 `{manifest.data.get('weights')}`. On {found['n']:.0f} texts int8 "
        f"agrees with them on {found['agreement']:.2%} of labels; no probability differs by more than "
        f"{found['gap']:.3f} (fp32 graph: {found['fp32_gap']:.3f}).\n"
    )


def _listed(groups: list[str], most: int = 6) -> str:
    return ", ".join(groups[:most]) + (", …" if len(groups) > most else "")


def model_index(cards: dict[str, tuple[Manifest, dict[str, Any]]]) -> str:
    """Return the index of the released models, as Markdown.

    Parameters
    ----------
    cards
        Name to manifest and the figures ``macro_f1``, ``low``, ``high``, ``calibration_error`` of its report, and
        ``data``, what it was scored on.
    """
    rows = [
        f"| [{name}]({name}/README.md) | {manifest.kind} | {manifest.data.get('rows', 0):,} | {figures['data']} | "
        f"{figures['macro_f1']:.2f} ({figures['low']:.2f} to {figures['high']:.2f}) | "
        f"{figures['calibration_error']:.2f} | "
        f"{sum(file['bytes'] for file in manifest.files.values()) / 2**20:.1f} MiB |"
        for name, (manifest, figures) in sorted(cards.items())
    ]
    table = "\n".join(rows)
    return f"""# Models

Macro-F1 of stance and calibration error with 95 % intervals. Rows scored on different data are not comparable; those of
the table in the main README are. Each folder has a manifest with checksums, a report and a card; no file is pickled.
Generated by `python -m benchmarks.tables`.

| model | kind | learned from sentences | scored on | macro-F1 | calibration error | size |
|---|---|---|---|---|---|---|
{table}
"""
