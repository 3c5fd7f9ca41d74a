"""The folder of a trained transformer: weights, configuration, tokenizer. Needs torch."""

from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load, save
from tokenizers import Tokenizer

from stance.artifacts import WEIGHTS, Manifest, read_files, write_files
from stance.classifiers._encoder import from_config, padding_of
from stance.classifiers._network import TwoHeads
from stance.errors import DamagedModel

CONFIG = "config.json"
TOKENIZER = "tokenizer.json"


def write(folder: Path, manifest: Manifest, network: TwoHeads, tokenizer: Tokenizer) -> None:
    """Write a model folder."""
    contents = {
        WEIGHTS: save({name: value.contiguous() for name, value in network.state_dict().items()}),
        CONFIG: network.encoder.config.to_json_string(use_diff=False).encode(),  # type: ignore[union-attr,operator]
        TOKENIZER: tokenizer.to_str().encode(),
    }
    write_files(folder, manifest, contents)


def read(folder: Path) -> tuple[Manifest, TwoHeads, Tokenizer, int]:
    """Return what `write` was given, and the id of the token that pads.

    Raises
    ------
    DamagedModel, NewerFormat
        If the folder cannot be trusted or read.
    """
    manifest, contents = read_files(folder, WEIGHTS, CONFIG, TOKENIZER)
    try:
        tokenizer = Tokenizer.from_str(contents[TOKENIZER].decode())
        encoder = from_config(contents[CONFIG].decode())
        heads = (len(manifest.classes), len(manifest.rhetoric_classes))
        network = TwoHeads(encoder, *heads, pooling=manifest.params["pooling"]).eval()
        network.load_state_dict(load(contents[WEIGHTS]))
    except (TypeError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        raise DamagedModel(folder, f"files that do not fit together ({error})", "a transformer model") from error
    return manifest, network, tokenizer, padding_of(encoder)
