import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance.errors import UnusableTie
from stance.text.about import ABOUT_ANOTHER, about_others, toward_another

CLASSES = np.asarray(["neutral", "supportive", "warning"])


@pytest.mark.parametrize(
    ("text", "tie", "elsewhere"),
    [
        ("China condemned Japan over its drills.", ("FRA", "BRA"), True),
        ("China condemned Japan over its drills.", ("France", "Brazil"), True),
        ("China condemned Japan over its drills.", ("CHN", "JPN"), False),
        ("China condemned Japan over its drills.", ("CHN", "TWN"), False),
        ("Beijing condemned the sale.", ("JPN", "CHN"), False),
        ("The two sides praised the pact.", ("FRA", "BRA"), False),
        ("The allies condemned the sale.", ("FRA", "BRA"), False),
        ("", ("FRA", "BRA"), False),
    ],
)
def test_a_text_is_about_others_if_it_has_parties_and_none_of_the_tie(text, tie, elsewhere):
    assert about_others([text, (text, None), (text, tie)]) == ([2] if elsewhere else [])


def test_a_tie_that_is_none_is_refused():
    with pytest.raises(UnusableTie):
        about_others([("China condemned Japan.", ("Ruritania", "FRA"))])


def test_the_answer_is_written_over_where_the_text_is_about_others():
    stance = np.tile([0.2, 0.3, 0.5], (3, 1))
    toward_another(stance, ["China left.", ("China left.", ("FRA", "BRA")), ("China left.", ("CHN", "BRA"))], CLASSES)
    np.testing.assert_allclose(stance[1], [ABOUT_ANOTHER, 0.01, 0.01])
    assert (stance[[0, 2]] == [0.2, 0.3, 0.5]).all()


def test_without_a_neutral_label_nothing_is_written():
    stance = np.asarray([[0.4, 0.6]])
    toward_another(stance, [("China left.", ("FRA", "BRA"))], CLASSES[1:])
    assert stance.tolist() == [[0.4, 0.6]]


@given(st.lists(st.sampled_from(["China left.", "They met.", ""]), max_size=5))
def test_rows_sum_to_one(texts):
    stance = np.full((len(texts), 3), 1 / 3)
    toward_another(stance, [(text, ("FRA", "BRA")) for text in texts], CLASSES)
    np.testing.assert_allclose(stance.sum(axis=1), 1)
