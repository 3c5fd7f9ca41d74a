"""Models by name: where they are, and reading one."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from stance import paths
from stance.artifacts import MANIFEST, read_manifest, read_model
from stance.errors import DamagedModel, UnknownModel
from stance.runtime.model import Model

DEFAULT_MODEL = "blend-v1"
"""What ``model="default"`` stands for: the best model that runs on the core dependencies alone."""


def model_names() -> dict[str, Path]:
    """Return the folders of all models that a name finds, by name, sorted."""
    found: dict[str, Path] = {}
    for folder in reversed(paths.model_folders()):
        found |= {manifest.parent.name: manifest.parent for manifest in folder.glob(f"*/{MANIFEST}")}
    return dict(sorted(found.items()))


def load_model(model: str | Path = "default") -> Model:
    """Return a model, verified and ready to answer.

    Parameters
    ----------
    model
        A name (``"linear-v1"``; ``"default"``), or the path of a model folder. Names are looked up in
        ``$STANCE_MODELS``, then in ``models/`` of a checkout, then among the models that come with the package,
        and at last in the working directory.

    Returns
    -------
    Model
        With ``predict``, ``predict_proba``, ``predict_rhetoric`` and ``predict_rhetoric_proba``.

    Raises
    ------
    UnknownModel
        If there is no such model.
    DamagedModel, NewerFormat
        If its folder cannot be trusted or read.
    """
    folder = model_folder(model)
    kind = read_manifest(folder).kind
    if kind not in _READERS:
        raise DamagedModel(folder, f"kind {kind!r}", f"one of {', '.join(_READERS)}")
    return _READERS[kind](folder)


# Each reader imports what its kind needs and no more: a linear model is read without onnxruntime, and only a model that
# was trained here and not exported is read with torch.


def _linear(folder: Path) -> Model:
    from stance.runtime.linear import LinearPredictor  # noqa: PLC0415

    return LinearPredictor(read_model(folder))


def _onnx(folder: Path) -> Model:
    from stance.runtime.onnx import OnnxClassifier  # noqa: PLC0415

    return OnnxClassifier(folder)


def _cascade(folder: Path) -> Model:
    from stance.runtime.cascade import Cascade  # noqa: PLC0415

    return Cascade(read_manifest(folder), partial(_part, folder, "cascade"))


def _blend(folder: Path) -> Model:
    from stance.runtime.blend import Blend  # noqa: PLC0415

    return Blend(read_manifest(folder), partial(_part, folder, "blend"))


def _part(whole: Path, whole_kind: str, model: str) -> Model:
    """Return a model that one of another kind is made of, or raise `DamagedModel` if it may not be or is not there.

    A cascade may have a blend in it, and nothing else that is made of models, so that none can name itself.
    """
    try:
        folder = model_folder(model)
    except UnknownModel as error:
        expected = f"the model {model!r} that it is made of, where names are looked up"
        raise DamagedModel(whole, f"no model {model!r}", expected) from error
    kind = read_manifest(folder).kind
    if kind in {"cascade", whole_kind}:
        raise DamagedModel(folder, f"a {kind} in a {whole_kind}", "a model that answers by itself")
    return load_model(folder)


def _transformer(folder: Path) -> Model:
    from stance.classifiers.transformer import TransformerClassifier  # noqa: PLC0415

    return TransformerClassifier.load(folder)


_READERS: dict[str, Callable[[Path], Model]] = {
    "majority": _linear,
    "linear": _linear,
    "onnx": _onnx,
    "blend": _blend,
    "cascade": _cascade,
    "transformer": _transformer,
}


def model_folder(model: str | Path) -> Path:
    """Return the folder of a model given by name or path, or raise `UnknownModel`.

    Raises `ModelError` if it is a name and ``$STANCE_MODELS`` is no folder to look it up in.
    """
    folder = Path(model)
    if (isinstance(model, Path) or "/" in model) and os.path.isdir(folder):  # noqa: PTH112
        return folder
    paths.check_model_folders()
    known = model_names()
    name = DEFAULT_MODEL if model == "default" else str(model)
    if name in known:
        return known[name]
    # os.path, for it says of a name that no file can have, such as one of 5,000 characters, that there is none.
    if os.path.isfile(folder / MANIFEST):  # noqa: PTH113
        return folder
    raise UnknownModel(name, [*known, "default"])
