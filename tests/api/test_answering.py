import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import stance
from stance import Prediction, Reading, Rhetoric, Stance
from stance.api.answering import classify_stream
from stance.classifiers.linear import LinearClassifier
from stance.errors import EmptyFile, MissingFile, TieNotSupported, UnusableText
from stance.records import Article

ONE, TWO = "Ruritania warned Graustark against new tariffs.", "Officials of Borduria arrived for talks in Syldavia."


@pytest.fixture(scope="module")
def predictor(model):
    return stance.load_model(model)


def test_classify_answers_one_text_with_one_prediction(predictor):
    answer = stance.classify(ONE, model=predictor)
    assert isinstance(answer, Prediction)
    assert (answer.text, answer.stance, answer.rhetoric) == (ONE, Stance.WARNING, Rhetoric.THREATEN)
    assert (answer.tie, answer.abstain) == (None, False)
    assert answer.probability == max(answer.probabilities.values())


@pytest.mark.parametrize("texts", [[], [ONE], [ONE, TWO], (ONE, TWO)])
def test_classify_answers_a_list_with_a_list(texts, predictor):
    answers = stance.classify(texts, model=predictor)
    assert isinstance(answers, list)
    assert [answer.text for answer in answers] == list(texts)


def test_classify_takes_a_model_by_name_folder_or_itself(predictor, model, monkeypatch):
    monkeypatch.setenv("STANCE_MODELS", str(model.parent))
    answers = [stance.classify(ONE, model=each) for each in (predictor, model, str(model), "small")]
    assert answers == [answers[0]] * 4


@given(texts=st.lists(st.text(max_size=30).filter(lambda text: "\0" not in text and text.isprintable()), max_size=5))
@settings(deadline=None, max_examples=30)
def test_classify_answers_a_list_as_its_texts(texts, model):
    predictor = stance.load_model(model)
    answers = stance.classify(texts, model=predictor)
    assert answers == [stance.classify(text, model=predictor) for text in texts]
    assert all(sum(answer.probabilities.values()) == pytest.approx(1) for answer in answers)


def test_classify_has_three_probabilities_from_a_model_of_two_labels(tmp_path):
    LinearClassifier(folds=2).fit([ONE, TWO], ["warning", "neutral"]).save(tmp_path / "two")
    answer = stance.classify(ONE, model=tmp_path / "two")
    assert list(answer.probabilities) == list(Stance)
    assert answer.probabilities[Stance.SUPPORTIVE] == 0
    assert answer.rhetoric is None


def test_classify_abstains_below_the_threshold_of_the_model(model, tmp_path):
    for name, threshold in (("bold", 0.0), ("shy", 1.0)):
        manifest = Path(shutil.copytree(model, tmp_path / name)) / "manifest.json"
        manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"abstention": threshold}))
    bold, shy = (stance.classify(ONE, model=tmp_path / name) for name in ("bold", "shy"))
    assert (bold.abstain, shy.abstain) == (False, True)
    assert bold.stance == shy.stance


def test_classify_refuses_a_tie_where_the_model_is_blind_to_it(predictor):
    with pytest.raises(TieNotSupported, match="'small', which is not conditioned on ties"):
        stance.classify(ONE, tie=("USA", "CHN"), model=predictor)


@pytest.mark.parametrize("text", [5, None, [5], [None], b"bytes", iter([ONE])])
def test_classify_refuses_what_is_no_text(text, predictor):
    with pytest.raises(TypeError, match=r"got .*expected"):
        stance.classify(text, model=predictor)


@pytest.mark.parametrize("text", ["a\0", "\ud800", "a" * 20_001])
def test_classify_refuses_what_cannot_be_read(text, predictor):
    with pytest.raises(UnusableText):
        stance.classify([ONE, text], model=predictor)


def test_classify_stream_answers_as_it_is_asked(predictor):
    taken = []
    texts = (taken.append(number) or f"Talk {number}." for number in range(1000))
    answers = classify_stream(texts, predictor=predictor)
    assert next(answers).text == "Talk 0."
    assert len(taken) < 1000
    assert [answer.text for answer in answers] == [f"Talk {number}." for number in range(1, 1000)]


def test_read_takes_a_string_as_the_text(predictor):
    reading = stance.read(f"{ONE} {TWO}", model=predictor)
    assert isinstance(reading, Reading)
    assert [statement.sentence.text for statement in reading] == [ONE, TWO]
    assert [statement.stance for statement in reading] == [Stance.WARNING, Stance.NEUTRAL]
    assert reading.article.id == "text"


def test_read_takes_a_path_as_a_file(predictor, model, tmp_path):
    (tmp_path / "talks.txt").write_text(ONE)
    reading = stance.read(tmp_path / "talks.txt", model=model)
    assert (reading.article.id, len(reading)) == ("talks", 1)
    assert reading == stance.read(Article("talks", ONE), model=predictor)


def test_read_keeps_what_is_known_about_an_article(predictor):
    article = Article("a1", ONE, "Title", "2020-01-02", "Invented")
    reading = stance.read(article, model=predictor)
    assert reading.article is article
    assert reading.statements[0].sentence.id == f"a1/0-{len(ONE)}"


def test_read_answers_each_sentence_as_classify_does(predictor):
    reading = stance.read(f"{ONE} {TWO}", model=predictor)
    assert [statement.prediction for statement in reading] == stance.classify([ONE, TWO], model=predictor)


def test_read_of_no_text_has_no_statements(predictor):
    assert len(stance.read(" \n", model=predictor)) == 0


@pytest.mark.parametrize("source", [5, None, ["text"], b"text"])
def test_read_refuses_what_is_no_article(source, predictor):
    with pytest.raises(TypeError, match="expected a text, a path or an Article"):
        stance.read(source, model=predictor)


def test_read_refuses_what_cannot_be_read(predictor, tmp_path):
    with pytest.raises(UnusableText):
        stance.read("a\0", model=predictor)
    with pytest.raises(MissingFile):
        stance.read(tmp_path / "missing", model=predictor)
    (tmp_path / "empty").write_bytes(b"")
    with pytest.raises(EmptyFile):
        stance.read(tmp_path / "empty", model=predictor)


def test_classify_loads_no_segmenter_and_no_scikit_learn(model):
    code = (
        "import sys, stance; from pathlib import Path; "
        f"stance.classify('Talks.', model=Path({str(model)!r})); print(*sys.modules)"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=root, check=True)
    assert not {"sklearn", "scipy", "nupunkt", "typer", "torch", "datasets"} & set(done.stdout.decode().split())
