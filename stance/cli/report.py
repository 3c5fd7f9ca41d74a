"""``report``: one page for one or many articles."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stance.cli._output import write
from stance.cli._progress import progress_bar
from stance.files import write_text


class Articles(StrEnum):
    """What files of articles are."""

    TEXT = "text"
    JSONL = "jsonl"


def report(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="ARTICLE…",
            help="Texts in UTF-8, or JSONL with an article a row: text; if known id, title, published, source.",
        ),
    ],
    *,
    model: Annotated[str, typer.Option(help="Name of a model, or a model folder.")] = "default",
    source: Annotated[
        Articles | None, typer.Option("--input", help="What the files are; if none, JSONL is what is named .jsonl.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Page to write; stdout if none.")] = None,
) -> None:
    """Read articles into one page: counts by holder and tie, a timeline, and each article with its statements."""
    from stance.api import reporting  # noqa: PLC0415

    rows = None if source is None else source is Articles.JSONL
    # All are looked at before the first is read: a bad one is told at once.
    articles = [article for file in files for article in reporting.load_articles(file, rows=rows)]
    with progress_bar() as progress:
        readings = reporting.read_articles(articles, model=model, progress=progress)
    page = reporting.report(readings)
    if output is None:
        write(page.rstrip("\n"))
    else:
        write_text(output, page)
        write(f"{output}: {len(readings):,} articles, {sum(map(len, readings)):,} statements")
