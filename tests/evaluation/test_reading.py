import pytest

from stance.evaluation.reading import (
    first_two_parties,
    holder_accuracy,
    main_pairs,
    nearest_party,
    set_f1,
    tie_accuracy,
    tie_overlap,
    triples,
)
from stance.labels import Stance
from stance.records import HeldStance
from stance.text.ties import HeldTie

A = HeldTie("CHN", ("CHN", "JPN"))
B = HeldTie("JPN", ("CHN", "JPN"))
C = HeldTie("CHN", ("CHN", "USA"))
HELD = (HeldStance("CHN", ("CHN", "JPN"), Stance.WARNING), HeldStance("JPN", ("CHN", "JPN"), Stance.SUPPORTIVE))


def test_main_pairs_are_those_of_the_sentences_own_stance():
    assert main_pairs(HELD, Stance.WARNING) == {A}
    assert main_pairs(HELD, Stance.NEUTRAL) == frozenset()


def test_set_f1_counts_all_sentences_together():
    assert set_f1([{1, 2}, {3}], [{1}, {4}]) == pytest.approx(2 * 1 / 5)
    assert set_f1([{1}], [{1}]) == 1
    assert set_f1([set()], [set()]) == 0


def test_holder_and_tie_are_those_of_the_first_answer():
    truth = [{A}, {A}, {A}, {A}]
    answers = [(A, C), (C, A), (B,), ()]
    assert holder_accuracy(truth, answers) == 0.5
    assert tie_accuracy(truth, answers) == 0.5
    assert tie_overlap(truth, answers) == pytest.approx((1 + 1 / 3 + 1) / 4)
    assert holder_accuracy([], []) == 0


def test_overlap_is_nothing_where_there_is_no_main_pair():
    assert tie_overlap([frozenset()], [(A,)]) == 0


def test_triples_take_one_stance_and_are_none_for_a_neutral_one():
    assert triples([A], Stance.WARNING) == {HELD[0]}
    assert triples([A], Stance.NEUTRAL) == triples([A], None) == frozenset()


def test_first_two_parties_is_a_baseline():
    assert first_two_parties("Japan told China and Chile") == (HeldTie("JPN", ("CHN", "JPN")),)
    assert first_two_parties("Japan told Japan") == ()


def test_nearest_party_is_a_baseline():
    assert nearest_party("Chile knew, China said, that Japan left") == (HeldTie("CHN", ("CHL", "CHN")),)
    assert nearest_party("Japan met China") == (HeldTie("JPN", ("CHN", "JPN")),)
    assert nearest_party("Japan said it left") == ()
    assert nearest_party("It said so") == ()
