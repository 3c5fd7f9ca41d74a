from importlib.resources import files
from pathlib import Path

import pytest

from stance import recipes
from stance.api.learning import KINDS, make_classifier
from stance.errors import MissingFile, NotAFile, RecipeError
from stance.recipes import read_recipe, recipe_names


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_recipe_that_its_classifier_takes(kind):
    recipe = read_recipe(kind)
    params = make_classifier(kind, recipe).get_params()
    assert {name: params[name] for name in recipe} == recipe


def test_every_recipe_is_of_a_kind():
    names = {Path(each.name).stem for each in files("stance.recipes").iterdir() if each.name.endswith(".toml")}
    families = {name.rpartition("-v")[0] for name in names}
    assert {"transformer" if family == "minilm" else family for family in families} == set(KINDS)


def test_a_kind_means_its_newest_recipe():
    assert read_recipe("linear") == read_recipe("linear-v4") != read_recipe("linear-v1")


def test_a_tenth_recipe_is_newer_than_a_fourth(tmp_path, monkeypatch):
    for number in (10, 4, 9):
        (tmp_path / f"linear-v{number}.toml").write_text(f"C = {number}.0\n")
    (tmp_path / "forest-v1.toml").write_text("")
    monkeypatch.setattr(recipes, "files", {"stance.recipes": tmp_path}.__getitem__)
    assert recipe_names() == ["forest-v1", "linear-v4", "linear-v9", "linear-v10"]
    assert read_recipe("linear") == {"C": 10.0}


def test_linear_recipe_names_every_argument():
    assert set(read_recipe("linear")) == set(KINDS["linear"]().get_params())


def test_recipe_file_gives_its_values(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('C = 2.5\nword_ngrams = [1, 3]\nclass_weight = "balanced"\n')
    assert read_recipe(path) == {"C": 2.5, "word_ngrams": [1, 3], "class_weight": "balanced"}


@pytest.mark.parametrize("text", ["C: 2.5", "C = ", "[", "C = 1\nC = 2", "\x00"])
def test_recipe_file_that_is_no_toml_is_refused(tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(RecipeError, match="a recipe that is not TOML"):
        read_recipe(path)


def test_missing_recipe_file_is_refused(tmp_path):
    with pytest.raises(MissingFile):
        read_recipe(tmp_path / "none.toml")


def test_folder_is_no_recipe_file(tmp_path):
    with pytest.raises(NotAFile):
        read_recipe(tmp_path)


@pytest.mark.parametrize("name", ["lineal", "linear.toml", "../recipes/linear", ""])
def test_unknown_kind_has_no_recipe(name):
    with pytest.raises(RecipeError, match="expected the kind of a classifier"):
        read_recipe(name)
