"""``read``: the statements of whole articles."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from stance.api.models import load_model
from stance.cli._output import print_reading, write


class ReadFormat(StrEnum):
    """How statements are printed."""

    TEXT = "text"
    JSONL = "jsonl"


def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Articles, as text in UTF-8.")],
    *,
    model: Annotated[str, typer.Option(help="Name of a model, or a model folder.")] = "default",
    style: Annotated[ReadFormat | None, typer.Option("--format", help="How to print; a table on a terminal.")] = None,
    evidence: Annotated[bool, typer.Option(help="Say which words a stance rests on; not in a table.")] = True,
) -> None:
    """Read articles: each statement with its place, stance and rhetoric."""
    # Here, and not above: a single sentence is classified without loading what reads articles.
    from stance.api.reading import read as read_article  # noqa: PLC0415

    predictor = load_model(model)
    chosen = style or (ReadFormat.TEXT if sys.stdout.isatty() else ReadFormat.JSONL)
    for file in files:
        reading = read_article(file, model=predictor, evidence=evidence and chosen is not ReadFormat.TEXT)
        if chosen is ReadFormat.TEXT:
            print_reading(reading, Console())
        else:
            for statement in reading:
                write(json.dumps(statement.to_dict(), ensure_ascii=False))
