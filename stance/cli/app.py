"""The application: its commands, and what becomes of an error."""

import sys

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
        app(prog_name="stance")
    except StanceError as error:
        fail(str(error))


def fail(message: str) -> None:
    """Print one line on stderr and exit 1."""
    sys.stdout.flush()
    sys.stderr.write("error: " + " ".join(message.splitlines()) + "\n")
    sys.exit(1)
