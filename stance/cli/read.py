"""``read``: the statements of whole articles."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from stance.api.models import load_model
from stance.cli._model import ModelName
from stance.cli._output import print_reading, tell_language, write
from stance.cli._parties import PartiesFile, load_table
from stance.files import require_file

if TYPE_CHECKING:
    from stance.views.reading import Reading


class ReadFormat(StrEnum):
    """How statements are printed."""

    TEXT = "text"
    JSONL = "jsonl"
    HTML = "html"


def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Articles, as text in UTF-8.")],
    *,
    model: ModelName = "default",
    parties: PartiesFile = None,
    style: Annotated[ReadFormat | None, typer.Option("--format", help="How to print; a table on a terminal.")] = None,
    evidence: Annotated[bool, typer.Option(help="Say which words a stance rests on; not in a table.")] = True,
) -> None:
    """Read articles: each statement with its place, stance and rhetoric."""
    # Here, and not above: a single sentence is classified without loading what reads articles.
    from stance.api.reading import read as read_article  # noqa: PLC0415
    from stance.api.reporting import article_ids, load_articles  # noqa: PLC0415

    # All are looked at before the first is read: a bad one is told at once.
    for file in files:
        require_file(file)
    predictor, table = load_model(model), load_table(parties)
    chosen = style or (ReadFormat.TEXT if sys.stdout.isatty() else ReadFormat.JSONL)
    asked = evidence and chosen is not ReadFormat.TEXT

    def readings() -> Iterator["Reading"]:
        for file, name in zip(files, article_ids(files), strict=True):
            for article in load_articles(file, rows=False, name=name):
                reading = read_article(article, model=predictor, evidence=asked, parties=table)
                tell_language(reading, file)
                yield reading

    if chosen is ReadFormat.HTML:
        _print_page(list(readings()))
        return
    for reading in readings():
        if chosen is ReadFormat.TEXT:
            print_reading(reading, Console())
        else:
            sys.stdout.write(reading.to_jsonl())


def _print_page(readings: "list[Reading]") -> None:
    """Print the page of one article; of several the report, since two pages in one stream are none."""
    from stance.api.reporting import report  # noqa: PLC0415

    page = readings[0].to_html() if len(readings) == 1 else report(readings)
    write(page.rstrip("\n"))
