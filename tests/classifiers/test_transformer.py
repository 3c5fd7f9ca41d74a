import numpy as np
import pytest
import torch
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from transformers import AutoModel

from stance.classifiers import transformer
from stance.classifiers._encoder import pretrained
from stance.classifiers._network import TwoHeads, padded
from stance.classifiers._training import IGNORED, Adversarial, Encoded, Schedule
from stance.classifiers.transformer import TransformerClassifier
from stance.errors import RecipeError, UnusableTie

TEXTS = [f"they {verb} the {thing}" for verb in ("condemn", "welcome", "attend") for thing in ("sale", "talks", "pact")]
STANCE = ["warning"] * 3 + ["supportive"] * 3 + ["neutral"] * 3
RHETORIC = ["criticise"] * 3 + ["praise"] * 3 + [None, "report", None]


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


def test_rows_without_a_label_are_ignored():
    assert transformer._targets(np.array(["a", "b"]), np.array(["b", ""]), IGNORED) == [1, IGNORED]


def test_the_default_encoder_is_minilm():
    fit = TransformerClassifier(epochs=1, batch_size=4, precision="bfloat16").fit(TEXTS[::3], STANCE[::3])
    assert fit._network.encoder.config.hidden_size == 384


@pytest.mark.parametrize("name", ["rendering", "pooling", "precision"])
def test_transformer_refuses_values_that_do_not_exist(classifier, name):
    with pytest.raises(RecipeError, match=f"{name} 'x'; expected one of"):
        clone(classifier).set_params(**{name: "x"}).fit(TEXTS, STANCE)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("epochs", 0),
        ("epochs", 2.5),
        ("batch_size", 0),
        ("max_tokens", 2),
        ("random_state", -1),
        ("learning_rate", 0.0),
        ("learning_rate", float("nan")),
        ("layer_decay", 1.5),
        ("weight_decay", -0.1),
        ("warmup", 1.0),
        ("rhetoric_weight", "much"),
        ("adversarial", -1),
    ],
)
def test_transformer_refuses_values_out_of_range(classifier, name, value):
    with pytest.raises(RecipeError, match=f"{name} .*; expected a"):
        clone(classifier).set_params(**{name: value}).fit(TEXTS, STANCE)


def test_the_adversarial_step_goes_where_the_loss_grows(encoder):
    network = TwoHeads(pretrained(encoder).network, 3, 1).eval()
    data = Encoded([[1, 5, 6, 2]] * 2, [0, 2], [IGNORED] * 2)
    given = dict.fromkeys(Schedule.__annotations__, 1) | {"precision": "float32", "adversarial": 0.1}
    loss_of = Adversarial(data, Schedule(**given), torch.device("cpu"))
    losses = []
    for loss in loss_of(network, *padded(data.tokens, 0), [0, 1]):
        loss.backward()
        losses.append(loss.item())
    assert losses[1] > losses[0]


def test_transformer_answers_toward_the_tie_that_is_asked(encoder):
    texts = [f"China {one} Japan but they {other} the sale" for one in ("welcome", "condemn") for other in ("attend",)]
    X = [(text, ("CHN", "JPN")) for text in texts] + [(text, ("USA", "KOR")) for text in texts]
    y = ["supportive", "warning", "neutral", "neutral"]
    fit = TransformerClassifier(encoder=encoder, epochs=40, batch_size=2, learning_rate=5e-3).fit(X * 3, y * 3)
    assert fit.predict(X).tolist() == y
    assert (fit.predict_proba([(texts[0], ("Japan", "China"))]) == fit.predict_proba([X[0]])).all()


def test_transformer_refuses_a_tie_of_parties_that_it_does_not_know(fit):
    with pytest.raises(UnusableTie, match="'Ruritania'"):
        fit.predict([(TEXTS[0], ("Ruritania", "USA"))])


def test_transformer_pools_the_first_token_if_asked(classifier):
    first = clone(classifier).set_params(pooling="cls").fit(TEXTS, STANCE)
    assert (first.predict(TEXTS) == STANCE).mean() > 0.5


def test_transformer_learns_lower_layers_more_slowly(classifier):
    slow = clone(classifier).set_params(layer_decay=0.1, epochs=1).fit(TEXTS, STANCE)
    even = clone(classifier).set_params(layer_decay=1.0, epochs=1).fit(TEXTS, STANCE)
    moved = [each._network.encoder.embeddings.word_embeddings.weight.detach().numpy() for each in (slow, even)]
    start = AutoModel.from_pretrained(classifier.encoder).embeddings.word_embeddings.weight.detach().numpy()
    assert np.abs(moved[0] - start).max() < 0.1 * np.abs(moved[1] - start).max()


def test_calibration_leaves_labels_and_moves_confidence(classifier):
    fit = clone(classifier).fit(TEXTS, STANCE, rhetoric=RHETORIC)
    before, labels = fit.predict_proba(TEXTS).max(axis=1), fit.predict(TEXTS)
    fit.calibrate(TEXTS, STANCE[::-1], rhetoric=RHETORIC, risk=0.5)
    assert (fit.predict(TEXTS) == labels).all()
    assert fit.temperature_ > 1
    assert (fit.predict_proba(TEXTS).max(axis=1) <= before).all()


def test_calibration_sets_the_threshold_that_keeps_to_the_risk(classifier):
    fit = clone(classifier).fit(TEXTS, STANCE).calibrate(TEXTS, [*STANCE[:8], "warning"], risk=0.0)
    confidence, right = fit.predict_proba(TEXTS).max(axis=1), fit.predict(TEXTS) == [*STANCE[:8], "warning"]
    assert right[confidence >= fit.abstention_].all()


def test_encoder_that_does_not_exist_is_refused():
    with pytest.raises(RecipeError, match="expected 'minilm', a folder"):
        TransformerClassifier(encoder="no/such/folder/anywhere").fit(TEXTS, STANCE)


def test_transformer_is_loaded_from_a_folder_named_by_a_string(fit, tmp_path):
    fit.save(str(tmp_path / "saved"))
    loaded = TransformerClassifier.load(str(tmp_path / "saved"))
    np.testing.assert_array_equal(loaded.predict_proba(TEXTS), fit.predict_proba(TEXTS))
