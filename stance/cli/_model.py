"""The option that names a model."""

from typing import Annotated

import typer

from stance.api.models import DEFAULT_MODEL

ModelName = Annotated[
    str,
    typer.Option(
        "--model",
        help=f"Name of a model, or a model folder; if none, default, which is {DEFAULT_MODEL}.",
        show_default=False,
    ),
]
