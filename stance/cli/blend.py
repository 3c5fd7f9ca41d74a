"""``blend``: join two models that both answer, each with its weight."""

from pathlib import Path
from typing import Annotated

import typer

from stance.cli._output import write


def blend(
    first: Annotated[str, typer.Argument(help="Name of a model.")],
    second: Annotated[str, typer.Argument(help="Name of another; it alone answers what asks about a tie.")],
    *,
    out: Annotated[Path, typer.Option(help="Model folder to write.")],
    corpus: Annotated[Path | None, typer.Option(help="A checkout; the one this runs from if none.")] = None,
) -> None:
    """Pool two models; the weight is chosen on the validation split."""
    from stance.api import releasing  # noqa: PLC0415

    weight = releasing.blend(first, second, out, corpus=corpus)
    write(f"{out}: {first} has a weight of {weight:.2f}, {second} of {1 - weight:.2f}.")
