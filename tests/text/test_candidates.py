from hypothesis import given, settings
from hypothesis import strategies as st

from stance.text.candidates import candidate_features, candidates, measured
from stance.text.ties import scene_of

SPOKEN = scene_of("China, which Japan condemned, praised “the island”.", title="Remarks by the Ambassador of Chile")
TWO = scene_of("Japan condemned Chile.")


def features(scene, holder, *tie):
    return candidate_features(scene)[candidates(scene).index((holder, tie))]


def test_candidates_are_the_writer_and_every_party_in_view_for_each_tie():
    assert candidates(TWO) == [
        (holder, tie)
        for tie in [("CHL", "JPN"), ("JPN", "OTHER"), ("CHL", "OTHER")]
        for holder in (None, "JPN", "CHL", "OTHER")
    ]
    assert candidates(scene_of("It rained.")) == []


def test_every_candidate_has_features():
    described = candidate_features(SPOKEN)
    assert len(described) == len(candidates(SPOKEN))
    assert all(len(names) > 5 for names in described)


def test_a_holder_sees_the_other_party_of_its_own_tie():
    own = features(TWO, "JPN", "CHL", "JPN")
    assert {"in", "in:n2", "p:rank1", "p:hsubj:rank1", "j:xy", "p:mv:blame:rank1"} <= set(own)
    assert "p:hsubj:rank0" not in features(TWO, "CHL", "CHL", "JPN")
    assert "p:hab:rank0" in features(TWO, "OTHER", "JPN", "OTHER")
    assert "p:sp:rank0" in features(SPOKEN, "CHL", "CHL", "CHN")


def test_a_tie_between_others_is_seen_by_the_writer_and_by_thirds():
    assert {"w:out", "w:n2", "w:mv:blame", "w:rank0", "w:j:xy"} <= set(features(TWO, None, "CHL", "JPN"))
    third = features(SPOKEN, "CHL", "CHN", "JPN")
    assert {"o:out", "o:habsent", "o:sp", "o:h:absent", "o:j:xy"} <= set(third)
    assert not any(name.startswith("w:") for name in third)


def test_a_tie_is_known_from_title_and_sentence_before():
    scene = scene_of("Both sides left.", title="Japan, Chile", previous=["Japan met Chile."])
    assert {"t:pair", "t:title", "t:prev"} <= set(features(scene, None, "CHL", "JPN"))


WORDS = ["France", "Japan's", "Chile", "said", "condemned", "“", "”", ",", "was", "by", "with", "he", "US", "allies"]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.sampled_from([None, "Remarks by Ghana"]))
def test_a_sum_over_shared_parts_is_the_sum_over_the_features(sentence, title):
    scene = scene_of(sentence, title=title)
    lengths = list(measured(scene, lambda prefix, names: sum(len(prefix + name) for name in names)))
    assert lengths == [sum(map(len, names)) for names in candidate_features(scene)]
