"""The option that names a table of parties of the user's own."""

from pathlib import Path
from typing import Annotated

import typer

from stance.text.parties import PartyTable, load_parties

PartiesFile = Annotated[
    Path | None,
    typer.Option(
        "--parties",
        metavar="FILE",
        envvar="STANCE_PARTIES",
        help="Parties of your own, beside ours: tab-separated code, kind, role, surface, provenance.",
    ),
]


def load_table(file: Path | None) -> PartyTable | None:
    """Return the table that the option names; None if it names none."""
    return None if file is None else load_parties(file)
