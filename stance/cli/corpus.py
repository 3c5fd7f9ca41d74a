"""``corpus check | build | split | hydrate | agreement``: the annotations of a checkout."""

from pathlib import Path
from typing import Annotated

import typer

from stance import paths
from stance.cli._output import write
from stance.errors import CorpusError

app = typer.Typer(help="Check and build the annotations of a checkout.", no_args_is_help=True)

Folder = Annotated[Path | None, typer.Option(help="A checkout; the one this runs from if none.")]


@app.command()
def check(
    corpus: Folder = None,
    against: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE|FOLDER", help="Text that composed statements must not repeat; archives are opened."),
    ] = None,
) -> None:
    """Verify texts, judgements, adjudications and splits, and that gold is what they build."""
    from stance.corpus import build as building  # noqa: PLC0415

    for name, count in building.check(corpus or paths.corpus_folder(), against or []).items():
        write(f"{name}: {count}")


@app.command()
def build(corpus: Folder = None) -> None:
    """Settle the judgements: write gold.jsonl, agreement.json, coverage.json and the data sheet's tables."""
    from stance.corpus import build as building  # noqa: PLC0415

    for path in building.build(corpus or paths.corpus_folder()):
        write(str(path))


@app.command()
def split(corpus: Folder = None) -> None:
    """Give every group of sentences that has no split one; no entry ever moves."""
    from stance.corpus import build as building  # noqa: PLC0415

    write(str(building.split(corpus or paths.corpus_folder())))


@app.command()
def hydrate(
    source: Annotated[str, typer.Option(help="Open source: allsides, ungd, whitehouse or wikinews.")],
    files: Annotated[Path, typer.Option("--from", help="Folder of its public files, packed or as published.")],
    corpus: Folder = None,
) -> None:
    """Restore the sentences of an open source from its public files, each verified by its hash."""
    from stance.corpus.standoff import hydrate as restore  # noqa: PLC0415
    from stance.corpus.standoff import read_standoff  # noqa: PLC0415

    pointers = read_standoff((corpus or paths.corpus_folder()) / "annotations" / "standoff").values()
    found = restore(source, pointers, files, paths.cache_folder())
    write(f"{source}: {found.restored} sentences restored into {paths.cache_folder()}")
    lost = [*found.missing, *found.altered]
    if lost:
        raise CorpusError(
            f"got {len(found.missing)} sentences without their document and {len(found.altered)} that read otherwise "
            f"({lost[0]}, …); expected all of {source}. Check that the folder holds the files as published."
        )


@app.command()
def agreement(corpus: Folder = None) -> None:
    """Print how far the passes agree: Krippendorff's alpha, over all and for each pair."""
    from stance.corpus.agreement import agreement as measure  # noqa: PLC0415

    found = measure(corpus or paths.corpus_folder())
    for label in ("stance", "rhetoric"):
        write(f"{label}:")
        for name, row in {"all passes": found[label]["overall"], **found[label]["pairs"]}.items():
            if not row["n"]:
                write(f"  {name}: no sentence is judged twice")
                continue
            low, high = row["interval"]
            write(f"  {name}: alpha {row['alpha']:.3f} (95 % interval {low:.3f} to {high:.3f}), n {row['n']}")
