"""One suite over every classifier: what each promises, whatever is inside."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, GroupKFold

from stance.api.models import load_model
from stance.classifiers.linear import LinearClassifier
from stance.classifiers.majority import MajorityClassifier
from stance.classifiers.transformer import TransformerClassifier
from stance.errors import ModelError, TieNotSupported, UnusableText
from stance.protocols import Predictor

TEXTS = [
    "The ministry condemned the arms sale and warned of consequences.",
    "Beijing urged the United States to stop arming the island.",
    "The envoy protested against the new tariffs on steel.",
    "The two governments signed an agreement on trade and fisheries.",
    "Tokyo welcomed the offer and pledged to deepen cooperation.",
    "The president thanked the ally for its generous support.",
    "The delegation will arrive on Monday for a meeting.",
    "The treaty dates from 1979, the spokesman said.",
    "He declined to comment on the schedule of the talks.",
]
STANCE = ["warning"] * 3 + ["supportive"] * 3 + ["neutral"] * 3
RHETORIC = ["criticise", "demand", "criticise", "cooperate", "pledge", "praise", "report", None, "report"]
GROUPS = ["a", "b", "c"] * 3
UNSEEN = ["Seoul condemned the launch.", "", "東京は歓迎した。", "The two sides signed an accord.", "x" * 500]

CLASSIFIERS = {
    "majority": lambda _: MajorityClassifier(),
    "linear": lambda _: LinearClassifier(folds=3),
    "linear, parties seen": lambda _: LinearClassifier(folds=3, mask_parties=False),
    "transformer": lambda encoder: TransformerClassifier(encoder=encoder, rendering="plain", epochs=2, batch_size=4),
}


@pytest.fixture(scope="module", params=CLASSIFIERS)
def classifier(request, encoder):
    return CLASSIFIERS[request.param](encoder)


def fitted(classifier, **changes):
    arguments = {"rhetoric": RHETORIC, "groups": GROUPS} | changes
    return clone(classifier).fit(TEXTS, STANCE, **arguments)


@pytest.fixture(scope="module")
def fit(classifier):
    return fitted(classifier)


@pytest.mark.parametrize("method", ["predict", "predict_proba", "predict_rhetoric", "predict_rhetoric_proba"])
def test_answering_before_fit_is_refused(classifier, method):
    with pytest.raises(NotFittedError):
        getattr(clone(classifier), method)(TEXTS)


def test_saving_before_fit_is_refused(classifier, tmp_path):
    with pytest.raises(NotFittedError):
        clone(classifier).save(tmp_path / "m")


def test_classes_are_sorted(fit):
    assert fit.classes_.tolist() == ["neutral", "supportive", "warning"]
    assert fit.rhetoric_classes_.tolist() == sorted(set(filter(None, RHETORIC)))


def test_it_is_a_predictor(fit):
    assert isinstance(fit, Predictor)


@pytest.mark.parametrize(
    ("method", "classes"), [("predict_proba", "classes_"), ("predict_rhetoric_proba", "rhetoric_classes_")]
)
def test_probabilities_are_distributions_over_the_classes(fit, method, classes):
    probabilities = getattr(fit, method)(UNSEEN)
    assert probabilities.dtype == np.float64
    assert probabilities.shape == (len(UNSEEN), len(getattr(fit, classes)))
    assert (probabilities >= 0).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-12)


def test_predictions_are_the_most_probable_labels(fit):
    assert (fit.predict(UNSEEN) == fit.classes_[fit.predict_proba(UNSEEN).argmax(axis=1)]).all()
    most = fit.predict_rhetoric_proba(UNSEEN).argmax(axis=1)
    assert (fit.predict_rhetoric(UNSEEN) == fit.rhetoric_classes_[most]).all()


def test_no_texts_give_no_rows(fit):
    assert fit.predict([]).shape == (0,)
    assert fit.predict_proba([]).shape == (0, 3)


@pytest.mark.parametrize("X", ["a lone text", 7, iter(TEXTS)])
def test_what_is_no_list_of_texts_is_refused(fit, X):
    with pytest.raises(TypeError, match="expected a list of texts"):
        fit.predict(X)


def test_text_that_cannot_be_read_is_refused(fit):
    with pytest.raises(UnusableText):
        fit.predict(["a\0b"])


def test_a_tie_is_refused_by_what_is_blind_to_it(fit):
    assert fit.predict([(TEXTS[0], None)]) == fit.predict([TEXTS[0]])
    with pytest.raises(TieNotSupported):
        fit.predict([(TEXTS[0], ("CHN", "USA"))])


@settings(deadline=None, max_examples=20)
@given(order=st.permutations(range(len(TEXTS))))
def test_order_and_neighbours_change_no_answer(fit, order):
    together = fit.predict_proba(TEXTS)
    shuffled = fit.predict_proba([TEXTS[place] for place in order])
    # torch adds the floats of a batch in an order that depends on its shape; the exported model does not.
    near = 1e-5 if fit.kind == "transformer" else 1e-12
    np.testing.assert_allclose(shuffled, together[order], atol=near)
    np.testing.assert_allclose(fit.predict_proba([TEXTS[order[0]]])[0], together[order[0]], atol=near)


def test_the_same_seed_gives_the_same_model(classifier):
    assert (fitted(classifier).predict_proba(UNSEEN) == fitted(classifier).predict_proba(UNSEEN)).all()


def test_refit_forgets(classifier):
    refit = clone(classifier).fit(["a b", "c d", "e f"], ["neutral", "warning", "warning"])
    refit.fit(TEXTS, STANCE, rhetoric=RHETORIC, groups=GROUPS)
    fresh = fitted(classifier)
    assert (refit.predict_proba(UNSEEN) == fresh.predict_proba(UNSEEN)).all()
    assert (refit.predict_rhetoric_proba(UNSEEN) == fresh.predict_rhetoric_proba(UNSEEN)).all()


def test_fit_leaves_arguments_and_global_state_as_they_were(classifier):
    before, params = np.random.get_state()[1].copy(), classifier.get_params()  # noqa: NPY002
    texts, labels = list(TEXTS), list(STANCE)
    fitted(classifier)
    assert (np.random.get_state()[1] == before).all()  # noqa: NPY002
    assert (texts, labels, params) == (TEXTS, STANCE, classifier.get_params())


def test_clone_keeps_arguments_and_forgets_the_fit(classifier):
    copy = clone(fitted(classifier))
    assert copy.get_params() == classifier.get_params()
    with pytest.raises(NotFittedError):
        copy.predict(TEXTS)


@pytest.mark.parametrize("name", ["y", "rhetoric", "groups"])
def test_lists_of_other_lengths_are_refused(classifier, name):
    lists = {"y": STANCE, "rhetoric": RHETORIC, "groups": GROUPS} | {name: ["neutral"]}
    with pytest.raises(ValueError, match=f"1 values in {name} for 9 texts"):
        clone(classifier).fit(TEXTS, **lists)


@pytest.mark.parametrize("name", ["y", "rhetoric"])
@pytest.mark.parametrize("label", [5, True, b"neutral", ["neutral"]])
def test_label_that_is_no_string_is_refused(classifier, name, label):
    lists = {"y": STANCE, "rhetoric": RHETORIC}
    with pytest.raises(ValueError, match=r"of type \w+ at place 8 in \w+, expected a label as str"):
        clone(classifier).fit(TEXTS, **lists | {name: [*lists[name][:8], label]})


@pytest.mark.parametrize("label", [None, float("nan"), np.float64("nan"), pd.NA])
def test_stance_that_is_missing_is_refused(classifier, label):
    with pytest.raises(ValueError, match="at place 2 in y, expected a label as str"):
        clone(classifier).fit(TEXTS, [*STANCE[:2], label, *STANCE[3:]])


@pytest.mark.parametrize("missing", [None, "", float("nan"), np.float32("nan"), pd.NA])
def test_rhetoric_that_is_missing_is_not_known(classifier, missing):
    rhetoric = [missing if label is None else label for label in RHETORIC]
    column = pd.Series(rhetoric, dtype=object)
    fit = clone(classifier).fit(TEXTS, pd.Series(STANCE), rhetoric=column, groups=GROUPS)
    assert fit.rhetoric_classes_.tolist() == sorted(set(filter(None, RHETORIC)))


def test_nothing_to_learn_from_is_refused(classifier):
    with pytest.raises(ValueError, match="expected at least one to learn from"):
        clone(classifier).fit([], [])


def test_without_rhetoric_there_is_no_second_output(classifier):
    fit = clone(classifier).fit(TEXTS, STANCE, groups=GROUPS)
    assert fit.predict_rhetoric_proba(TEXTS).shape == (len(TEXTS), 0)
    with pytest.raises(ModelError, match=rf"got a {type(fit).__name__} that has learned no rhetoric; expected one"):
        fit.predict_rhetoric(TEXTS)


def test_save_and_load_answer_alike(fit, tmp_path):
    fit.save(tmp_path / "saved", data={"rows": 9})
    loaded = load_model(tmp_path / "saved")
    np.testing.assert_allclose(loaded.predict_proba(UNSEEN), fit.predict_proba(UNSEEN), atol=1e-12)
    np.testing.assert_allclose(loaded.predict_rhetoric_proba(UNSEEN), fit.predict_rhetoric_proba(UNSEEN), atol=1e-12)
    assert (loaded.predict(UNSEEN) == fit.predict(UNSEEN)).all()
    assert (loaded.predict_rhetoric(UNSEEN) == fit.predict_rhetoric(UNSEEN)).all()
    assert loaded.manifest.data == {"rows": 9}


def test_saved_without_rhetoric_it_says_so(classifier, tmp_path):
    clone(classifier).fit(TEXTS, STANCE, groups=GROUPS).save(tmp_path / "saved")
    with pytest.raises(ModelError, match="that has learned no rhetoric"):
        load_model(tmp_path / "saved").predict_rhetoric(TEXTS)


@pytest.mark.parametrize("name", ["y", "rhetoric"])
def test_labels_that_no_model_can_answer_with_are_not_saved(classifier, name, tmp_path):
    lists = {"y": STANCE, "rhetoric": RHETORIC}
    fit = clone(classifier).fit(TEXTS, **lists | {name: [*lists[name][:8], "shrug"]}, groups=GROUPS)
    with pytest.raises(ValueError, match=r"got the labels 'shrug', expected of a model to be saved none but \w+, "):
        fit.save(tmp_path / "saved")
    assert not list(tmp_path.iterdir())


def test_folder_may_be_a_string(fit, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    fit.save("saved")
    assert load_model("./saved").manifest.name == "saved"


def test_saving_again_replaces_the_model(fit, tmp_path):
    for _ in range(2):
        fit.save(tmp_path / "saved")
    assert load_model(tmp_path / "saved").manifest.name == "saved"
    assert [path.name for path in tmp_path.iterdir()] == ["saved"]


def test_it_works_in_a_grid_search_over_groups():
    search = GridSearchCV(LinearClassifier(folds=2), {"C": [0.5, 2.0]}, cv=GroupKFold(3))
    search.fit(TEXTS, STANCE, groups=GROUPS)
    assert search.best_params_["C"] in (0.5, 2.0)
    assert search.predict(["The ministry condemned it."]).shape == (1,)


def test_what_a_grid_search_over_a_range_of_numpy_found_can_be_saved(tmp_path):
    grid = {"min_df": np.arange(1, 2), "C": np.array([0.5], dtype=np.float32), "mask_parties": np.array([True])}
    search = GridSearchCV(LinearClassifier(folds=2), grid, cv=GroupKFold(3)).fit(TEXTS, STANCE, groups=GROUPS)
    search.best_estimator_.save(tmp_path / "found")
    params = load_model(tmp_path / "found").manifest.params
    assert (params["min_df"], params["C"], params["mask_parties"]) == (1, 0.5, True)
