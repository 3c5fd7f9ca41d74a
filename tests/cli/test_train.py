import json
import sys

import pytest

from stance.artifacts import read_manifest

GROUPS = ["a0", "a1", "a2"]


@pytest.fixture
def train(run, corpus, tmp_path):
    """Train on the checkout; return the result and the manifest."""

    def trained(kind, *arguments):
        out = tmp_path / "out" / "mine"
        result = run("train", kind, "--corpus", corpus, "--out", out, *arguments)
        assert (result.code, result.err) == (0, "")
        return result, read_manifest(out)

    return trained


def test_out_is_a_whole_model_folder(train, tmp_path):
    train("majority")
    found = sorted(path.name for path in (tmp_path / "out" / "mine").iterdir())
    assert found == ["README.md", "manifest.json", "report.json", "vocabulary.json", "weights.safetensors"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine"]


def test_summary_tells_where_on_what_and_how_good(train, tmp_path):
    result, _ = train("majority")
    report = json.loads((tmp_path / "out" / "mine" / "report.json").read_text())
    assert result.out.startswith(f"{tmp_path / 'out' / 'mine'}: 18 sentences of 3 groups (18 seed). ")
    assert f"{report['stance']['macro_f1']:.2f} (95 % interval " in result.out
    assert result.out.count("\n") == 1


def test_training_takes_seeds_and_train_alone(train):
    _, manifest = train("majority")
    assert (manifest.data["groups"], manifest.data["rows"]) == (GROUPS, 18)


def test_hold_out_leaves_articles_out(train):
    _, manifest = train("majority", "--hold-out", "a1")
    assert (manifest.data["groups"], manifest.data["rows"]) == (["a0", "a2"], 12)


def test_hold_out_may_be_repeated(fails, corpus):
    line = fails("train", "majority", "--corpus", corpus, "--hold-out", "a1", "--hold-out", "a2")
    assert "got examples of a single group; expected at least two groups" in line


def test_released_recipe_is_the_default(train):
    _, manifest = train("linear", "--set", "folds=2", "--set", "char_ngrams=[2, 3]")
    assert (manifest.params["word_ngrams"], manifest.params["char_ngrams"], manifest.params["folds"]) == (
        [1, 2],
        [2, 3],
        2,
    )


def test_set_overrides_a_recipe_of_ones_own(train, tmp_path):
    recipe = tmp_path / "recipe.toml"
    recipe.write_text('C = 3.0\nfolds = 2\nword_ngrams = [1, 1]\nchar_ngrams = [2, 2]\nclass_weight = "balanced"\n')
    _, manifest = train("linear", "--recipe", recipe, "--set", "C = 0.5")
    assert (manifest.params["C"], manifest.params["word_ngrams"]) == (0.5, [1, 1])


def test_out_is_below_build_if_not_named(run, corpus, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("train", "majority", "--corpus", corpus).code == 0
    assert read_manifest(tmp_path / "build" / "majority").name == "majority"


def test_model_that_was_trained_answers(train, run, tmp_path):
    train("linear", "--set", "folds=2", "--set", "char_ngrams=[2, 2]")
    result = run("classify", "--model", tmp_path / "out" / "mine", stdin=b"Ruritania warned Graustark.\n")
    assert (result.code, json.loads(result.out)["stance"]) == (0, "warning")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--set", "see=1.0"], "got setting 'see' for 'linear'; expected one that it takes; "),
        (["--set", "c=1.0"], "got setting 'c' for 'linear'"),
        (["--set", "C=high"], "got setting 'C=high'; expected a value as TOML writes it, as in C=2.0"),
        (
            ["--set", 'C="high"'],
            "got C 'high'; expected a number above 0. Mend the recipe or the --set option.",
        ),
        (["--set", "C=-1"], "got C -1; expected a number above 0. "),
        (["--set", "word_ngrams=3"], "got word_ngrams 3; expected two lengths, shortest first, as in [1, 2]. "),
        (["--set", "min_df=999"], "got min_df 999, word_ngrams [1, 2], char_ngrams [2, 5], which leave no n-gram of "),
        (["--hold-out", "a9"], "got group 'a9'; expected a group of the corpus; did you mean "),
        (["--hold-out", "zzz"], "known: a0, a1, a2, a3. Check the name."),
        (["--split", "tran"], "got split 'tran'; expected a split of the corpus; did you mean train? Check the name."),
    ],
)
def test_setting_that_is_not_taken_is_told(arguments, told, fails, corpus, tmp_path):
    line = fails("train", "linear", "--corpus", corpus, "--out", tmp_path / "out", *arguments)
    assert told in line
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "told"), [(None, "does not exist"), ("C: 2", "got a recipe that is not TOML"), ("D = 2", "setting 'D'")]
)
def test_recipe_that_is_none_is_told(content, told, fails, corpus, tmp_path):
    recipe = tmp_path / "recipe.toml"
    if content:
        recipe.write_text(content)
    assert told in fails("train", "linear", "--corpus", corpus, "--recipe", recipe)


def test_corpus_that_is_none_is_told(fails, tmp_path):
    line = fails("train", "linear", "--corpus", tmp_path)
    assert f"got '{tmp_path / 'annotations' / 'gold.jsonl'}', which does not exist" in line


def test_out_that_cannot_be_written_is_told(fails, corpus, tmp_path):
    (tmp_path / "file").write_text("")
    for out in (tmp_path / "file", tmp_path / "file" / "below"):
        assert "which cannot be used (" in fails("train", "majority", "--corpus", corpus, "--out", out)


@pytest.mark.parametrize("arguments", [[], ["forest"], ["linear", "--set", "C"]])
def test_unknown_kind_and_set_without_a_value_are_usage_errors(arguments, run):
    result = run("train", *arguments)
    assert (result.code, result.out) == (2, "")


def test_progress_is_shown_on_a_terminal_alone(run, corpus, tmp_path, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    arguments = ("train", "majority", "--corpus", corpus, "--out", tmp_path / "out")
    assert run(*arguments).err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert "4/4" in run(*arguments).err
