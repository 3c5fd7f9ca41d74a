import json
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.artifacts import read_model
from stance.classifiers.linear import LinearClassifier
from stance.errors import DamagedModel
from stance.labels import Stance
from stance.runtime.linear import LinearPredictor

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80)
WORDS = st.lists(
    st.sampled_from(
        ["China", "Taiwan", "warned", "the", "US", "welcomed", "talks", "stop", "isn't", "“robust”", "ties"]
    ),
    max_size=25,
)


@pytest.fixture(scope="module")
def pair(seed_examples, tmp_path_factory):
    examples = seed_examples
    classifier = LinearClassifier(folds=2, char_ngrams=(2, 3)).fit(
        examples.X, examples.stance, rhetoric=examples.rhetoric, groups=examples.groups
    )
    folder = tmp_path_factory.mktemp("models") / "pair"
    classifier.save(folder)
    return classifier, LinearPredictor(read_model(folder))


@settings(deadline=None, max_examples=60)
@given(texts=st.lists(TEXTS | WORDS.map(" ".join), max_size=4))
def test_runtime_equals_scikit_learn(pair, texts):
    classifier, predictor = pair
    np.testing.assert_allclose(predictor.predict_proba(texts), classifier.predict_proba(texts), atol=1e-12)
    found = predictor.predict_rhetoric_proba(texts)
    np.testing.assert_allclose(found, classifier.predict_rhetoric_proba(texts), atol=1e-12)


def test_runtime_equals_scikit_learn_on_the_articles(pair, seed_examples):
    classifier, predictor = pair
    expected = classifier.predict_proba(seed_examples.X)
    np.testing.assert_allclose(predictor.predict_proba(seed_examples.X), expected, atol=1e-12)


@settings(deadline=None, max_examples=30)
@given(text=WORDS.map(" ".join), neighbours=st.lists(TEXTS, max_size=3))
def test_runtime_answers_the_same_to_the_bit_whatever_stands_beside(pair, text, neighbours):
    predictor = pair[1]
    alone = predictor.predict_proba([text])[0]
    assert (predictor.predict_proba([*neighbours, text])[-1] == alone).all()


def test_runtime_answers_the_same_when_it_knows_the_words(pair, monkeypatch):
    text = f"China warned the “robust” US, {'un' * 30}talks isn't China"
    expected = pair[1].predict_proba([text])
    monkeypatch.setattr("stance.runtime.linear._MOST_WORDS_KEPT", 2)
    assert (pair[1].predict_proba([text] * 2) == expected).all()
    first, again = (pair[1].contributions(text, Stance.WARNING) for _ in range(2))
    assert (first.ngrams, first.weights.tolist()) == (again.ngrams, again.weights.tolist())
    for block in pair[1]._blocks:
        assert len(block._of_words) <= 2 >= len(block._occurrences_in_words)


def test_runtime_answers_one_short_sentence_in_a_third_of_a_millisecond(pair):
    predictor = pair[1]
    text = ["China urged the United States to stop boosting ties with Taiwan."]
    times = []
    for _ in range(200):
        start = time.perf_counter()
        predictor.answer(text)
        times.append(time.perf_counter() - start)
    assert min(times) * 1000 < 0.3


@pytest.fixture
def restated(pair, tmp_path):
    """Write the model with another manifest, and read it."""

    def restate(change):
        folder = tmp_path / "restated"
        pair[0].save(folder)
        stated = json.loads((folder / "manifest.json").read_text())
        change(stated)
        (folder / "manifest.json").write_text(json.dumps(stated))
        return LinearPredictor(read_model(folder))

    return restate


def test_runtime_refuses_a_model_that_lacks_a_part(restated):
    with pytest.raises(DamagedModel, match="no 'word_ngrams'"):
        restated(lambda stated: stated["params"].pop("word_ngrams"))


@pytest.mark.parametrize("lengths", ["ab", 5, None, [1], [2, 1], [0, 1], [1, 2, 3], ["1", "2"], [True, 2], [1.0, 2.0]])
def test_runtime_refuses_lengths_that_are_none(lengths, restated):
    with pytest.raises(DamagedModel, match=r"parts that do not fit: lengths "):
        restated(lambda stated: stated["params"].update(word_ngrams=lengths))


@pytest.mark.parametrize("head", ["stance", "rhetoric"])
@pytest.mark.parametrize("temperature", [None, "1", True, 0, -1, 1e-9, 1e9, float("nan"), float("inf"), [1.0]])
def test_runtime_refuses_temperatures_that_are_none(head, temperature, restated):
    with pytest.raises(DamagedModel, match=f"got {head} in calibration .*; expected a number from 0.001 to 1000"):
        restated(lambda stated: stated["calibration"].update({head: temperature}))


@pytest.mark.parametrize("name", ["classes", "rhetoric_classes"])
def test_runtime_refuses_other_labels_than_there_are_weights_for(name, restated):
    with pytest.raises(DamagedModel, match="got tensors of the shapes"):
        restated(lambda stated: stated[name].pop())


@pytest.mark.parametrize("terms", [["a", "a"], [["a"], "b"], ["a"]])
def test_runtime_refuses_terms_that_are_none(terms, pair, tmp_path):
    pair[0].save(tmp_path / "m")
    stored = read_model(tmp_path / "m")
    first = next(iter(stored.vocabulary))
    with pytest.raises(DamagedModel, match=r"do not fit|of the shapes"):
        LinearPredictor(replace(stored, vocabulary=stored.vocabulary | {first: terms}))
