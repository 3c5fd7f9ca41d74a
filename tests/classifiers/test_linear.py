import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from stance.classifiers.linear import LinearClassifier
from stance.errors import RecipeError, TooFewExamples

TEXTS = ["we condemn the sale", "we protest the sale", "we welcome the talks", "we praise the talks"]
LABELS = ["warning", "warning", "supportive", "supportive"]


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"C": 0}, "C 0; expected a number above 0"),
        ({"C": "high"}, "C 'high'; expected a number above 0"),
        ({"folds": 1}, "folds 1; expected a whole number from 2"),
        ({"min_df": True}, "min_df True; expected a whole number from 1"),
        ({"min_df": 5}, "min_df 5, .*, which leave no n-gram of . texts; expected a smaller min_df"),
        ({"mask_parties": "yes"}, "mask_parties 'yes'; expected one of True, False"),
        ({"class_weight": "heavy"}, "class_weight 'heavy'; expected one of balanced, None"),
        ({"random_state": -1}, "random_state -1; expected a whole number from 0"),
        ({"word_ngrams": 3}, "word_ngrams 3; expected two lengths"),
        ({"word_ngrams": ("a", "b")}, "expected two lengths"),
        ({"word_ngrams": (2, 1)}, r"word_ngrams \(2, 1\); expected two lengths"),
        ({"char_ngrams": (1,)}, r"char_ngrams \(1,\); expected two lengths"),
    ],
)
def test_fit_refuses_arguments_out_of_range(params, message):
    with pytest.raises(RecipeError, match=message):
        LinearClassifier(**params).fit(TEXTS, LABELS)


def test_fit_refuses_a_single_label():
    with pytest.raises(TooFewExamples, match="single stance 'warning'"):
        LinearClassifier().fit(TEXTS, ["warning"] * 4)


def test_fit_learns_what_words_say():
    classifier = LinearClassifier(folds=2).fit(TEXTS, LABELS)
    assert classifier.predict(["they condemn it", "they welcome it"]).tolist() == ["warning", "supportive"]


def test_two_classes_equal_scikit_learn_with_one_column():
    classifier = LinearClassifier(folds=2).fit(TEXTS, LABELS)
    features = classifier._vectorizer.transform(TEXTS)
    plain = LogisticRegression(C=1.0, class_weight="balanced", tol=1e-8, max_iter=5000).fit(features, LABELS)
    odds = np.log(classifier.predict_proba(TEXTS)) * classifier.temperature_
    np.testing.assert_allclose(odds[:, 1] - odds[:, 0], plain.decision_function(features), atol=1e-9)


def test_a_single_rhetoric_value_is_always_answered():
    classifier = LinearClassifier(folds=2).fit(TEXTS, LABELS, rhetoric=["criticise", None, None, None])
    assert classifier.predict_rhetoric(TEXTS).tolist() == ["criticise"] * 4


def test_groups_too_few_to_hold_out_leave_scores_as_they_are():
    classifier = LinearClassifier().fit(TEXTS, LABELS, groups=["a"] * 4)
    assert classifier.temperature_ == 1.0


def test_a_group_that_holds_a_whole_class_is_calibrated_without_it():
    classifier = LinearClassifier(folds=2).fit(TEXTS, LABELS, groups=["a", "a", "b", "b"])
    assert classifier.temperature_ == 1.0


def test_lists_and_tuples_make_the_same_model():
    one = LinearClassifier(word_ngrams=[1, 2], folds=2).fit(TEXTS, LABELS)
    other = LinearClassifier(word_ngrams=(1, 2), folds=2).fit(TEXTS, LABELS)
    assert (one.predict_proba(TEXTS) == other.predict_proba(TEXTS)).all()
