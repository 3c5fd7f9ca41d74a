import json
import shutil

import pytest

from stance.api.learning import load_examples, train
from stance.api.releasing import blend, cascade
from stance.artifacts import read_manifest
from stance.corpus.build import build
from stance.corpus.examples import Examples
from stance.errors import CannotJoin, Leakage, UnknownModel

SETTINGS = {"char_ngrams": [2, 3], "folds": 2}
TEXTS, LABELS = ["we condemn it", "we welcome it", "we met"], ["warning", "supportive", "neutral"]


@pytest.fixture
def place(corpus, tmp_path, monkeypatch):
    """Train two linear models of other groups and a majority model; return the folder where they are found."""
    splits = corpus / "annotations" / "splits.json"
    splits.write_text(json.dumps({"a1": "train", "a2": "train", "a3": "validation"}))
    build(corpus)
    folder = tmp_path / "place"
    monkeypatch.setenv("STANCE_MODELS", str(folder))
    for name, out in (("one", "a2"), ("other", "a0")):
        train("linear", folder / name, params=SETTINGS, examples=load_examples(corpus=corpus, hold_out=[out]))
    train("majority", folder / "floor", params={}, examples=load_examples(corpus=corpus))
    return folder


def test_a_cascade_keeps_what_was_chosen_and_its_curve(place, corpus):
    point = cascade("floor", "one", place / "quick", corpus=corpus)
    manifest = read_manifest(place / "quick")
    assert (manifest.kind, manifest.params["threshold"]) == ("cascade", point.threshold)
    assert len(json.loads((place / "quick" / "curve.json").read_text())) == 101


@pytest.mark.parametrize(("parts", "rows"), [(("one", "other"), 24), (("one", "twin"), 12)])
def test_rows_are_added_up_where_the_groups_are_others(parts, rows, place, corpus):
    shutil.copytree(place / "one", place / "twin")
    blend(*parts, place / "mixed", corpus=corpus)
    data = read_manifest(place / "mixed").data
    assert data["rows"] == rows
    assert data["groups"] == sorted({group for part in parts for group in read_manifest(place / part).data["groups"]})


def test_a_blend_tells_on_what_its_weight_was_chosen(place, corpus):
    blend("one", "other", place / "mixed", corpus=corpus)
    method = read_manifest(place / "mixed").calibration["method"]
    assert method == "temperatures, on the validation split, which has no real sentence with a text"


def test_a_blend_is_chosen_on_the_seed_articles_where_nothing_is_for_validation(place, corpus):
    (corpus / "annotations" / "splits.json").write_text(json.dumps({"a3": "train"}))
    build(corpus)
    examples = load_examples(corpus=corpus, splits=["train"])
    train(
        "linear",
        place / "free",
        params=SETTINGS,
        examples=examples,
        held_out=load_examples(corpus=corpus, splits=["seed"]),
    )
    shutil.copytree(place / "free", place / "twin")
    blend("free", "twin", place / "mixed", corpus=corpus)
    method = read_manifest(place / "mixed").calibration["method"]
    assert method == "temperatures, on the seed articles, for want of a validation split"


@pytest.mark.parametrize("drop", [-3, 1.01, float("nan")])
def test_a_loss_that_is_no_fraction_is_refused(drop, tmp_path):
    with pytest.raises(ValueError, match=r"got drop=.*, expected a fraction from 0 to 1"):
        cascade("one", "other", tmp_path / "quick", drop=drop)


@pytest.mark.parametrize("join", [cascade, blend])
def test_what_cannot_be_joined_is_refused_before_anything_is_written(join, place, corpus):
    cascade("one", "other", place / "quick", corpus=corpus)
    two = Examples(TEXTS[:2] * 2, LABELS[:2] * 2, [None] * 4, list("xxyy"))
    train("linear", place / "two", params=SETTINGS, examples=two)
    three = Examples(TEXTS, LABELS, ["report"] * 3, list("xyz"))
    train("majority", place / "bare", params={}, examples=three)
    refused = (
        ("quick", CannotJoin, r"got quick, which is a cascade; .* Name other models"),
        ("two", CannotJoin, r"got two, which answers supportive or warning; expected models that know each stance"),
        ("bare", CannotJoin, r"got one and bare, which tell other rhetoric apart"),
        ("nobody", UnknownModel, r"got model 'nobody'"),
    )
    for second, error, told in refused:
        with pytest.raises(error, match=told):
            join("one", second, place / "out", corpus=corpus)
    assert not (place / "out").exists()


def test_a_model_that_learned_from_what_it_would_be_chosen_on_is_refused(place, corpus):
    examples = load_examples(corpus=corpus, splits=["seed", "validation"])
    train("linear", place / "seen", params=SETTINGS, examples=examples)
    with pytest.raises(Leakage, match=r"'seen' was trained on \(a3\)"):
        blend("one", "seen", place / "mixed", corpus=corpus)
    assert not (place / "mixed").exists()
