from dataclasses import replace

import pytest

import stance
from stance.api.learning import KINDS, load_corpus, load_examples, load_held_out, make_classifier, train
from stance.api.measuring import evaluate
from stance.artifacts import read_manifest
from stance.corpus.build import build
from stance.corpus.examples import Examples
from stance.errors import Leakage, MissingFile, NoExamples, RecipeError, TooFewExamples, UnknownPart


@pytest.fixture
def trained(corpus, tmp_path):
    """Train a majority model on seeds and train; return its folder."""
    train("majority", tmp_path / "mine", params={}, examples=load_examples(corpus=corpus))
    return tmp_path / "mine"


def test_load_corpus_has_a_dataset_for_each_split(corpus):
    found = load_corpus(corpus)
    assert {split: len(rows) for split, rows in found.items()} == {"seed": 12, "train": 6, "test": 6}
    assert found["test"][0]["group"] == "a3"


def test_load_examples_takes_seeds_and_train(corpus):
    examples = load_examples(corpus=corpus)
    assert (len(examples), sorted(set(examples.groups))) == (18, ["a0", "a1", "a2"])


def test_load_examples_takes_the_splits_named(corpus):
    assert set(load_examples(corpus=corpus, splits=["test"]).groups) == {"a3"}


def test_load_examples_leaves_out_the_groups_named(corpus):
    assert set(load_examples(corpus=corpus, hold_out=["a0", "a3"]).groups) == {"a1", "a2"}


def test_load_examples_refuses_a_group_that_is_none(corpus):
    with pytest.raises(UnknownPart, match=r"got group 'a7'; expected a group of the corpus; did you mean .*\? Check"):
        load_examples(corpus=corpus, hold_out=["a7"])


def test_load_examples_refuses_a_split_that_is_none(corpus):
    with pytest.raises(UnknownPart, match=r"got split 'tran'; expected a split .*; did you mean train\? Check"):
        load_examples(corpus=corpus, splits=["seed", "tran"])


@pytest.mark.parametrize("arguments", [{"splits": ["validation"]}, {"hold_out": ["a0", "a1", "a2"]}])
def test_load_examples_refuses_to_find_none(arguments, corpus):
    with pytest.raises(NoExamples, match="expected a split that has some: seed, test, train"):
        load_examples(corpus=corpus, **arguments)


