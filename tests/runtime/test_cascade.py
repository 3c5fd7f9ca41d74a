from dataclasses import replace

import numpy as np
import pytest

from stance.api.models import load_model
from stance.artifacts import Manifest, read_manifest, write_files
from stance.errors import DamagedModel
from stance.runtime.cascade import Cascade

TEXTS = ["they condemn the sale", "they welcome the talks", "the pact", "China attends, Japan does not"]


def cascade(first, second, threshold=0.8):
    labels = {"classes": first.classes_.tolist(), "rhetoric_classes": first.rhetoric_classes_.tolist()}
    params = {"first": "a", "second": "b", "threshold": threshold}
    data = {"digests": {"first": first.manifest.digest(), "second": second.manifest.digest()}}
    manifest = Manifest("fast", "cascade", params, **labels, calibration={}, abstention=None, data=data, versions={})
    return Cascade(manifest, {"a": first, "b": second}.get)


@pytest.mark.parametrize(("confidence", "asked"), [(0.9, 0), (0.8, 0), (0.7, 4)])
def test_the_second_is_asked_where_the_first_is_unsure(confidence, asked, fixed):
    first, second = fixed(confidence), fixed(0.99)
    found = cascade(first, second).predict_proba(TEXTS)
    assert len(second.asked) == asked
    assert (found[:, 0] == (0.99 if asked else confidence)).all()


def test_what_asks_about_a_tie_goes_to_the_second_alone(fixed):
    first, second = fixed(0.9), fixed(0.5)
    X = ["plain", ("tied", ("CHN", "JPN")), ("plain too", None)]
    stance, rhetoric = cascade(first, second).answer(X)
    assert (first.asked, second.asked) == ([X[0], X[2]], [X[1]])
    assert stance[:, 0].tolist() == rhetoric[:, 0].tolist() == [0.9, 0.5, 0.9]


@pytest.mark.parametrize(("confidence", "place"), [(0.9, 0), (0.8, 0), (0.7, 1)])
def test_it_tells_whose_answer_stands(confidence, place, fixed):
    models = fixed(confidence), fixed(0.99)
    both = cascade(*models)
    assert both.answering(TEXTS[0]) is both.answering((TEXTS[0], None)) is models[place]
    assert both.answering((TEXTS[0], ("CHN", "JPN"))) is models[1]


def test_no_texts_give_no_rows(fixed):
    assert cascade(fixed(0.9), fixed(0.9)).predict([]).shape == (0,)


def test_models_of_different_labels_are_refused(fixed):
    other = fixed(0.9)
    other.rhetoric_classes_ = np.asarray(["report"])
    with pytest.raises(DamagedModel, match="different labels"):
        cascade(fixed(0.9), other)


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({}, "first and second"),
        ({"first": "a", "second": 3, "threshold": 0.5}, "got 'a' and 3; expected names of two models in params"),
        *(
            ({"first": "a", "second": "a", "threshold": threshold}, "got threshold .*; expected a number")
            for threshold in ("high", float("nan"), float("inf"), None, True, -0.1, 1.2)
        ),
    ],
)
def test_a_manifest_without_what_it_must_name_is_refused(params, told, fixed):
    part = fixed(0.9)
    manifest = replace(cascade(part, part).manifest, params=params)
    with pytest.raises(DamagedModel, match=told):
        Cascade(manifest, {"a": part}.__getitem__)


@pytest.mark.parametrize("digests", [[], None, 3, {}, {"first": "0", "second": None}])
def test_a_manifest_without_digests_is_refused(digests, fixed):
    part = fixed(0.9)
    manifest = replace(cascade(part, part).manifest, data={"digests": digests})
    with pytest.raises(DamagedModel, match="expected digests of two models in data, first and second"):
        Cascade(manifest, {"a": part, "b": part}.__getitem__)


@pytest.mark.parametrize("error", [KeyError, TypeError])
def test_what_loading_raises_is_not_taken_for_a_fault_of_the_manifest(error, fixed):
    def load(name):
        raise error(name)

    part = fixed(0.9)
    with pytest.raises(error):
        Cascade(cascade(part, part).manifest, load)


@pytest.fixture
def joined(exported, monkeypatch):
    """Write a cascade of the exported model and itself, with changes to its params and digests."""
    monkeypatch.setenv("STANCE_MODELS", str(exported.parent))

    def write(*, digest=None, **changes):
        manifest = read_manifest(exported)
        digests = dict.fromkeys(("first", "second"), digest or manifest.digest())
        params = {"first": "tiny-v1", "second": "tiny-v1", "threshold": 0.5} | changes
        both = replace(manifest, kind="cascade", params=params, data={"digests": digests}, parity={})
        write_files(exported.parent / "both", both, {})
        return "both"

    return write


def test_load_model_puts_a_cascade_together_by_name(joined):
    model = load_model(joined())
    assert (model.predict_proba(TEXTS) == load_model("tiny-v1").predict_proba(TEXTS)).all()


def test_a_cascade_of_other_models_than_its_threshold_is_for_is_refused(joined):
    with pytest.raises(DamagedModel, match=r"got tiny-v1 of digest [0-9a-f]{12}…; expected digest 000000000000…"):
        load_model(joined(digest="0" * 64))


def test_a_model_that_is_not_found_is_told_of_the_whole(joined):
    with pytest.raises(DamagedModel, match=r"both: got no model 'gone'; expected the model 'gone' that it is made of"):
        load_model(joined(second="gone"))


def test_a_cascade_that_names_itself_is_refused(joined):
    with pytest.raises(DamagedModel, match="a cascade in a cascade"):
        load_model(joined(second="both"))
