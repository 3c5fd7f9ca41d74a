"""``cascade``: join a fast model and a better one, changing over where the first is no longer certain."""

from pathlib import Path
from typing import Annotated

import typer

from stance.cli._output import write


def cascade(
    first: Annotated[str, typer.Argument(help="Name of the fast model.")],
    second: Annotated[str, typer.Argument(help="Name of the better model.")],
    *,
    out: Annotated[Path, typer.Option(help="Model folder to write.")],
    drop: Annotated[float, typer.Option(help="Macro-F1 that may be lost, as a fraction.")] = 0.005,
    corpus: Annotated[Path | None, typer.Option(help="A checkout; the one this runs from if none.")] = None,
) -> None:
    """Join two models; the threshold is chosen on the validation split."""
    from stance.api import releasing  # noqa: PLC0415

    if not 0 <= drop <= 1:
        raise typer.BadParameter(f"got {drop:g}, expected a fraction from 0 to 1", param_hint="--drop")
    point = releasing.cascade(first, second, out, drop=drop, corpus=corpus)
    write(
        f"{out}: {first} answers {point.share:.0%} of the held-out sentences alone, from a probability of "
        f"{point.threshold:.3f}; macro-F1 {point.macro_f1:.3f}."
    )
