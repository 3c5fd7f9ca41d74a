"""``evaluate``: score a model on labelled sentences."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stance.cli._model import ModelName
from stance.cli._output import tell_left_out, write
from stance.cli._parties import PartiesFile, load_table
from stance.files import write_text


class ReportFormat(StrEnum):
    """How a report is printed."""

    TEXT = "text"
    JSON = "json"


def evaluate(
    *,
    model: ModelName = "default",
    split: Annotated[str | None, typer.Option(help="train, validation, test or seed; give this or --data.")] = None,
    data: Annotated[
        Path | None, typer.Option(help="JSONL or CSV file with text and stance; give this or --split.")
    ] = None,
    parties: PartiesFile = None,
    corpus: Annotated[Path | None, typer.Option(help="A checkout; the one this runs from if none.")] = None,
    style: Annotated[ReportFormat, typer.Option("--format", help="How to print.")] = ReportFormat.TEXT,
    output: Annotated[Path | None, typer.Option(help="File to write; stdout if none.")] = None,
) -> None:
    """Score a model on labelled sentences that it has not seen."""
    from stance.api import learning, measuring  # noqa: PLC0415

    if (split is None) == (data is None):
        raise typer.BadParameter("expected one of --split and --data", param_hint="--split")
    table = load_table(parties)
    if data is not None:
        report = measuring.evaluate(model, data, parties=table)
    else:
        examples = learning.load_examples(corpus=corpus, splits=[split or ""])
        tell_left_out(len(examples), examples.without_text)
        report = measuring.evaluate(model, examples, name=f"split {split}", parties=table)
    told = report.to_json() if style is ReportFormat.JSON else report.to_markdown()
    if output is None:
        write(told.rstrip())
    else:
        write_text(output, told)
