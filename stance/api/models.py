"""Models by name: where they are, and reading one."""

import os
from pathlib import Path

from stance import paths
from stance.artifacts import MANIFEST, read_model
from stance.errors import UnknownModel
from stance.runtime.linear import LinearPredictor

DEFAULT_MODEL = "linear-v2"
"""What ``model="default"`` stands for: the best model that runs on the core dependencies alone."""


def model_names() -> dict[str, Path]:
    """Return the folders of all models that a name finds, by name, sorted."""
    found: dict[str, Path] = {}
    for folder in reversed(paths.model_folders()):
        found |= {manifest.parent.name: manifest.parent for manifest in folder.glob(f"*/{MANIFEST}")}
    return dict(sorted(found.items()))


def load_model(model: str | Path = "default") -> LinearPredictor:
    """Return a model, verified and ready to answer.

    Parameters
    ----------
    model
        A name (``"linear-v1"``; ``"default"``), or the path of a model folder. Names are looked up in
        ``$STANCE_MODELS``, then in ``models/`` of a checkout, then among the models that come with the package,
        and at last in the working directory.

    Returns
    -------
    LinearPredictor
        With ``predict``, ``predict_proba``, ``predict_rhetoric`` and ``predict_rhetoric_proba``.

    Raises
    ------
    UnknownModel
        If there is no such model.
    DamagedModel, NewerFormat
        If its folder cannot be trusted or read.
    """
    return LinearPredictor(read_model(_model_folder(model)))


def _model_folder(model: str | Path) -> Path:
    folder = Path(model)
    if (isinstance(model, Path) or "/" in model) and os.path.isdir(folder):  # noqa: PTH112
        return folder
    known = model_names()
    name = DEFAULT_MODEL if model == "default" else str(model)
    if name in known:
        return known[name]
    # os.path, for it says of a name that no file can have, such as one of 5,000 characters, that there is none.
    if os.path.isfile(folder / MANIFEST):  # noqa: PTH113
        return folder
    raise UnknownModel(name, [*known, "default"])
