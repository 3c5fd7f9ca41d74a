"""Checkpoints of a training: what it takes to go on after an epoch as if nothing had happened. Needs torch.

One safetensors file: weights, the optimiser's moments, the states of both generators; in its header, as JSON, the epoch
and the fingerprint of the training that it belongs to.
"""

import json
from pathlib import Path
from typing import Any

import safetensors
import torch
from safetensors.torch import save

from stance.classifiers._network import TwoHeads
from stance.errors import ForeignCheckpoint
from stance.files import replacing

NAME = "checkpoint.safetensors"


class Checkpoints:
    """The last checkpoint of one training.

    Parameters
    ----------
    folder
        Where it is kept; None to keep none.
    fingerprint
        What makes a training the same: a checkpoint with another one is refused.
    """

    def __init__(self, folder: Path | None, fingerprint: str) -> None:
        self._path = None if folder is None else folder / NAME
        self._fingerprint = fingerprint

    def restore(self, network: TwoHeads, optimizer: torch.optim.Optimizer, generator: torch.Generator) -> int:
        """Set everything as it was after the last checkpoint, and return how many epochs were done: 0 without one.

        Raises
        ------
        ForeignCheckpoint
            If the checkpoint is of another training, or is none.
        """
        if self._path is None or not self._path.is_file():
            return 0
        try:
            with safetensors.safe_open(self._path, "pt") as file:
                stated: dict[str, Any] = json.loads((file.metadata() or {})["training"])
                tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        except (safetensors.SafetensorError, KeyError, ValueError) as error:
            raise ForeignCheckpoint(self._path, f"a file that does not parse ({error})") from error
        if stated["fingerprint"] != self._fingerprint:
            raise ForeignCheckpoint(self._path, "one of another training")
        _set(network, optimizer, tensors)
        generator.set_state(tensors["generator"])
        torch.set_rng_state(tensors["torch"])
        return int(stated["epochs"])

    def keep(
        self, epochs: int, network: TwoHeads, optimizer: torch.optim.Optimizer, generator: torch.Generator
    ) -> None:
        """Write a checkpoint in the place of the last one, whole or not at all."""
        if self._path is None:
            return
        tensors = {f"weight.{name}": value for name, value in network.state_dict().items()}
        for place, values in optimizer.state_dict()["state"].items():
            tensors |= {f"moment.{place}.{name}": value for name, value in values.items()}
        tensors |= {"generator": generator.get_state(), "torch": torch.get_rng_state()}
        stated = json.dumps({"epochs": epochs, "fingerprint": self._fingerprint})
        with replacing(self._path) as file:
            file.write(save({name: each.contiguous() for name, each in tensors.items()}, {"training": stated}))


def _set(network: TwoHeads, optimizer: torch.optim.Optimizer, tensors: dict[str, torch.Tensor]) -> None:
    weights = {name.removeprefix("weight."): each for name, each in tensors.items() if name.startswith("weight.")}
    network.load_state_dict(weights)
    state: dict[int, dict[str, torch.Tensor]] = {}
    for name, each in tensors.items():
        if name.startswith("moment."):
            _, place, moment = name.split(".")
            state.setdefault(int(place), {})[moment] = each
    optimizer.load_state_dict(optimizer.state_dict() | {"state": state})
