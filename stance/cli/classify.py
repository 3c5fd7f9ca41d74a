"""``classify``: one output row for each input row, in order, streaming."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from typing import Annotated, BinaryIO

import typer

from stance.api.answering import classify as ask
from stance.api.models import load_model
from stance.cli._input import Row, csv_rows, jsonl_rows, open_inputs, text_rows
from stance.cli._output import Answer, Format, print_answers
from stance.errors import InputError, StanceError
from stance.records import Prediction
from stance.runtime.model import Model
from stance.text.usable import as_tie


class Input(StrEnum):
    """What input rows are."""

    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"


def classify(
    files: Annotated[list[str] | None, typer.Argument(metavar="[FILE…|-]", help="Files; stdin if none.")] = None,
    *,
    model: Annotated[str, typer.Option(help="Name of a model, or a model folder.")] = "default",
    tie: Annotated[str | None, typer.Option(metavar="A,B", help="The tie that is asked about.")] = None,
    source: Annotated[Input, typer.Option("--input", help="What the rows are.")] = Input.TEXT,
    text_column: Annotated[str, typer.Option(help="Column of the text, for CSV.")] = "text",
    style: Annotated[Format | None, typer.Option("--format", help="How to print; a table on a terminal.")] = None,
) -> None:
    """Classify sentences: one a line, or rows of JSONL or CSV."""
    parties = _parties(tie)
    predictor = load_model(model)
    readers: dict[Input, Callable[[BinaryIO], Iterator[Row]]] = {
        Input.TEXT: text_rows,
        Input.JSONL: jsonl_rows,
        Input.CSV: partial(csv_rows, column=text_column),
    }
    rows = (row for file in open_inputs(files or []) for row in readers[source](file))
    errors = print_answers(_answers(rows, predictor, parties), style)
    if errors:
        raise InputError(f"{errors} rows have an error in place of an answer; expected none. Mend them, and run again.")


def _parties(tie: str | None) -> tuple[str, str] | None:
    if tie is None:
        return None
    parties = as_tie(tie)
    if parties is None:
        raise typer.BadParameter(f"got {tie!r}, expected two codes or names with a comma between", param_hint="--tie")
    return parties


def _answers(rows: Iterator[Row], predictor: Model, tie: tuple[str, str] | None) -> Iterator[Answer]:
    """Yield an answer to each row as it comes, so that whoever writes a line can wait for its answer."""
    for row in rows:
        if row.error is not None or row.blank:
            yield row, None, row.error
        else:
            yield row, *_asked(row, predictor, row.tie or tie)


def _asked(row: Row, predictor: Model, tie: tuple[str, str] | None) -> tuple[Prediction | None, str | None]:
    try:
        return ask(row.text or "", tie=tie, model=predictor), None
    except StanceError as error:
        return None, str(error)
