"""The application: its commands, and what becomes of an error."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from stance.cli import classify, corpus, evaluate, models, read, train
from stance.errors import StanceError

app = typer.Typer(
    name="stance",
    help="Tag news sentences as supportive, warning or neutral toward ties between countries.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(classify.classify)
app.command()(read.read)
app.command()(train.train)
app.command()(evaluate.evaluate)
app.command()(models.models)
app.add_typer(corpus.app, name="corpus")


def main() -> None:
    """Run the command line: exit 0, 1 with one line on stderr for a `StanceError`, 2 for usage."""
    try:
        with _results():
            app(prog_name="stance")
    except StanceError as error:
        sys.stderr.write("error: " + " ".join(str(error).splitlines()) + "\n")
        sys.exit(1)


@contextmanager
def _results() -> Iterator[None]:
    """Let stdout speak UTF-8 whatever the locale, and flush it while a reader that has left can still be borne."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A lone surrogate (in a field of the input's, in a file's name) comes out as the escape that JSON has for it.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        yield
    finally:
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            # As Python's documentation has it: what is left is flushed into nothing at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
