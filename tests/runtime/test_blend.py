from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.api.models import load_model
from stance.artifacts import Manifest, read_manifest, write_files
from stance.errors import DamagedModel
from stance.runtime.blend import Blend, pooled
from stance.runtime.evidence import weigh

TEXTS = ["they condemn the sale", "they welcome the talks", "the pact", "China attends, Japan does not"]
TIED = ("they condemn the sale", ("CHN", "JPN"))
COLD = {"stance": 1.0, "rhetoric": 1.0}
PROBABILITIES = st.lists(st.floats(0.01, 1), min_size=3, max_size=3).map(lambda row: np.asarray([row]) / sum(row))


def blend(first, second, weight=0.25, calibration=COLD):
    labels = {"classes": first.classes_.tolist(), "rhetoric_classes": first.rhetoric_classes_.tolist()}
    params = {"first": "a", "second": "b", "weight": weight}
    data = {"digests": {"first": first.manifest.digest(), "second": second.manifest.digest()}}
    manifest = Manifest(
        "both", "blend", params, **labels, calibration=calibration, abstention=None, data=data, versions={}
    )
    return Blend(manifest, {"a": first, "b": second}.get)


def test_both_answer_and_their_odds_are_pooled(fixed):
    first, second = fixed(0.5), fixed(0.8)
    stance, rhetoric = blend(first, second).answer(TEXTS)
    assert first.asked == second.asked == TEXTS
    odds = (0.5 / 0.25) ** 0.25 * (0.8 / 0.1) ** 0.75
    np.testing.assert_allclose(stance[:, 0], odds / (odds + 2))
    np.testing.assert_allclose(rhetoric, stance)


def test_what_asks_about_a_tie_goes_to_the_second_alone(fixed):
    first, second = fixed(0.5), fixed(0.8)
    stance, _ = blend(first, second).answer([TEXTS[0], TIED, (TEXTS[1], None)])
    assert (first.asked, second.asked) == ([TEXTS[0], (TEXTS[1], None)], [TEXTS[0], TIED, (TEXTS[1], None)])
    assert stance[1, 0] == 0.8
    assert stance[0, 0] == stance[2, 0] < 0.8


def test_a_temperature_softens(fixed):
    models = fixed(0.9), fixed(0.9)
    warm = blend(*models, calibration={"stance": 2.0, "rhetoric": 1.0})
    stance, rhetoric = warm.answer(TEXTS)
    assert stance[0, 0] < rhetoric[0, 0] == pytest.approx(0.9)


@pytest.mark.parametrize(("weight", "place"), [(0.0, 1), (1.0, 0)])
def test_all_the_weight_gives_one_model(weight, place, fixed):
    models = fixed(0.5), fixed(0.8)
    np.testing.assert_allclose(blend(*models, weight=weight).answer(TEXTS)[0], models[place].answer(TEXTS)[0])


@settings(deadline=None)
@given(PROBABILITIES, PROBABILITIES, st.floats(0, 1))
def test_a_label_that_both_find_likeliest_is_likeliest(first, second, weight):
    scores = pooled(first, second, weight)
    if first.argmax() == second.argmax():
        assert scores.argmax() == first.argmax()
    assert np.isfinite(pooled(np.eye(3), np.eye(3)[::-1], weight)).all()


def test_answers_that_a_model_keeps_are_left_as_they_are(fixed):
    kept = fixed(0.8).answer(TEXTS)
    second = fixed(0.8)
    second.answer = lambda _: kept
    found, _ = blend(fixed(0.5), second).answer(TEXTS)
    assert (found != kept[0]).all()
    assert (kept[0] == fixed(0.8).answer(TEXTS)[0]).all()


def test_no_texts_give_no_rows(fixed):
    assert blend(fixed(0.9), fixed(0.9)).predict([]).shape == (0,)


def test_evidence_is_of_both_together(fixed):
    first, second = fixed(0.5), fixed(0.8)
    weights = weigh(blend(first, second), TEXTS[0], "neutral")
    assert [each.weight for each in weights] == [0.0] * len(weights)
    assert len(first.asked) == len(second.asked) == len(weights) + 1 > 1


@pytest.mark.parametrize(
    ("params", "calibration", "told"),
    [
        ({}, COLD, "first and second"),
        ({"first": "a", "second": "a"}, COLD, "got weight None; expected a number from 0 to 1"),
        (
            {"first": "a", "second": "a", "weight": 0.5},
            {"stance": 1.0},
            "got rhetoric in calibration None; expected a number from 0.001 to 1000",
        ),
        *(
            ({"first": "a", "second": "a", "weight": weight}, COLD, "got weight .*; expected a number from 0 to 1")
            for weight in (-0.1, 1.1, float("nan"), float("inf"), "0.5", True, None, [0.5])
        ),
        *(
            ({"first": "a", "second": "a", "weight": 0.5}, COLD | {"rhetoric": temperature}, "got rhetoric in")
            for temperature in (0, 1e-300, -1.0, float("nan"), float("inf"), 10**400, "1", True, None)
        ),
    ],
)
def test_a_manifest_without_what_it_must_say_is_refused(params, calibration, told, fixed):
    part = fixed(0.9)
    manifest = replace(blend(part, part).manifest, params=params, calibration=calibration)
    with pytest.raises(DamagedModel, match=told):
        Blend(manifest, {"a": part}.__getitem__)


def test_models_of_different_labels_are_refused(fixed):
    other = fixed(0.9)
    other.classes_ = np.asarray(["neutral"])
    with pytest.raises(DamagedModel, match="different labels"):
        blend(fixed(0.9), other)


def test_other_labels_than_those_of_its_models_are_refused(fixed):
    part = fixed(0.9)
    manifest = replace(blend(part, part).manifest, classes=["neutral", "warning"])
    with pytest.raises(DamagedModel, match="other labels than those of its models"):
        Blend(manifest, {"a": part, "b": part}.get)


@pytest.fixture
def joined(exported, monkeypatch):
    """Write a model made of the exported one and another, by kind and name of the other."""
    monkeypatch.setenv("STANCE_MODELS", str(exported.parent))

    def write(kind, name, second="tiny-v1"):
        manifest, digest = read_manifest(exported), load_model(second).manifest.digest()
        both = replace(
            manifest,
            kind=kind,
            params={"first": "tiny-v1", "second": second, "threshold": 1.0001, "weight": 0.5},
            data={"digests": {"first": manifest.digest(), "second": digest}},
            calibration=COLD,
            parity={},
        )
        write_files(exported.parent / name, both, {})
        return name

    return write


def test_load_model_puts_a_blend_together_by_name_also_in_a_cascade(joined):
    mixed = joined("blend", "mixed")
    deep = joined("cascade", "deep", mixed)
    alone = load_model("tiny-v1").predict_proba(TEXTS)
    np.testing.assert_allclose(load_model(mixed).predict_proba(TEXTS), alone)
    np.testing.assert_allclose(load_model(deep).predict_proba(TEXTS), alone)


def test_a_blend_in_a_blend_is_refused(joined):
    with pytest.raises(DamagedModel, match="a blend in a blend"):
        load_model(joined("blend", "deeper", joined("blend", "mixed")))
