import inspect

import pytest

from stance.api.learning import KINDS
from stance.artifacts import read_model
from stance.protocols import Classifier, Predictor
from stance.runtime.linear import LinearPredictor

X = ["Arcadia praised Borduria.", "Borduria threatened Arcadia.", "It rained.", "Arcadia praised Syldavia."]
Y = ["supportive", "warning", "neutral", "supportive"]
METHODS = ["predict", "predict_proba", "predict_rhetoric", "predict_rhetoric_proba"]


@pytest.fixture(params=KINDS)
def fitted(request):
    return KINDS[request.param]().fit(X, Y, rhetoric=["praise", "threaten", "report", None])


def test_every_classifier_that_has_learned_is_a_predictor(fitted):
    assert isinstance(fitted, Predictor)


def test_saved_model_is_a_predictor(fitted, tmp_path):
    fitted.save(tmp_path / "tale-v1")
    assert isinstance(LinearPredictor(read_model(tmp_path / "tale-v1")), Predictor)


@pytest.mark.parametrize("method", [*METHODS, "fit", "save"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_classifier_takes_the_arguments_of_the_protocol(kind, method):
    promised = inspect.signature(getattr(Classifier, method)).parameters.values()
    taken = inspect.signature(getattr(KINDS[kind], method)).parameters.values()
    assert [(each.name, each.kind, each.default) for each in taken] == [
        (each.name, each.kind, each.default) for each in promised
    ]


@pytest.mark.parametrize("method", METHODS)
def test_what_lacks_a_method_is_no_predictor(method):
    members = dict.fromkeys({"classes_", "rhetoric_classes_", *METHODS} - {method}, lambda *_: None)
    assert not isinstance(type("Half", (), members)(), Predictor)
