"""The model card: what a model is, what it is for, how good it is, in one page of Markdown."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from stance.artifacts import Manifest
from stance.evaluation.report import Report
from stance.recipes import recipe_names
from stance.runtime.parts import part_names

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
    "cascade": "A linear model answers where it is certain, a better one elsewhere: for large inputs.",
}
_BASE = "- **Base and licence**: all-MiniLM-L6-v2 (Apache-2.0); these weights Apache-2.0.\n"


def parts_of(manifest: Manifest, find: Callable[[str], Manifest]) -> list[Manifest]:
    """Return the manifests of the models whose weights answer.

    Parameters
    ----------
    manifest
        Of the model.
    find
        Gives the manifest of a model that a blend or a cascade names.

    Returns
    -------
    list of Manifest
        Of a blend or a cascade those that it is made of, and what they are made of in turn, each once; of any other
        model its own.
    """
    named = [find(name) for name in part_names(manifest)]
    if not named:
        return [manifest]
    return list({part.name: part for each in named for part in parts_of(each, find)}.values())


def model_card(manifest: Manifest, report: Report, parts: Sequence[Manifest] = ()) -> str:
    """Return the card of a model.

    Parameters
    ----------
    manifest
        The model's manifest.
    report
        How it was measured.
    parts
        Manifests of the models whose weights answer, as `parts_of` gives them; none if it is the model's own alone.
    """
    params = ", ".join(f"`{name}={value!r}`" for name, value in sorted(manifest.params.items())) or "none"
    versions = ", ".join(f"{name} {number}" for name, number in manifest.versions.items())
    machine = f"{report.machine['processor']}, {report.machine['cores']} cores, Python {report.machine['python']}"
    groups = manifest.data.get("groups", [])
    return f"""# {manifest.name}

{_USE[manifest.kind]}

- **Answers**: stance ({", ".join(manifest.classes)}) and rhetoric ({", ".join(manifest.rhetoric_classes)}).
- **Trained on**: {manifest.data.get("rows", 0)} sentences of {len(groups)} groups ({_listed(groups)}), labelled by
  model-assisted annotators and checked by no person: see `annotations/README.md`.
{_base(parts or [manifest])}- **Made with**: {params}; {versions}. Again with: {_again(manifest)}.
{_parity(manifest)}- **Calibration**: {manifest.calibration["method"]}. **Abstention**: {_abstention(manifest)}.
- **Limits**: English only. Text unlike what it learned from (other countries, periods, kinds of text) is harder than
  the figures say. The label is what a sentence conveys, never whether it is true or fair. Not for decisions about
  persons.

The figures below are for articles, scenarios and documents that the model that answered had not learned from. The
validation split was also used to choose settings, temperatures, weights and thresholds, so its figures are optimistic.

{re.sub("^#", "##", report.to_markdown(), flags=re.MULTILINE)}
Measured on {machine}. Intervals: 1,000 bootstrap draws of whole groups, seed 0. Rounded from `report.json`.
"""


def _again(manifest: Manifest) -> str:
    """Return the commands that make the model."""
    if names := part_names(manifest):
        return f"`python -m stance {manifest.kind} {' '.join(names)} --out FOLDER`"
    recipe = f" --recipe stance/recipes/{manifest.name}.toml" if manifest.name in recipe_names() else ""
    splits = "".join(f" --split {name}" for name in manifest.data.get("splits", []))
    kind = "transformer" if manifest.kind == "onnx" else manifest.kind
    trained = f"`python -m stance train {kind}{recipe}{splits}`"
    return f"{trained}, then `python -m stance export`" if manifest.kind == "onnx" else trained


def _abstention(manifest: Manifest) -> str:
    """Return where the model abstains, and how that was chosen."""
    if manifest.abstention is None:
        return "none: `abstain` is always false"
    risk = manifest.calibration.get("risk")
    how = (
        "" if risk is None else f", chosen so that at most {risk:.0%} of the answers above it were wrong on validation"
    )
    return f"below a top probability of {manifest.abstention:.3f}{how.replace('%', ' %')}"


def _base(parts: Sequence[Manifest]) -> str:
    """Return what the weights were fine-tuned from, and the licences; nothing where that is not known."""
    return _BASE if any(part.params.get("encoder") == "minilm" for part in parts) else ""


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


def model_index(cards: Mapping[str, tuple[Manifest, dict[str, Any]]], default: str) -> str:
    """Return the index of the released models, as Markdown.

    Parameters
    ----------
    cards
        Name to manifest and the figures ``macro_f1``, ``low``, ``high``, ``calibration_error`` of its report, and
        ``data``, what it was scored on.
    default
        Name of the model that answers where none is named.
    """

    def manifest_of(name: str) -> Manifest:
        return cards[name][0]

    rows = [
        f"| [{name}]({name}/README.md){' (the default)' if name == default else ''} | {manifest.kind} | "
        f"{manifest.data.get('rows', 0):,} | {figures['data']} | "
        f"{figures['macro_f1']:.2f} ({figures['low']:.2f} to {figures['high']:.2f}) | "
        f"{figures['calibration_error']:.2f} | {_size(manifest, parts_of(manifest, manifest_of))} |"
        for name, (manifest, figures) in sorted(cards.items())
    ]
    table = "\n".join(rows)
    return f"""# Models

Macro-F1 of stance with its 95 % interval, and calibration error. Compare only rows scored on the same data. The
validation split also chose settings, temperatures, weights and thresholds: these figures flatter; those of the test
split are in the main [README](../README.md). A blend or a cascade has no weights of its own: its size is that of its
parts. Each folder has a manifest with checksums, a report and a card; no file is pickled. This page and the cards are
generated by `python -m benchmarks.tables`.

| model | kind | learned from sentences | scored on | macro-F1 | calibration error | size |
|---|---|---|---|---|---|---|
{table}
"""


def _size(manifest: Manifest, parts: Sequence[Manifest]) -> str:
    """Return the size of a model's files; of one that is made of others theirs, with their names."""
    size = f"{sum(file['bytes'] for part in parts for file in part.files.values()) / 2**20:.1f} MiB"
    return f"{size}: {' and '.join(part.name for part in parts)}" if part_names(manifest) else size
