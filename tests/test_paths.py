from pathlib import Path

import pytest

import stance
from stance import paths
from stance.errors import CorpusError

ROOT = Path(stance.__file__).resolve().parent.parent


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Let the package stand where there is no checkout around it."""
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "stance")
    return tmp_path / "stance"


def test_checkout_is_the_folder_that_the_package_stands_in():
    assert paths.checkout() == paths.corpus_folder() == ROOT


@pytest.mark.usefixtures("installed")
def test_checkout_is_none_where_the_package_is_installed():
    assert paths.checkout() is None


@pytest.mark.parametrize("part", ["annotations", "pyproject.toml"])
def test_checkout_needs_annotations_and_a_project(part, installed):
    (installed.parent / part).mkdir()
    assert paths.checkout() is None


@pytest.mark.usefixtures("installed")
def test_corpus_folder_of_an_installed_package_is_to_be_named():
    with pytest.raises(CorpusError, match=r"expected a source checkout\. Name the checkout with --corpus"):
        paths.corpus_folder()


def test_gold_file_is_that_of_the_folder_named(tmp_path):
    assert paths.gold_file(tmp_path) == tmp_path / "annotations" / "gold.jsonl"


def test_gold_file_is_that_of_the_checkout():
    assert paths.gold_file() == ROOT / "annotations" / "gold.jsonl"


def test_gold_file_of_an_installed_package_is_in_it(installed):
    assert paths.gold_file() == installed / "_data" / "gold.jsonl"


def test_model_folders_are_asked_in_order(monkeypatch):
    monkeypatch.setenv("STANCE_MODELS", "mine")
    assert paths.model_folders() == [Path("mine"), ROOT / "models", ROOT / "stance" / "_models"]


@pytest.mark.parametrize("named", [None, ""])
def test_model_folders_of_an_installed_package_are_its_own(named, installed, monkeypatch):
    monkeypatch.delenv("STANCE_MODELS", raising=False)
    if named is not None:
        monkeypatch.setenv("STANCE_MODELS", named)
    assert paths.model_folders() == [installed / "_models"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"STANCE_CACHE": "/here"}, "/here"),
        ({"STANCE_CACHE": "", "XDG_CACHE_HOME": "/xdg"}, "/xdg/stance"),
        ({"STANCE_CACHE": "", "XDG_CACHE_HOME": "", "HOME": "/home/me"}, "/home/me/.cache/stance"),
    ],
)
def test_cache_folder_is_the_one_named_or_the_users(monkeypatch, names, expected):
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    assert paths.cache_folder() == Path(expected)
