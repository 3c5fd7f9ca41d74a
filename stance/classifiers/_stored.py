"""The folder of a trained transformer: weights, configuration, tokenizer. Needs torch."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from tokenizers import Tokenizer

from stance.artifacts import WEIGHTS, Manifest, library_versions, read_files, write_files
from stance.classifiers._encoder import from_config, padding_of
from stance.classifiers._network import TwoHeads
from stance.errors import DamagedModel

CONFIG = "config.json"
TOKENIZER = "tokenizer.json"


Made = TypeVar("Made")


def write(classifier: Any, folder: Path, data: dict[str, Any]) -> None:  # noqa: ANN401
    """Write the model folder of a fitted classifier; `data` says what it was trained on."""
    manifest = Manifest(
        name=folder.name,
        kind=classifier.kind,
        params=classifier.get_params(),
        classes=classifier.classes_.tolist(),
        rhetoric_classes=classifier.rhetoric_classes_.tolist(),
        calibration={
            "method": "none" if classifier.abstention_ is None else "temperature scaling, fitted on rows held out",
            "stance": classifier.temperature_,
            "rhetoric": classifier.rhetoric_temperature_,
            "risk": classifier.risk_,
        },
        abstention=classifier.abstention_,
        data=data,
        versions=library_versions("numpy", "torch", "transformers", "tokenizers"),
    )
    network: TwoHeads = classifier._network  # noqa: SLF001
    contents = {
        WEIGHTS: save({name: value.contiguous() for name, value in network.state_dict().items()}),
        CONFIG: network.encoder.config.to_json_string(use_diff=False).encode(),  # type: ignore[union-attr,operator]
        TOKENIZER: classifier._tokenizer.to_str().encode(),  # noqa: SLF001
    }
    write_files(folder, manifest, contents)


def read(kind: Callable[..., Made], folder: Path) -> Made:
    """Return the classifier whose folder `write` wrote, ready to answer.

    Raises
    ------
    DamagedModel, NewerFormat
        If the folder cannot be trusted or read.
    """
    manifest, contents = read_files(folder, WEIGHTS, CONFIG, TOKENIZER)
    try:
        made: Any = kind(**manifest.params)
        made._tokenizer = Tokenizer.from_str(contents[TOKENIZER].decode())  # noqa: SLF001
        heads = (len(manifest.classes), len(manifest.rhetoric_classes))
        # First weights are drawn, from torch's global generator, though they are replaced at once.
        with torch.random.fork_rng():
            encoder = from_config(contents[CONFIG].decode())
            network = TwoHeads(encoder, *heads, pooling=manifest.params["pooling"]).eval()
        network.load_state_dict(load(contents[WEIGHTS]))
        made._padding = padding_of(encoder)  # noqa: SLF001
    except (TypeError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        raise DamagedModel(folder, f"files that do not fit together ({error})", "a transformer model") from error
    made.temperature_, made.rhetoric_temperature_ = manifest.temperatures()
    made.manifest, made._network = manifest, network  # noqa: SLF001
    made.abstention_, made.risk_ = manifest.abstention, manifest.calibration.get("risk")
    made.classes_, made.rhetoric_classes_ = np.asarray(manifest.classes), np.asarray(manifest.rhetoric_classes)
    found: Made = made
    return found
