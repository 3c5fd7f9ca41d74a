"""``report``: one page for one or many articles."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from stance.cli._model import ModelName
from stance.cli._output import tell_language, write
from stance.cli._parties import PartiesFile, load_table
from stance.cli._progress import progress_bar
from stance.files import write_text


class Articles(StrEnum):
    """Format of the input files."""

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
    model: ModelName = "default",
    parties: PartiesFile = None,
    evidence: Annotated[bool, typer.Option(help="Say which words a stance rests on.")] = True,
    source: Annotated[
        Articles | None, typer.Option("--input", help="Format of the files; if none, JSONL for what is named .jsonl.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Page to write; stdout if none.")] = None,
) -> None:
    """Read articles into one page: counts by holder and tie, a timeline, and each article with its statements."""
    from stance.api import reporting  # noqa: PLC0415

    table = load_table(parties)
    rows = None if source is None else source is Articles.JSONL
    # Every file is read first, so that a bad one is reported before any work.
    names = reporting.article_ids(files)
    articles = [
        article
        for file, name in zip(files, names, strict=True)
        for article in reporting.load_articles(file, rows=rows, name=name)
    ]
    with progress_bar() as progress:
        readings = reporting.read_articles(articles, model=model, evidence=evidence, parties=table, progress=progress)
    for reading in readings:
        tell_language(reading, reading.article.id)
    page = reporting.report(readings)
    if output is None:
        write(page.rstrip("\n"))
    else:
        write_text(output, page)
        write(f"{output}: {len(readings):,} articles, {sum(map(len, readings)):,} statements")
