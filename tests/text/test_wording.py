import pytest

from stance.text.act_words import stem
from stance.text.parties import KINDS, party_kind
from stance.text.ties import scene_of
from stance.text.wording import Wording


@pytest.mark.parametrize(
    ("word", "expected"),
    [("condemns", "condemn"), ("Planned", "plan"), ("talks", "talk"), ("us", "us"), ("the", "the"), ("", "")],
)
def test_a_stem_has_no_ending(word, expected):
    assert stem(word) == expected


def test_the_kind_of_a_party_is_that_of_the_table_or_a_state():
    assert (party_kind("JPN"), party_kind("EU")) == ("state", "bloc")
    assert party_kind("RUR") == KINDS[0]


def test_the_words_of_a_sentence_are_stems_without_its_parties():
    assert Wording(scene_of("Japan warned North Korea, and Japan left.")).stems == ["and", "left", "warn"]


def test_a_party_is_told_by_what_it_is_and_never_by_its_name():
    wording = Wording(scene_of("Japan warned the EU.", title="Chile waits"))
    assert [wording.kind(code) for code in ("JPN", "EU", "CHL")] == ["state", "bloc", "absent state"]
    names = {name for code in ("JPN", "EU", "CHL") for name in wording.around(code)}
    assert not any(word in name.lower() for name in names for word in ("japan", "jpn", "eu", "chile"))


def test_what_stands_next_to_a_party_is_told():
    around = Wording(scene_of("Angry ministers of Japan warned the other state.")).around("JPN")
    assert {"b:of", "a:warn"} <= set(around)


def test_swapping_names_of_one_kind_changes_no_feature():
    one = Wording(scene_of("Japan warned Chile over fish."))
    other = Wording(scene_of("Peru warned India over fish."))
    assert one.stems == other.stems
    assert one.around("JPN") == other.around("PER")
