import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from stance.classifiers import transformer
from stance.classifiers._training import IGNORED, TwoHeads, batches, padded, scores
from stance.classifiers.transformer import TransformerClassifier, minilm_folder
from stance.errors import DamagedModel, MissingExtra

TEXTS = [f"they {verb} the {thing}" for verb in ("condemn", "welcome", "attend") for thing in ("sale", "talks", "pact")]
STANCE = ["warning"] * 3 + ["supportive"] * 3 + ["neutral"] * 3
RHETORIC = ["criticise"] * 3 + ["praise"] * 3 + [None, "report", None]


@pytest.fixture(scope="session")
def encoder(tmp_path_factory):
    """Lay a folder with an encoder of two random layers and a tokenizer of a dozen words."""
    folder = tmp_path_factory.mktemp("encoder")
    words = ["[PAD]", "[UNK]", *sorted({word for text in TEXTS for word in text.split()})]
    tokenizer = Tokenizer(models.WordLevel({word: place for place, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]")
    fast.save_pretrained(folder)
    with torch.random.fork_rng():
        torch.manual_seed(0)
        size = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
        BertModel(BertConfig(vocab_size=len(words), max_position_embeddings=64, **size)).save_pretrained(folder)
    return str(folder)


@pytest.fixture(scope="module")
def classifier(encoder):
    return TransformerClassifier(encoder=encoder, epochs=12, batch_size=3, learning_rate=5e-3)


@pytest.fixture(scope="module")
def fit(classifier):
    return clone(classifier).fit(TEXTS, STANCE, rhetoric=RHETORIC)


def test_transformer_learns_what_words_say(fit):
    assert (fit.predict(TEXTS) == STANCE).all()
    assert fit.predict_rhetoric(TEXTS[:6]).tolist() == RHETORIC[:6]


def test_transformer_answers_with_distributions(fit):
    probabilities = fit.predict_proba([*TEXTS, "", "word " * 200])
    assert (probabilities.shape, probabilities.dtype) == ((11, 3), np.float64)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-6)
    assert fit.predict_proba([]).shape == (0, 3)


def test_transformer_answers_alike_whatever_stands_beside(fit):
    together = fit.predict_proba(TEXTS)
    alone = np.vstack([fit.predict_proba([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_transformer_with_the_same_seed_is_the_same(classifier, fit):
    again = clone(classifier).fit(TEXTS, STANCE, rhetoric=RHETORIC)
    assert (again.predict_proba(TEXTS) == fit.predict_proba(TEXTS)).all()


def test_transformer_forgets_when_it_is_fitted_again(classifier, fit):
    refit = clone(classifier).fit(TEXTS[:4], ["neutral", "warning"] * 2)
    refit.fit(TEXTS, STANCE, rhetoric=RHETORIC)
    assert (refit.predict_proba(TEXTS) == fit.predict_proba(TEXTS)).all()


def test_transformer_leaves_global_generators_as_they_were(classifier):
    before = torch.get_rng_state()
    clone(classifier).set_params(epochs=1).fit(TEXTS, STANCE)
    assert torch.equal(torch.get_rng_state(), before)


def test_transformer_without_rhetoric_has_no_second_output(classifier):
    fit = clone(classifier).set_params(epochs=1).fit(TEXTS, STANCE)
    assert fit.predict_rhetoric_proba(TEXTS).shape == (9, 0)


def test_transformer_refuses_to_answer_before_fit(classifier):
    with pytest.raises(NotFittedError):
        clone(classifier).predict(TEXTS)


@given(lengths=st.lists(st.integers(1, 40), min_size=1, max_size=80), size=st.integers(1, 9))
def test_batches_hold_every_row_once(lengths, size):
    made = list(batches(lengths, size, torch.Generator().manual_seed(0)))
    assert sorted(row for batch in made for row in batch) == list(range(len(lengths)))
    assert all(len(batch) <= size for batch in made)


def test_padded_tells_tokens_from_padding():
    ids, mask = padded([[5, 6], [7]], 0)
    assert (ids.tolist(), mask.tolist()) == ([[5, 6], [7, 0]], [[1, 1], [1, 0]])


class Lookup(torch.nn.Module):
    def forward(self, input_ids, attention_mask):
        hidden = torch.nn.functional.one_hot(input_ids, 8).float() * attention_mask.unsqueeze(-1)
        return type("Output", (), {"last_hidden_state": hidden})


@settings(deadline=None, max_examples=20)
@given(tokens=st.lists(st.lists(st.integers(1, 7), min_size=1, max_size=6), min_size=1, max_size=9))
def test_scores_come_in_the_order_of_the_texts(tokens):
    model = TwoHeads(Lookup(), 8, 3, 2).eval()
    torch.nn.init.constant_(model.stance.weight, 0.5)
    model.stance.weight.data[0] = torch.arange(8.0)
    found = scores(model, tokens, 0, batch_size=2)[0][:, 0] - model.stance.bias[0]
    expected = [sum(each) / len(each) for each in tokens]
    np.testing.assert_allclose(found.detach().numpy(), expected, atol=1e-5)


def test_rows_without_a_label_are_ignored():
    assert transformer._targets(np.array(["a", "b"]), np.array(["b", ""]), IGNORED) == [1, IGNORED]


def test_minilm_is_found_offline_and_is_the_original():
    assert (minilm_folder() / "tokenizer.json").is_file()


def test_minilm_with_other_weights_is_refused(monkeypatch):
    monkeypatch.setattr(transformer, "_SHA256", "0" * 64)
    with pytest.raises(DamagedModel, match="SHA-256"):
        minilm_folder()


def test_minilm_that_is_not_installed_names_the_extra(monkeypatch):
    monkeypatch.setattr(transformer, "_PACKAGE", "no_such_package")
    with pytest.raises(MissingExtra, match=r"stance-ties\[train\]"):
        minilm_folder()


def test_the_default_encoder_is_minilm():
    fit = TransformerClassifier(epochs=1, batch_size=4).fit(TEXTS[::3], STANCE[::3])
    assert fit._network.encoder.config.hidden_size == 384
