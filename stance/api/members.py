"""What a blend or a cascade may be made of, and under which names it remembers that."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from stance import paths
from stance.api.models import model_folder, model_names
from stance.artifacts import read_manifest
from stance.errors import CannotJoin
from stance.runtime.parts import part_names


def member_names(models: Sequence[str | Path], out: Path) -> list[str]:
    """Return the names by which a blend or a cascade finds its models again, wherever it is asked from.

    Parameters
    ----------
    models
        Names or folders of both, each of which can be loaded.
    out
        Folder to be written. It must not take the place of one of them, nor of what one of them is made of.

    Raises
    ------
    UnknownModel
        If there is no such model.
    CannotJoin
        If one is in no folder that names are looked up in, both are the same, or `out` is the place of one.
    """
    folders = [model_folder(model) for model in models]
    names = [_name(folder) for folder in folders]
    if folders[0].samefile(folders[1]):
        raise CannotJoin(f"{models[0]} and {models[1]}, which are the same model", "two models")
    place = out.resolve()
    looked_up = place.parent in [folder.resolve() for folder in paths.model_folders()]
    for folder in (each for top in folders for each in _with_members(top)):
        if place == folder.resolve() or (looked_up and place.name == folder.name):
            got = f"{str(out)!r} to write, the place of {folder.name}, which the model would be made of"
            raise CannotJoin(got, "another folder", cure="Name another folder.")
    return names


def _name(folder: Path) -> str:
    """Return the name by which a folder is found, or raise `CannotJoin` if there is none."""
    known = model_names()
    for name in (folder.name, folder.resolve().name):
        if name in known and known[name].samefile(folder):
            return name
    found = "no model" if folder.name not in known else f"the model in {known[folder.name]}"
    raise CannotJoin(
        f"the model in {folder}, by whose name {found} is found",
        "a model that its name finds",
        cure="Move it to where names are looked up, as $STANCE_MODELS says.",
    )


def _with_members(folder: Path) -> Iterator[Path]:
    """Yield the folder of a model and of what it is made of."""
    yield folder
    for name in part_names(read_manifest(folder)):
        yield from _with_members(model_folder(name))
