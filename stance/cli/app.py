"""The application: its commands, and what becomes of an error."""

import io
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

import stance
from stance.cli import blend, cascade, classify, corpus, evaluate, export, models, read, report, train
from stance.cli._output import write
from stance.errors import StanceError, UnreadableFile

app = typer.Typer(
    name="stance",
    help="Tag news sentences as supportive, warning or neutral toward ties between countries.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(classify.classify)
app.command()(read.read)
app.command()(report.report)
app.command()(train.train)
app.command()(evaluate.evaluate)
app.command()(export.export)
app.command()(blend.blend)
app.command()(cascade.cascade)
app.command()(models.models)
app.add_typer(corpus.app, name="corpus")


_STDOUT = Path("stdout")


def _version(asked: bool) -> None:
    if asked:
        write(f"stance {stance.__version__}")
        raise typer.Exit


@app.callback()
def options(
    *,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Take what concerns no single command."""


def main() -> None:
    """Run the command line: exit 0, 1 with one line on stderr for a `StanceError`, 2 for usage."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # UTF-8 whatever the locale; a lone surrogate (in a field of the input's, in a file's name) as JSON's escape for
        # it; and each line at once, for whoever waits for an answer before writing the next.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    try:
        if sys.stdout is None:
            raise UnreadableFile(_STDOUT, "it is closed")
        _run()
    except StanceError as error:
        sys.stderr.write("error: " + " ".join(str(error).splitlines()) + "\n")
        sys.exit(1)


def _run() -> None:
    """Run the command; if what it prints cannot be written (the disk is full), raise the error that says so."""
    try:
        app(prog_name="stance")
    except OSError as error:
        if error.filename is not None:  # an error of a file, and not of the stream
            raise
        # Else the interpreter would try once more, as it ends, to write what is left.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise UnreadableFile(_STDOUT, error.strerror or str(error)) from error
