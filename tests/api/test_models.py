import shutil
from pathlib import Path

import pytest

from stance.api.models import DEFAULT_MODEL, load_model, model_names
from stance.errors import DamagedModel, ModelError, UnknownModel


@pytest.fixture
def alone(tmp_path, monkeypatch):
    """No models but those that the test puts somewhere; the working directory is empty."""
    monkeypatch.setattr("stance.paths._PACKAGE", tmp_path / "installed" / "stance")
    monkeypatch.delenv("STANCE_MODELS", raising=False)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


@pytest.mark.usefixtures("alone")
def test_model_is_loaded_from_a_folder(model):
    assert load_model(model).manifest.name == load_model(str(model)).manifest.name == "small"


@pytest.mark.usefixtures("alone")
def test_model_is_loaded_from_the_users_own_folder_of_models(model, monkeypatch):
    monkeypatch.setenv("STANCE_MODELS", str(model.parent))
    assert load_model("small").manifest.name == "small"
    assert model_names() == {"small": model}


def test_model_is_loaded_from_the_package(model, alone):
    folder = Path(shutil.copytree(model, alone / "installed" / "stance" / "_models" / "packed"))
    assert model_names() == {"packed": folder}
    assert load_model("packed").manifest.name == "small"


def test_model_is_loaded_from_a_checkout_before_the_package(model, alone):
    (alone / "installed" / "annotations").mkdir(parents=True)
    (alone / "installed" / "pyproject.toml").write_text("")
    shutil.copytree(model, alone / "installed" / "stance" / "_models" / "packed")
    first = Path(shutil.copytree(model, alone / "installed" / "models" / "packed"))
    assert model_names() == {"packed": first}


def test_default_is_the_default_model(model, alone, monkeypatch):
    shutil.copytree(model, alone / "mine" / DEFAULT_MODEL)
    monkeypatch.setenv("STANCE_MODELS", str(alone / "mine"))
    assert load_model().manifest.name == "small"


def test_model_in_the_working_directory_needs_no_slash(model, alone):
    shutil.copytree(model, alone / "work" / "here")
    assert load_model("here").manifest.name == load_model(Path("here")).manifest.name == "small"


def test_name_comes_before_the_working_directory(model, alone, monkeypatch):
    monkeypatch.setenv("STANCE_MODELS", str(model.parent))
    (alone / "work" / "small").mkdir()
    (alone / "work" / "small" / "manifest.json").write_text("no json")
    assert load_model("small").manifest.name == "small"


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("name", ["", ".", "..", "a\0b", "a/b", "a" * 5000])
def test_name_of_no_model_is_unknown(name):
    with pytest.raises(UnknownModel, match="expected a name from"):
        load_model(name)


@pytest.mark.usefixtures("alone")
def test_unknown_model_offers_the_nearest_names(model, monkeypatch):
    monkeypatch.setenv("STANCE_MODELS", str(model.parent))
    with pytest.raises(UnknownModel, match=r"did you mean small\?"):
        load_model("smalll")


@pytest.mark.usefixtures("alone")
def test_unknown_model_offers_all_names_if_none_is_near(model, monkeypatch):
    monkeypatch.setenv("STANCE_MODELS", str(model.parent))
    with pytest.raises(UnknownModel, match=r"known: default, small\."):
        load_model("xyz")


@pytest.mark.parametrize("named", ["nowhere", "file", "a" * 5000])
def test_folder_of_models_that_is_none_is_told_when_a_name_is_looked_up(named, model, alone, monkeypatch):
    (alone / "work" / "file").write_text("")
    monkeypatch.setenv("STANCE_MODELS", named)
    assert load_model(model).manifest.name == "small"
    with pytest.raises(
        ModelError, match=r"got \$STANCE_MODELS as '.*, which is no folder; expected a folder of models"
    ):
        load_model("small")


def test_folder_that_is_no_model_is_damaged(alone):
    with pytest.raises(DamagedModel, match=r"no manifest\.json"):
        load_model(alone)
