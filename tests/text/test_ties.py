import math
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.text.candidates import candidate_features, candidates
from stance.text.holders import parties_in_view
from stance.text.ties import LEAST_PROBABILITY, HeldTie, TieReader, _weights, held_ties, scene_of


def first(sentence, **context):
    found = held_ties(sentence, **context)[0]
    return found.holder, found.tie


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("China condemned Japan.", ("CHN", ("CHN", "JPN"))),
        ("Japan was condemned by China.", ("CHN", ("CHN", "JPN"))),
        ("China, North Korea's ally, condemned Japan.", ("CHN", ("CHN", "JPN"))),
        ("“We stand with Ukraine,” French President Emmanuel Macron said.", ("FRA", ("FRA", "UKR"))),
        ("According to Japan, China sent ships to the area.", ("JPN", ("CHN", "JPN"))),
        ("SEOUL, South Korea — China condemned Japan.", ("CHN", ("CHN", "JPN"))),
        ("The United States imposed sanctions on Iran.", ("USA", ("IRN", "USA"))),
        ("The United States will help Taiwan.", ("USA", ("TWN", "USA"))),
    ],
)
def test_the_first_pair_is_the_main_clauses(sentence, expected):
    assert first(sentence) == expected


def test_we_is_the_speakers_country():
    assert first("We thank Taiwan.", title="UN General Debate TUV 2018") == ("TUV", ("TUV", "TWN"))


def test_who_he_is_is_known_from_the_sentence_before():
    previous = ["French President Emmanuel Macron spoke in Paris."]
    assert first("He condemned Russia.", previous=previous) == ("FRA", ("FRA", "RUS"))


def test_two_holders_give_two_pairs():
    found = held_ties("China and Russia condemned the United States.")
    assert {(pair.holder, pair.tie) for pair in found} >= {("CHN", ("CHN", "USA")), ("RUS", ("RUS", "USA"))}


def test_a_sentence_without_a_party_has_no_pair():
    assert held_ties("It rained.") == ()
    assert held_ties("") == ()


def test_a_reader_reads_on_as_a_function_given_all_sentences_before():
    sentences = [
        "Luc Roux, the French envoy, met Chile's minister.",
        "The talks failed.",
        "Roux condemned the minister.",
    ]
    reader = TieReader("Chile and France talk", "2015-01-01")
    read = [reader.read(sentence) for sentence in sentences]
    assert read == [
        held_ties(sentence, title="Chile and France talk", previous=sentences[:number], published="2015-01-01")
        for number, sentence in enumerate(sentences)
    ]


def test_probability_is_no_part_of_what_a_pair_is():
    assert HeldTie("CHN", ("CHN", "JPN"), 0.4) == HeldTie("CHN", ("CHN", "JPN"), 0.9)


SENTENCES = st.lists(
    st.sampled_from(
        ["France", "Japan's", "both sides", "said", "condemned", "“", "”", ",", "was", "by", "with", "he", "the island",
         "Mr. Putin", "allies", "while", "US", "talks", "."]
    ),
    max_size=14,
).map(" ".join)  # fmt: skip


@settings(deadline=None, max_examples=50)
@given(SENTENCES, st.sampled_from([None, "Remarks by the President of Chile", "Taiwan and China talk"]))
def test_pairs_are_ranked_sorted_and_of_parties_in_view(sentence, title):
    found = held_ties(sentence, title=title)
    view = parties_in_view(scene_of(sentence, title=title))
    assert all(list(pair.tie) == sorted(set(pair.tie)) and len(pair.tie) == 2 for pair in found)
    assert all({*pair.tie, pair.holder} <= {*view, None} for pair in found)
    assert all(a.probability >= b.probability for a, b in pairwise(found[1:]))
    assert all(LEAST_PROBABILITY <= pair.probability <= 1 for pair in found[1:])
    assert len(set(found)) == len(found)


@settings(deadline=None, max_examples=50)
@given(SENTENCES, st.sampled_from([None, "Remarks by the President of Chile", "Taiwan and China talk"]))
def test_the_first_pair_is_the_best_tie_of_the_holder_with_the_largest_sum(sentence, title):
    scene = scene_of(sentence, title=title)
    odds = {pair: math.exp(sum(_weights().get(name, 0) for name in names))
            for pair, names in zip(candidates(scene), candidate_features(scene), strict=True)}  # fmt: skip
    held = {holder: sum(each for pair, each in odds.items() if pair[0] == holder) for holder, _ in odds}
    for found in held_ties(sentence, title=title)[:1]:
        assert held[found.holder] == pytest.approx(max(held.values()))
        own = [each for pair, each in odds.items() if pair[0] == found.holder]
        assert odds[found.holder, found.tie] == pytest.approx(max(own))
        assert found.probability == pytest.approx(max(own) / sum(odds.values()))


def test_reading_a_long_sentence_is_linear():
    def seconds(times):
        start = time.process_time()
        assert held_ties("US and China, both sides, " * times)
        return time.process_time() - start

    seconds(10)
    # Work of a busy machine only adds: one fair pair is enough.
    assert any(seconds(1400) <= 2.5 * seconds(700) + 0.002 for _ in range(6))
