"""The model card: what a model is, what it is for, how good it is, in one page of Markdown."""

import re

from stance.artifacts import Manifest
from stance.evaluation.report import Report

_USE = {
    "majority": "The floor under every comparison: it never looks at the text. Not for use.",
    "linear": "Stance and rhetoric of English news sentences about ties between countries, on a CPU, with numpy alone. "
    "It sees words, not who is meant: it is blind to the tie and cannot tell two countries apart.",
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
    machine = ", ".join(report.machine.values())
    groups = manifest.data.get("groups", [])
    threshold = manifest.abstention
    abstention = "no threshold yet" if threshold is None else f"below a probability of {threshold:g}"
    return f"""# {manifest.name}

{_USE[manifest.kind]}

- **Answers**: stance ({", ".join(manifest.classes)}) and rhetoric ({", ".join(manifest.rhetoric_classes)}).
- **Trained on**: {manifest.data.get("rows", 0)} sentences of {len(groups)} groups ({_listed(groups)}); labels by
  model-assisted annotators, see `annotations/README.md`.
- **Made with**: {params}; {versions}. Again with: `python -m stance train {manifest.kind}`.
- **Calibration**: {manifest.calibration["method"]}. **Abstention**: {abstention}.
- **Limits**: English only. News prose about few countries; other text, other countries and other
  wording are harder than the figures say. The label is what a sentence conveys, never whether it is true or fair. Not
  for decisions about persons.

The figures below are of models that never saw the article they answer for. The model itself has seen them all.

{re.sub("^#", "##", report.to_markdown(), flags=re.MULTILINE)}
Measured on {machine}. Intervals: 1,000 bootstrap draws of whole groups, seed 0. Rounded from `report.json`.
"""


def _listed(groups: list[str], most: int = 6) -> str:
    return ", ".join(groups[:most]) + (", …" if len(groups) > most else "")
