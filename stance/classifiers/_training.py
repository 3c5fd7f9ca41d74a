"""Fine-tuning of an encoder with two heads: one pass over the text, stance and rhetoric out. Needs torch.

Everything random comes from one local generator; batches hold texts of like length; rows that lack a label train the
other head only.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from torch.nn import functional

IGNORED = -100
"""Target of a row that lacks a label, which no loss counts."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Schedule:
    """What training takes: numbers of epochs and rows, rates, and the seed."""

    epochs: int
    batch_size: int
    learning_rate: float
    weight_decay: float
    warmup: float
    rhetoric_weight: float
    random_state: int


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids of each text, without padding, and its two targets; `IGNORED` where a label is not known."""

    tokens: list[list[int]]
    stance: list[int]
    rhetoric: list[int]


class TwoHeads(nn.Module):
    """An encoder, the mean of its token vectors, and a linear head for each output."""

    def __init__(self, encoder: nn.Module, hidden: int, n_stance: int, n_rhetoric: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.stance = nn.Linear(hidden, n_stance)
        self.rhetoric = nn.Linear(hidden, max(n_rhetoric, 1))

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the scores of both outputs, each of shape ``(n, n_labels)``."""
        vectors = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        weights = attention_mask.unsqueeze(-1).to(vectors.dtype)
        pooled = self.dropout((vectors * weights).sum(dim=1) / weights.sum(dim=1).clamp(min=1))
        return self.stance(pooled), self.rhetoric(pooled)


def train(model: TwoHeads, data: Encoded, schedule: Schedule, padding: int, progress: Progress) -> None:
    """Fit a model in place: AdamW, linear warm-up and decay, clipped gradients, a fixed number of epochs.

    References
    ----------
    Loshchilov, I. and Hutter, F. (2019). Decoupled weight decay regularization. ICLR. Mosbach, M., Andriushchenko, M.
    and Klakow, D. (2021). On the stability of fine-tuning BERT. ICLR (warm-up, small rates, several epochs).
    """
    device = next(model.parameters()).device
    generator = torch.Generator().manual_seed(schedule.random_state)
    weights = [_class_weights(targets).to(device) for targets in (data.stance, data.rhetoric)]
    steps = schedule.epochs * -(-len(data.tokens) // schedule.batch_size)
    optimizer = torch.optim.AdamW(_parameter_groups(model, schedule.weight_decay), lr=schedule.learning_rate)
    warmup = max(1, round(schedule.warmup * steps))
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warmup, max(0.0, (steps - step) / max(1, steps - warmup)))
    )
    model.train()
    done = 0
    for _ in range(schedule.epochs):
        for rows in batches([len(tokens) for tokens in data.tokens], schedule.batch_size, generator):
            stance, rhetoric = model(*(each.to(device) for each in padded([data.tokens[row] for row in rows], padding)))
            loss = _loss(stance, [data.stance[row] for row in rows], weights[0])
            loss = loss + schedule.rhetoric_weight * _loss(rhetoric, [data.rhetoric[row] for row in rows], weights[1])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            scheduler.step()
            done += 1
            progress(f"training, loss {float(loss.detach()):.2f}", done, steps)
    model.eval()


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


def padded(tokens: Sequence[Sequence[int]], padding: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Return token ids padded to the longest, and the mask that tells them from padding, both ``(n, longest)``."""
    longest = max(len(each) for each in tokens)
    ids = torch.tensor([[*each, *[padding] * (longest - len(each))] for each in tokens])
    mask = torch.tensor([[1] * len(each) + [0] * (longest - len(each)) for each in tokens])
    return ids, mask


def scores(
    model: TwoHeads, tokens: Sequence[Sequence[int]], padding: int, batch_size: int = 32
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the scores of both outputs in the order of the texts, on the CPU."""
    device = next(model.parameters()).device
    order = sorted(range(len(tokens)), key=lambda row: len(tokens[row]))
    found: list[tuple[torch.Tensor, torch.Tensor]] = []
    with torch.inference_mode():
        for start in range(0, len(order), batch_size):
            ids, mask = padded([tokens[row] for row in order[start : start + batch_size]], padding)
            stance, rhetoric = model(ids.to(device), mask.to(device))
            found.append((stance.cpu(), rhetoric.cpu()))
    back = torch.empty(len(order), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(order))
    return torch.cat([each[0] for each in found])[back], torch.cat([each[1] for each in found])[back]


def _loss(logits: torch.Tensor, targets: Sequence[int], weights: torch.Tensor) -> torch.Tensor:
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


def _parameter_groups(model: nn.Module, weight_decay: float) -> list[dict[str, Any]]:
    """Return the parameters, those with one dimension (biases, norms) without decay."""
    matrices = [each for each in model.parameters() if each.ndim > 1]
    vectors = [each for each in model.parameters() if each.ndim <= 1]
    return [{"params": matrices, "weight_decay": weight_decay}, {"params": vectors, "weight_decay": 0.0}]
