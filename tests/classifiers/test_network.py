import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.classifiers._network import TwoHeads, padded, scores
from stance.classifiers._training import _height, _rate, batches


@given(lengths=st.lists(st.integers(1, 40), min_size=1, max_size=80), size=st.integers(1, 9))
def test_batches_hold_every_row_once(lengths, size):
    made = list(batches(lengths, size, torch.Generator().manual_seed(0)))
    assert sorted(row for batch in made for row in batch) == list(range(len(lengths)))
    assert all(len(batch) <= size for batch in made)


def test_padded_tells_tokens_from_padding():
    ids, mask = padded([[5, 6], [7]], 0)
    assert (ids.tolist(), mask.tolist()) == ([[5, 6], [7, 0]], [[1, 1], [1, 0]])


class Lookup(torch.nn.Module):
    config = type("Config", (), {"hidden_size": 8})

    def forward(self, input_ids, attention_mask):
        hidden = torch.nn.functional.one_hot(input_ids, 8).float() * attention_mask.unsqueeze(-1)
        return type("Output", (), {"last_hidden_state": hidden})


@settings(deadline=None, max_examples=20)
@given(tokens=st.lists(st.lists(st.integers(1, 7), min_size=1, max_size=6), min_size=1, max_size=9))
def test_scores_come_in_the_order_of_the_texts(tokens):
    model = TwoHeads(Lookup(), 3, 2).eval()
    torch.nn.init.constant_(model.stance.weight, 0.5)
    model.stance.weight.data[0] = torch.arange(8.0)
    found = scores(model, tokens, 0, batch_size=2)[0][:, 0] - model.stance.bias[0]
    expected = [sum(each) / len(each) for each in tokens]
    np.testing.assert_allclose(found.detach().numpy(), expected, atol=1e-5)


def test_the_rate_rises_then_falls():
    rates = [_rate(step, 10, 0.2) for step in range(10)]
    assert rates[1] == max(rates) == 1.0
    assert rates[2:] == sorted(rates[2:], reverse=True)
    assert rates[-1] == 1 / 8


def test_parameters_know_how_high_they_stand():
    names = ["encoder.embeddings.word.weight", "encoder.encoder.layer.0.a", "encoder.layers.4.b", "stance.weight"]
    assert [_height(name) for name in names] == [0, 1, 5, None]
