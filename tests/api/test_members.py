import shutil
from pathlib import Path

import numpy as np
import pytest

from stance.api.learning import load_examples, train
from stance.api.members import member_names
from stance.api.models import DEFAULT_MODEL, load_model
from stance.api.releasing import blend, cascade
from stance.artifacts import read_manifest
from stance.corpus.build import build
from stance.errors import CannotJoin, UnknownModel

NEUTRAL = ["The two met."]


@pytest.fixture
def place(model, tmp_path, monkeypatch):
    """Return a folder in which models are looked up; two are in it."""
    monkeypatch.setattr("stance.paths._PACKAGE", tmp_path / "installed" / "stance")
    folder = tmp_path / "place"
    for name in ("one", "other"):
        shutil.copytree(model, folder / name)
    monkeypatch.setenv("STANCE_MODELS", str(folder))
    monkeypatch.chdir(folder)
    return folder


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("first", ["one", "./one", "../place/one", "one/", Path("one")])
def test_a_model_is_remembered_by_its_folders_name(first, place):
    assert member_names([first, "other"], place / "out") == ["one", "other"]


def test_default_is_remembered_by_the_name_of_the_model(place):
    shutil.copytree(place / "one", place / DEFAULT_MODEL)
    assert member_names(["default", "other"], place / "out") == [DEFAULT_MODEL, "other"]


def test_a_link_is_remembered_by_its_own_name(place):
    (place / "latest").symlink_to(place / "one")
    assert member_names(["./latest", "other"], place / "out") == ["latest", "other"]


def test_a_model_that_no_name_finds_is_refused(place, tmp_path):
    shutil.copytree(place / "one", tmp_path / "elsewhere" / "one")
    shutil.copytree(place / "one", tmp_path / "elsewhere" / "alone")
    for name, found in (("one", f"the model in {place / 'one'}"), ("alone", "no model")):
        with pytest.raises(CannotJoin, match=f"by whose name {found} is found; expected a model that its name finds"):
            member_names([str(tmp_path / "elsewhere" / name), "other"], place / "out")


@pytest.mark.parametrize("second", ["one", "./one", "link"])
def test_the_same_model_twice_is_refused(second, place):
    (place / "link").symlink_to(place / "one")
    with pytest.raises(CannotJoin, match=r"which are the same model; expected two models\. Name other models"):
        member_names(["one", second], place / "out")


@pytest.mark.parametrize("out", ["one", "./other", "link", "../place/one"])
def test_the_place_of_a_member_is_no_place_to_write(out, place):
    (place / "link").symlink_to(place / "one")
    with pytest.raises(CannotJoin, match=r"which the model would be made of; expected another folder\. Name another"):
        member_names(["one", "other"], Path(out))


def test_a_name_that_would_hide_a_member_is_refused(place, tmp_path):
    shutil.copytree(place / "one", tmp_path / "installed" / "stance" / "_models" / "packed")
    with pytest.raises(CannotJoin, match="the place of packed"):
        member_names(["packed", "one"], place / "packed")
    assert member_names(["packed", "one"], tmp_path / "packed") == ["packed", "one"]


def test_an_unknown_model_is_told(place):
    with pytest.raises(UnknownModel):
        member_names(["one", "nobody"], place / "out")


@pytest.fixture
def trained(place, corpus):
    """Train two linear models that may be joined; return the checkout."""
    (corpus / "annotations" / "splits.json").write_text('{"a1": "train", "a2": "train", "a3": "validation"}')
    build(corpus)
    for name, out in (("one", "a2"), ("other", "a0")):
        shutil.rmtree(place / name)
        examples = load_examples(corpus=corpus, hold_out=[out])
        train("linear", place / name, params={"char_ngrams": [2, 3], "folds": 2}, examples=examples)
    return corpus


def test_what_is_joined_by_folders_answers_from_anywhere(place, trained, tmp_path, monkeypatch):
    blend("./one", str(place / "other"), Path("mixed"), corpus=trained)
    assert {name: read_manifest(place / "mixed").params[name] for name in ("first", "second")} == {
        "first": "one",
        "second": "other",
    }
    monkeypatch.chdir(tmp_path)
    assert load_model("mixed").predict(NEUTRAL).shape == (1,)


@pytest.mark.parametrize("join", [blend, cascade])
def test_joining_onto_a_member_leaves_all_as_it_was(join, place, trained):
    before = files(place)
    for out in ("one", "other"):
        with pytest.raises(CannotJoin, match="expected another folder"):
            join("one", "other", place / out, corpus=trained)
    assert files(place) == before


def test_joining_onto_a_member_of_a_member_leaves_all_as_it_was(place, trained):
    blend("one", "other", place / "mixed", corpus=trained)
    shutil.copytree(place / "one", place / "quick")
    before, answers = files(place), load_model("mixed").predict_proba(NEUTRAL)
    with pytest.raises(CannotJoin, match="the place of other"):
        cascade("quick", "mixed", place / "other", corpus=trained)
    assert files(place) == before
    np.testing.assert_array_equal(load_model("mixed").predict_proba(NEUTRAL), answers)
