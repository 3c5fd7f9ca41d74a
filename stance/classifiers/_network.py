"""An encoder with two heads: one pass over the text, stance and rhetoric out. Needs torch."""

from collections.abc import Sequence

import torch
from torch import nn

POOLINGS = ("mean", "cls")
"""What stands for a text: the mean of its token vectors, or the vector of its first token."""


class TwoHeads(nn.Module):
    """An encoder, its vectors pooled into one, and a linear head for each output."""

    def __init__(self, encoder: nn.Module, n_stance: int, n_rhetoric: int, *, pooling: str = "mean") -> None:
        super().__init__()
        hidden = int(encoder.config.hidden_size)  # type: ignore[union-attr,arg-type]
        self.encoder = encoder
        self.pooling = pooling
        self.dropout = nn.Dropout(0.1)
        self.stance = nn.Linear(hidden, n_stance)
        # A head without labels would have no loss and no shape that ONNX takes.
        self.rhetoric = nn.Linear(hidden, max(n_rhetoric, 1))

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the scores of both outputs, each of shape ``(n, n_labels)``."""
        vectors = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        pooled = self.dropout(self._pooled(vectors, attention_mask))
        return self.stance(pooled), self.rhetoric(pooled)

    def _pooled(self, vectors: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        if self.pooling == "cls":
            return vectors[:, 0]
        weights = attention_mask.unsqueeze(-1).to(vectors.dtype)
        return (vectors * weights).sum(dim=1) / weights.sum(dim=1).clamp(min=1)


def padded(tokens: Sequence[Sequence[int]], padding: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Return token ids padded to the longest, and the mask that tells them from padding, both ``(n, longest)``."""
    longest = max(len(each) for each in tokens)
    ids = torch.tensor([[*each, *[padding] * (longest - len(each))] for each in tokens])
    mask = torch.tensor([[1] * len(each) + [0] * (longest - len(each)) for each in tokens])
    return ids, mask


def scores(
    network: TwoHeads, tokens: Sequence[Sequence[int]], padding: int, batch_size: int = 32
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the scores of both outputs in the order of the texts, on the CPU."""
    device = next(network.parameters()).device
    order = sorted(range(len(tokens)), key=lambda row: len(tokens[row]))
    found: list[tuple[torch.Tensor, torch.Tensor]] = []
    with torch.inference_mode():
        for start in range(0, len(order), batch_size):
            ids, mask = padded([tokens[row] for row in order[start : start + batch_size]], padding)
            stance, rhetoric = network(ids.to(device), mask.to(device))
            found.append((stance.cpu(), rhetoric.cpu()))
    back = torch.empty(len(order), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(order))
    return torch.cat([each[0] for each in found])[back], torch.cat([each[1] for each in found])[back]
