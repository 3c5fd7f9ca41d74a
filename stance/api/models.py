"""Models by name: where they are, and reading one."""

from pathlib import Path

from stance import paths
from stance.artifacts import read_model
from stance.errors import UnknownModel
from stance.runtime.linear import LinearPredictor

DEFAULT_MODEL = "linear-v1"
"""What ``model="default"`` stands for: the best model that runs on the core dependencies alone."""


def model_names() -> dict[str, Path]:
    """Return the folders of all models that a name finds, by name, sorted."""
    found: dict[str, Path] = {}
    for folder in reversed(paths.model_folders()):
        found |= {manifest.parent.name: manifest.parent for manifest in folder.glob("*/manifest.json")}
    return dict(sorted(found.items()))


def load_model(model: str | Path = "default") -> LinearPredictor:
    """Return a model, verified and ready to answer.

    Parameters
    ----------
    model
        A name (``"linear-v1"``; ``"default"``), or the path of a model folder. Names are looked up in
        ``$STANCE_MODELS``, then in ``models/`` of a checkout, then among the models that come with the package.

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
    if isinstance(model, Path) or "/" in model:
        folder = Path(model)
        if folder.is_dir():
            return folder
    name = DEFAULT_MODEL if model == "default" else str(model)
    for folder in paths.model_folders():
        if "/" not in name and (folder / name / "manifest.json").is_file():
            return folder / name
    raise UnknownModel(name, [*model_names(), "default"])
