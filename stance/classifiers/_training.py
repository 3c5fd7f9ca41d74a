"""Fine-tuning of an encoder with two heads. Needs torch.

Deterministic on one machine: the order of batches comes from a local generator, dropout from torch's, which the caller
seeds; a checkpoint holds both.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from stance.classifiers._checkpoints import Checkpoints
from stance.classifiers._network import TwoHeads, padded

IGNORED = -100
"""Target of a row that lacks a label, which no loss counts."""

Progress = Callable[[str, int, int], None]
Losses = Iterator[torch.Tensor]

_LAYER = re.compile(r"\.layers?\.(\d+)\.")
"""How encoders name the parameters of a layer."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """What training takes: numbers of epochs and rows, rates, precision, and the seed."""

    epochs: int
    batch_size: int
    learning_rate: float
    layer_decay: float
    weight_decay: float
    warmup: float
    rhetoric_weight: float
    adversarial: float
    precision: str
    random_state: int


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids of each text, without padding, and its two targets; `IGNORED` where a label is not known."""

    tokens: list[list[int]]
    stance: list[int]
    rhetoric: list[int]


class Objective:
    """Cross-entropy of both outputs, labels weighted by the root of their inverse frequency."""

    def __init__(self, data: Encoded, schedule: Schedule, device: torch.device) -> None:
        self._data, self._schedule, self._device = data, schedule, device
        self._weights = [_class_weights(targets).to(device) for targets in (data.stance, data.rhetoric)]

    def __call__(self, network: TwoHeads, ids: torch.Tensor, mask: torch.Tensor, rows: Sequence[int]) -> Losses:
        """Yield the losses of a network on a batch, given the numbers of its rows; their slopes add up."""
        yield self.loss(self.outputs(network, ids, mask), rows)

    def outputs(self, network: TwoHeads, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the scores of both outputs, computed in the precision of the schedule, in float32."""
        with _precision(self._device, self._schedule.precision):
            stance, rhetoric = network(ids, mask)
        return stance.float(), rhetoric.float()

    def loss(self, outputs: tuple[torch.Tensor, torch.Tensor], rows: Sequence[int]) -> torch.Tensor:
        """Return the loss of scores."""
        stance = _cross_entropy(outputs[0], [self._data.stance[row] for row in rows], self._weights[0])
        rhetoric = _cross_entropy(outputs[1], [self._data.rhetoric[row] for row in rows], self._weights[1])
        return stance + self._schedule.rhetoric_weight * rhetoric


class Adversarial(Objective):
    """The loss, and the loss with the vectors of the words moved a step to where it grows fastest.

    References
    ----------
    Miyato, T., Dai, A. M. and Goodfellow, I. (2017). Adversarial training methods for semi-supervised text
    classification. ICLR.
    """

    def __call__(self, network: TwoHeads, ids: torch.Tensor, mask: torch.Tensor, rows: Sequence[int]) -> Losses:
        """Yield the loss, then, once its slopes are known, the adversarial one."""
        vectors: list[torch.Tensor] = []

        def keep(_layer: Any, _inputs: Any, output: torch.Tensor) -> None:  # noqa: ANN401
            output.retain_grad()
            vectors.append(output)

        with _hooked(network, keep):
            yield self.loss(self.outputs(network, ids, mask), rows)
        slope = vectors[0].grad
        assert slope is not None  # noqa: S101  (whoever takes the next loss has followed this one down)
        step = self._schedule.adversarial * slope / slope.norm().clamp(min=1e-12)
        with _hooked(network, lambda _layer, _inputs, output: output + step):
            yield self.loss(self.outputs(network, ids, mask), rows)


@contextmanager
def _hooked(network: TwoHeads, hook: Callable[[Any, Any, torch.Tensor], torch.Tensor | None]) -> Iterator[None]:
    """Let a hook see, and replace, what comes out of the encoder's embeddings."""
    encoder: Any = network.encoder
    embeddings = getattr(encoder, "embeddings", None) or encoder.get_input_embeddings()
    handle = embeddings.register_forward_hook(hook)
    try:
        yield
    finally:
        handle.remove()


def train(
    network: TwoHeads,
    data: Encoded,
    schedule: Schedule,
    padding: int,
    *,
    objective: type[Objective] = Objective,
    checkpoints: Checkpoints,
    progress: Progress,
) -> None:
    """Fit a network in place: AdamW, linear warm-up and decay, clipped gradients, a fixed number of epochs.

    Goes on from the last checkpoint of the same training if there is one, and ends as if it had not been cut off.

    References
    ----------
    Loshchilov, I. and Hutter, F. (2019). Decoupled weight decay regularization. ICLR. Mosbach, M., Andriushchenko, M.
    and Klakow, D. (2021). On the stability of fine-tuning BERT. ICLR (warm-up, small rates, several epochs).
    """
    device = next(network.parameters()).device
    generator = torch.Generator().manual_seed(schedule.random_state)
    loss_of = objective(data, schedule, device)
    optimizer = torch.optim.AdamW(_parameter_groups(network, schedule), fused=True)
    network.train()
    per_epoch = -(-len(data.tokens) // schedule.batch_size)
    steps = schedule.epochs * per_epoch
    for epoch in range(checkpoints.restore(network, optimizer, generator), schedule.epochs):
        for place, rows in enumerate(batches([len(each) for each in data.tokens], schedule.batch_size, generator)):
            step = epoch * per_epoch + place
            _set_rate(optimizer, _rate(step, steps, schedule.warmup))
            ids, mask = (each.to(device) for each in padded([data.tokens[row] for row in rows], padding))
            optimizer.zero_grad()
            losses = []
            for loss in loss_of(network, ids, mask, rows):
                loss.backward()  # type: ignore[no-untyped-call]
                losses.append(float(loss.detach()))
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            progress(f"training, loss {losses[0]:.2f}", step + 1, steps)
        checkpoints.keep(epoch + 1, network, optimizer, generator)
    network.eval()


def batches(lengths: Sequence[int], batch_size: int, generator: torch.Generator) -> Iterator[list[int]]:
    """Yield every row once in batches of like length, the batches in random order.

    Rows are shuffled, cut into pools of fifty batches, sorted by length within a pool: little padding, much chance.
    """
    order = torch.randperm(len(lengths), generator=generator).tolist()
    pool = 50 * batch_size
    made = []
    for start in range(0, len(order), pool):
        rows = sorted(order[start : start + pool], key=lengths.__getitem__)
        made += [rows[at : at + batch_size] for at in range(0, len(rows), batch_size)]
    for place in torch.randperm(len(made), generator=generator).tolist():
        yield made[place]


def _rate(step: int, steps: int, warmup: float) -> float:
    """Return the fraction of the peak rate at a step: up to 1 over the warm-up, then down to 0."""
    rising = max(1, round(warmup * steps))
    return min((step + 1) / rising, (steps - step) / max(1, steps - rising))


def _set_rate(optimizer: torch.optim.Optimizer, fraction: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * fraction


def _precision(device: torch.device, precision: str) -> AbstractContextManager[Any]:
    return torch.autocast(device.type, dtype=torch.bfloat16) if precision == "bfloat16" else nullcontext()


def _cross_entropy(logits: torch.Tensor, targets: Sequence[int], weights: torch.Tensor) -> torch.Tensor:
    wanted = torch.tensor(targets, device=logits.device)
    if not bool((wanted != IGNORED).any()):
        return logits.sum() * 0.0
    return functional.cross_entropy(logits, wanted, weight=weights, ignore_index=IGNORED)


def _class_weights(targets: Sequence[int]) -> torch.Tensor:
    """Return weights by the root of inverse frequency: between equal rows and equal labels."""
    known = torch.tensor([target for target in targets if target != IGNORED])
    if not len(known):
        return torch.ones(1)
    counts = torch.bincount(known).clamp(min=1).to(torch.float32)
    weights = counts.rsqrt()
    return weights * len(known) / float((weights * counts).sum())


def _parameter_groups(network: TwoHeads, schedule: Schedule) -> list[dict[str, Any]]:
    """Return the parameters by layer and shape: lower layers learn more slowly, biases and norms do not decay.

    References
    ----------
    Howard, J. and Ruder, S. (2018). Universal language model fine-tuning for text classification. ACL.
    """
    heights = {name: _height(name) for name, _ in network.named_parameters()}
    top = max((height for height in heights.values() if height is not None), default=0) + 1
    groups: dict[tuple[int, bool], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        height = heights[name]
        groups.setdefault((0 if height is None else top - height, parameter.ndim > 1), []).append(parameter)
    return [
        {
            "params": parameters,
            "peak": schedule.learning_rate * schedule.layer_decay**below,
            "lr": schedule.learning_rate,
            "weight_decay": schedule.weight_decay if matrices else 0.0,
        }
        for (below, matrices), parameters in groups.items()
    ]


def _height(name: str) -> int | None:
    """Return how high a parameter stands: 0 for embeddings, 1 for the first layer, None for what lies on top."""
    if "embeddings" in name:
        return 0
    layer = _LAYER.search(name)
    return int(layer[1]) + 1 if layer else None
