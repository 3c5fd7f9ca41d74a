import inspect

import pytest

from stance.api.learning import KINDS
from stance.api.models import load_model
from stance.protocols import Classifier, Predictor

X = ["Arcadia praised Borduria.", "Borduria threatened Arcadia.", "It rained.", "Arcadia praised Syldavia."]
Y = ["supportive", "warning", "neutral", "supportive"]
METHODS = ["predict", "predict_proba", "predict_rhetoric", "predict_rhetoric_proba"]


@pytest.fixture(params=KINDS)
def fitted(request, encoder):
    params = {"encoder": encoder} if request.param == "transformer" else {}
    return KINDS[request.param](**params).fit(X, Y, rhetoric=["praise", "threaten", "report", None])


def test_every_classifier_that_has_learned_is_a_predictor(fitted):
    assert isinstance(fitted, Predictor)


def test_saved_model_is_a_predictor(fitted, tmp_path):
    fitted.save(tmp_path / "tale-v1")
    assert isinstance(load_model(tmp_path / "tale-v1"), Predictor)


@pytest.mark.parametrize("method", [*METHODS, "fit", "save"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_classifier_takes_the_arguments_of_the_protocol(kind, method):
    promised = list(inspect.signature(getattr(Classifier, method)).parameters.values())
    taken = list(inspect.signature(getattr(KINDS[kind], method)).parameters.values())
    assert [(each.name, each.kind, each.default) for each in taken[: len(promised)]] == [
        (each.name, each.kind, each.default) for each in promised
    ]
    # What one takes besides must be a matter of its own, which nobody has to know of.
    assert all(each.kind is each.KEYWORD_ONLY and each.default is not each.empty for each in taken[len(promised) :])


@pytest.mark.parametrize("method", METHODS)
def test_what_lacks_a_method_is_no_predictor(method):
    members = dict.fromkeys({"classes_", "rhetoric_classes_", *METHODS} - {method}, lambda *_: None)
    assert not isinstance(type("Half", (), members)(), Predictor)
