"""``export``: from a trained transformer to a model folder that answers without torch."""

from pathlib import Path
from typing import Annotated

import typer

from stance.cli._output import write


def export(
    model: Annotated[str, typer.Argument(help="Folder of a trained transformer, or its name.")],
    *,
    out: Annotated[Path, typer.Option(help="Model folder to write.")],
    corpus: Annotated[Path | None, typer.Option(help="A checkout; the one this runs from if none.")] = None,
) -> None:
    """Export a transformer to ONNX, in int8 and fp32, and tell how well it keeps to the original."""
    from stance.api import releasing  # noqa: PLC0415

    parity = releasing.export(model, out, corpus=corpus)
    write(
        f"{out}: int8 agrees with the original on {parity['agreement']:.1%} of {parity['n']} texts; no probability "
        f"differs by more than {parity['gap']:.3f} (fp32: {parity['fp32_gap']:.3f})."
    )
