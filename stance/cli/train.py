"""``train``: fit a classifier on the corpus and write a model folder."""

import tomllib
from pathlib import Path
from typing import Annotated, Any

import typer

from stance.cli._output import tell_left_out, write
from stance.cli._progress import progress_bar
from stance.errors import RecipeError
from stance.recipes import read_recipe


def train(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="Which classifier: majority, linear or transformer.")],
    *,
    recipe: Annotated[
        Path | None, typer.Option(help="TOML file of constructor arguments; the released one if none.")
    ] = None,
    corpus: Annotated[Path | None, typer.Option(help="A checkout; the one this runs from if none.")] = None,
    out: Annotated[Path | None, typer.Option(help="Model folder to write; build/KIND if none.")] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Overrides the recipe; may be repeated.")
    ] = None,
    split: Annotated[
        list[str] | None,
        typer.Option(help="Split to learn from; may be repeated; if none, train, and seed unless a transformer."),
    ] = None,
    hold_out: Annotated[
        list[str] | None, typer.Option(metavar="ARTICLE", help="Article to leave out of training; may be repeated.")
    ] = None,
) -> None:
    """Train a classifier on the corpus, report how it answers for articles it has not seen, write the model."""
    from stance.api import learning  # noqa: PLC0415

    if kind not in learning.KINDS:
        raise typer.BadParameter(f"got {kind!r}, expected one of {', '.join(learning.KINDS)}", param_hint="kind")
    params = read_recipe(recipe or kind) | dict(_setting(each) for each in settings or [])
    tied = learning.takes_ties(kind, params)
    examples = learning.load_examples(
        corpus=corpus, splits=split or learning.SPLITS[kind], hold_out=hold_out or [], ties=tied
    )
    tell_left_out(len(examples), examples.without_text)
    held_out, calibration = (
        (learning.load_held_out(corpus=corpus, real=real)[0] or None) if "train" in examples.splits else None
        for real in (False, True)
    )
    folder = (out or Path("build") / kind).absolute()
    with progress_bar() as progress:
        report = learning.train(
            kind,
            folder,
            params=params,
            examples=examples,
            held_out=held_out,
            calibration=calibration,
            checkpoints=folder.with_name(f".{folder.name}.checkpoint"),
            progress=progress,
        )
    interval = report.stance.macro_f1_interval
    origins = ", ".join(f"{count} {origin}" for origin, count in examples.origins().items())
    write(
        f"{out or folder}: {len(examples)} sentences of {len(set(examples.groups))} groups ({origins}). "
        f"Macro-F1 for groups not seen: {report.stance.macro_f1:.2f} "
        f"(95 % interval {interval.low:.2f} to {interval.high:.2f})."
    )


def _setting(option: str) -> tuple[str, Any]:
    name, equals, value = option.partition("=")
    if not equals:
        raise typer.BadParameter(f"got {option!r}, expected NAME=VALUE", param_hint="--set")
    try:
        return name.strip(), tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError as error:
        raise RecipeError(
            f"setting {option!r}", 'a value as TOML writes it, as in C=2.0 or class_weight="balanced"'
        ) from error
