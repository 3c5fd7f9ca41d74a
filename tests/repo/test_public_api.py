import inspect

import pytest

import stance

NAMES = {
    "Article", "LinearClassifier", "Prediction", "Reading", "Rhetoric", "Stance", "StanceError",
    "TransformerClassifier", "classify", "evaluate", "load_corpus", "load_model", "read",
}  # fmt: skip


def test_the_public_names_are_these():
    assert set(stance.__all__) == NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_public_name_resolves_and_is_documented(name):
    assert name in dir(stance)
    assert inspect.getdoc(getattr(stance, name))


@pytest.mark.parametrize("name", ["classify", "evaluate", "load_corpus", "load_model", "read"])
def test_every_argument_of_a_public_function_is_typed_and_documented(name):
    function = getattr(stance, name)
    documented = inspect.getdoc(function)
    for parameter in inspect.signature(function).parameters.values():
        assert parameter.annotation is not inspect.Parameter.empty
        assert parameter.name in documented


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'classifi'"):
        _ = stance.classifi
