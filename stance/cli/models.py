"""``models``: the models that a name finds."""

from stance.api.models import DEFAULT_MODEL, model_names
from stance.artifacts import read_manifest
from stance.cli._output import write
from stance.errors import StanceError


def models() -> None:
    """List the models that can be named, with what made them and on what."""
    damaged: StanceError | None = None
    for name, folder in model_names().items():
        try:
            manifest = read_manifest(folder)
        except StanceError as error:
            damaged = error
            continue
        size = sum(file["bytes"] for file in manifest.files.values()) / 2**20
        default = " (default)" if name == DEFAULT_MODEL else ""
        rows, groups = manifest.data.get("rows", 0), len(manifest.data.get("groups", []))
        write(f"{name}{default}: {manifest.kind}, {rows} sentences of {groups} groups, {size:.1f} MiB, {folder}")
    if damaged is not None:
        raise damaged