def test_load_examples_needs_a_corpus(tmp_path):
    with pytest.raises(MissingFile):
        load_examples(corpus=tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_make_classifier_makes_each_kind(kind):
    assert type(make_classifier(kind, {})) is KINDS[kind]


def test_make_classifier_passes_settings_on():
    assert make_classifier("linear", {"C": 2.0}).C == 2.0


def test_make_classifier_refuses_an_unknown_kind():
    with pytest.raises(RecipeError, match="got classifier 'forest'; expected one of linear, majority"):
        make_classifier("forest", {})


def test_make_classifier_refuses_an_unknown_setting():
    with pytest.raises(
        RecipeError, match="got setting 'fold' for 'linear'; expected one that it takes; did you mean folds"
    ):
        make_classifier("linear", {"fold": 2})


def test_train_tells_each_step(corpus, tmp_path):
    told = []
    examples = load_examples(corpus=corpus)
    train("majority", tmp_path / "mine", params={}, examples=examples, progress=lambda *step: told.append(step))
    assert told == [
        ("cross-validating, fold 1 of 3", 0, 4),
        ("cross-validating, fold 2 of 3", 1, 4),
        ("cross-validating, fold 3 of 3", 2, 4),
        ("fitting on 3 groups", 3, 4),
        ("done", 4, 4),
    ]


def test_train_reports_each_article_left_out(corpus, tmp_path):
    report = train("majority", tmp_path / "mine", params={}, examples=load_examples(corpus=corpus))
    assert report.data == "leave-one-article-out, 3 groups"
    assert (tmp_path / "mine" / "report.json").read_text() == report.to_json()


def test_train_reports_folds_where_groups_are_many(tmp_path):
    count = 12
    examples = Examples(
        ["Talks ended.", "Ruritania threatened war."] * count,
        ["neutral", "warning"] * count,
        [None] * 2 * count,
        [f"g{number}" for number in range(count) for _ in range(2)],
    )
    report = train("majority", tmp_path / "mine", params={}, examples=examples)
    assert report.data == "5-fold cross-validation by group, 12 groups"
    assert report.rhetoric is None


def test_train_states_what_the_model_learned_from(trained, corpus):
    data = read_manifest(trained).data
    examples = load_examples(corpus=corpus)
    assert data == {"fingerprint": examples.fingerprint(), "rows": 18} | {
        "groups": ["a0", "a1", "a2"],
        "splits": ["seed", "train"],
    }


@pytest.mark.parametrize("params", [{"C": -1}, {"C": "high"}, {"folds": 1}, {"word_ngrams": 3}])
def test_train_refuses_settings_that_the_classifier_refuses(params, corpus, tmp_path):
    with pytest.raises(RecipeError, match=r"got .*; expected .* Mend the recipe or the --set option"):
        train("linear", tmp_path / "mine", params=params, examples=load_examples(corpus=corpus))
    assert not (tmp_path / "mine").exists()


def test_train_needs_two_groups(corpus, tmp_path):
    examples = load_examples(corpus=corpus, hold_out=["a0", "a1"])
    with pytest.raises(TooFewExamples, match="got examples of a single group; expected at least two groups"):
        train("majority", tmp_path / "mine", params={}, examples=examples)


def test_evaluate_refuses_what_the_model_learned_from(trained, corpus):
    with pytest.raises(Leakage, match=r"'mine' was trained on \(a2\)"):
        evaluate(trained, load_examples(corpus=corpus, splits=["train", "test"]))


def test_evaluate_scores_what_the_model_has_not_seen(trained, corpus):
    report = evaluate(trained, load_examples(corpus=corpus, splits=["test"]))
    assert (report.model, report.data, report.stance.n, report.groups) == ("mine", "examples", 6, 1)


def test_evaluate_takes_a_model_by_folder_or_itself(trained, corpus):
    examples = load_examples(corpus=corpus, splits=["test"])
    reports = [evaluate(each, examples, name="test") for each in (trained, str(trained), stance.load_model(trained))]
    assert reports == [reports[0]] * 3
    assert reports[0].data == "test"


def test_evaluate_takes_a_file(trained, tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "Talks ended.", "stance": "neutral"}\n')
    report = evaluate(trained, path)
    assert (report.data, report.stance.n, report.rhetoric) == ("rows.jsonl", 1, None)


def test_train_measures_on_what_is_held_out(corpus, tmp_path):
    held_out = load_examples(corpus=corpus, splits=["test"])
    examples = load_examples(corpus=corpus)
    report = train("majority", tmp_path / "m", params={}, examples=examples, held_out=held_out)
    assert (report.data, report.stance.n) == ("split test", len(held_out))


def test_train_refuses_to_measure_on_what_it_learns_from(corpus, tmp_path):
    examples = load_examples(corpus=corpus)
    with pytest.raises(Leakage):
        train("majority", tmp_path / "m", params={}, examples=examples, held_out=examples)
    assert not (tmp_path / "m").exists()


def test_load_held_out_is_nothing_where_no_group_is_for_validation(corpus):
    found, _ = load_held_out(corpus=corpus)
    assert len(found) == 0


@pytest.mark.parametrize("real", [True, False])
def test_load_held_out_tells_what_it_takes(real, corpus):
    splits = corpus / "annotations" / "splits.json"
    splits.write_text(splits.read_text().replace("test", "validation"))
    build(corpus)
    found, what = load_held_out(corpus=corpus, real=real)
    assert (len(found), set(found.groups)) == (6, {"a3"})
    assert what == "the validation split" + (", which has no real sentence with a text" if real else "")


def test_a_bug_in_training_is_not_told_as_a_fault_of_the_recipe(corpus, tmp_path):
    examples = replace(load_examples(corpus=corpus), X=[5] * 18)
    with pytest.raises(TypeError):
        train("majority", tmp_path / "m", params={}, examples=examples)


def test_evaluate_takes_a_path_as_a_string(model, tmp_path):
    (tmp_path / "mine.jsonl").write_text('{"text": "Ruritania left.", "stance": "neutral"}\n')
    assert evaluate(model, str(tmp_path / "mine.jsonl")).data == "mine.jsonl"
