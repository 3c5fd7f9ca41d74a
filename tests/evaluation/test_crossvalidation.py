from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.classifiers.majority import MajorityClassifier
from stance.evaluation.crossvalidation import answers, cross_validate
from stance.labels import Rhetoric, Stance
from stance.protocols import Predictor

STANCES, RHETORICS = list(map(str, Stance)), list(map(str, Rhetoric))

law = settings(deadline=None, max_examples=40)
group_lists = st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=24).filter(lambda groups: len(set(groups)) > 1)


class Parrot:
    """A classifier that answers with the last label that it learned, and keeps what it learned from and was asked."""

    def fit(self, X, y, *, rhetoric=None, groups=None):
        self.learned = list(zip(X, y, rhetoric, groups, strict=True))
        self.asked = []
        self.classes_ = np.unique(y)
        self.rhetoric_classes_ = np.unique([label for label in rhetoric if label is not None]).astype(np.str_)
        self.last = (y[-1], next((label for label in reversed(rhetoric) if label is not None), None))
        return self

    def predict(self, X):
        return self.classes_[self.predict_proba(X).argmax(axis=1)]

    def predict_proba(self, X):
        self.asked += X
        return np.tile((self.classes_ == self.last[0]).astype(float), (len(X), 1))

    def predict_rhetoric(self, X):
        return self.rhetoric_classes_[self.predict_rhetoric_proba(X).argmax(axis=1)]

    def predict_rhetoric_proba(self, X):
        return np.tile((self.rhetoric_classes_ == self.last[1]).astype(float), (len(X), 1))

    def save(self, folder, *, data=None):
        folder.mkdir()
        (folder / "learned.txt").write_text(f"{self.learned}\n{data}")


def rows_of(groups):
    """Build a row for each group given: its text names its place, from which its labels follow."""
    places = range(len(groups))
    return {
        "X": [f"{place} of {group}" for place, group in zip(places, groups, strict=True)],
        "y": [STANCES[place % 3] for place in places],
        "rhetoric": [None if place % 4 == 0 else RHETORICS[place % 9] for place in places],
        "groups": list(groups),
    }


def validated(groups, **options):
    """Cross-validate parrots over the groups; return the answers and the parrots."""
    made = []

    def make():
        made.append(Parrot())
        return made[-1]

    rows = rows_of(groups)
    return cross_validate(make, rows.pop("X"), rows.pop("y"), **rows, **options), made


@law
@given(groups=group_lists, folds=st.integers(2, 10))
def test_no_classifier_answers_for_a_group_that_it_learned_from(groups, folds):
    _, parrots = validated(groups, folds=folds)
    for parrot in parrots:
        learned = {group for *_, group in parrot.learned}
        asked = {text.rpartition(" ")[2] for text in parrot.asked}
        assert asked
        assert not learned & asked
        assert learned | asked == set(groups)


@law
@given(groups=group_lists, folds=st.integers(2, 10))
def test_every_row_is_answered_once(groups, folds):
    _, parrots = validated(groups, folds=folds)
    assert Counter(text for parrot in parrots for text in parrot.asked) == Counter(rows_of(groups)["X"])


@law
@given(groups=group_lists, folds=st.integers(2, 10))
def test_labels_stay_with_their_texts(groups, folds):
    _, parrots = validated(groups, folds=folds)
    rows = set(zip(*rows_of(groups).values(), strict=True))
    assert all(set(parrot.learned) <= rows for parrot in parrots)


@law
@given(groups=group_lists, folds=st.integers(2, 10))
def test_each_answer_stands_in_the_place_of_its_row(groups, folds):
    found, parrots = validated(groups, folds=folds)
    texts = rows_of(groups)["X"]
    for parrot in parrots:
        for text in parrot.asked:
            assert found.stance[texts.index(text), STANCES.index(parrot.last[0])] == 1.0


@law
@given(groups=group_lists, folds=st.integers(2, 10))
def test_there_are_as_many_folds_as_asked_or_as_groups(groups, folds):
    _, parrots = validated(groups, folds=folds)
    assert len(parrots) == min(folds, len(set(groups)))


def test_few_groups_are_left_out_one_at_a_time():
    _, parrots = validated("aabbbc")
    assert sorted(len({text.rpartition(" ")[2] for text in parrot.asked}) for parrot in parrots) == [1, 1, 1]


@pytest.mark.parametrize("groups", ["a", "aaaa"])
def test_a_single_group_cannot_be_left_out(groups):
    with pytest.raises(ValueError, match="got 1 group, expected at least two"):
        validated(groups)


def test_progress_is_told_of_each_fold_before_it_begins():
    told = []
    validated("abc", progress=lambda *step: told.append(step))
    assert told == [(f"cross-validating, fold {fold + 1} of 3", fold, 3) for fold in range(3)]


def test_cross_validate_leaves_the_global_random_state_as_it_was():
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    validated("abcd")
    assert np.array_equal(before, np.random.get_state()[1])  # noqa: NPY002


def test_parrot_is_a_predictor():
    assert isinstance(Parrot().fit(["A."], ["neutral"], rhetoric=["report"], groups=["g"]), Predictor)


def test_answers_have_a_column_for_labels_that_the_predictor_never_saw():
    classifier = MajorityClassifier().fit(["A.", "B.", "C."], ["warning"] * 3, rhetoric=["reject", "demand", None])
    found = answers(classifier, ["D.", "E."])
    assert found.stance.tolist() == [[0.0, 0.0, 1.0]] * 2
    assert found.rhetoric.tolist() == [[0.5 if label in ("reject", "demand") else 0.0 for label in RHETORICS]] * 2


def test_answers_without_rhetoric_are_zeros():
    found = answers(MajorityClassifier().fit(["A."], ["warning"]), ["B.", "C."])
    assert found.rhetoric.tolist() == [[0.0] * 9] * 2


def test_answers_for_no_texts_have_no_rows():
    found = answers(MajorityClassifier().fit(["A."], ["warning"]), [])
    assert (found.stance.shape, found.rhetoric.shape) == ((0, 3), (0, 9))
