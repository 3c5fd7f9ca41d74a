import json
import time

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


def test_runtime_refuses_a_model_that_lacks_a_part(pair, tmp_path):
    folder = tmp_path / "lacking"
    pair[0].save(folder)
    stored = json.loads((folder / "manifest.json").read_text())
    del stored["params"]["word_ngrams"]
    (folder / "manifest.json").write_text(json.dumps(stored))
    with pytest.raises(DamagedModel, match="no 'word_ngrams'"):
        LinearPredictor(read_model(folder))
