"""``classify``: one output row for each input row, in order, streaming."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from typing import Annotated, BinaryIO

import typer

from stance.api.answering import predictions
from stance.api.models import load_model
from stance.cli._input import Row, csv_rows, is_stored, jsonl_rows, open_inputs, text_rows
from stance.cli._model import ModelName
from stance.cli._output import Answer, Format, print_answers
from stance.cli._parties import PartiesFile, load_table
from stance.errors import InputError, StanceError
from stance.records import Prediction
from stance.runtime.model import Model
from stance.text.parties import using_parties
from stance.text.usable import as_tie

_AT_ONCE = 256
"""Rows of files answered together. Those of a pipe or a terminal come one by one: whoever writes a line may wait for
its answer."""


class Input(StrEnum):
    """What input rows are."""

    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"


def classify(
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE…|-", help="Files; stdin if none.")] = None,
    *,
    model: ModelName = "default",
    tie: Annotated[str | None, typer.Option(metavar="A,B", help="The tie that is asked about.")] = None,
    parties: PartiesFile = None,
    source: Annotated[Input, typer.Option("--input", help="What the rows are.")] = Input.TEXT,
    text_column: Annotated[str, typer.Option(help="Column of the text, for CSV.")] = "text",
    style: Annotated[Format | None, typer.Option("--format", help="How to print; a table on a terminal.")] = None,
) -> None:
    """Classify sentences: one a line, or rows of JSONL or CSV."""
    asked = _tie(tie)
    predictor, table = load_model(model), load_table(parties)
    readers: dict[Input, Callable[[BinaryIO], Iterator[Row]]] = {
        Input.TEXT: text_rows,
        Input.JSONL: jsonl_rows,
        Input.CSV: partial(csv_rows, column=text_column),
    }
    rows = (row for file in open_inputs(files or []) for row in readers[source](file))
    stored = all(map(is_stored, files or ["-"]))
    answers = (each for block in _blocks(rows, _AT_ONCE if stored else 1) for each in _answers(block, predictor, asked))
    with using_parties(table):
        errors = print_answers(answers, style, stored=stored)
    if errors:
        raise InputError(f"{errors} rows have an error in place of an answer; expected none. Mend them, and run again.")


def _tie(tie: str | None) -> tuple[str, str] | None:
    if tie is None:
        return None
    parties = as_tie(tie)
    if parties is None:
        raise typer.BadParameter(f"got {tie!r}, expected two codes or names with a comma between", param_hint="--tie")
    return parties


def _blocks(rows: Iterator[Row], at_once: int) -> Iterator[list[Row]]:
    """Yield rows together; what was read before an error is yielded before it is raised."""
    block: list[Row] = []
    try:
        for row in rows:
            block.append(row)
            if len(block) == at_once:
                yield block
                block = []
    except StanceError:
        yield block
        raise
    yield block


def _answers(block: list[Row], predictor: Model, tie: tuple[str, str] | None) -> Iterator[Answer]:
    """Yield an answer to each row: all at once, or if one of them cannot be answered, each by itself."""
    sound = [row for row in block if row.error is None and not row.blank]
    asked = [(row.text or "", row.tie or tie) for row in sound]
    try:
        found: Iterator[tuple[Prediction | None, str | None]] = iter(
            [(each, None) for each in predictions(predictor, asked)]
        )
    except StanceError:
        found = (_asked(item, predictor) for item in asked)
    for row in block:
        if row.error is not None or row.blank:
            yield row, None, row.error
        else:
            yield row, *next(found)


def _asked(item: tuple[str, tuple[str, str] | None], predictor: Model) -> tuple[Prediction | None, str | None]:
    try:
        return predictions(predictor, [item])[0], None
    except StanceError as error:
        return None, str(error)
