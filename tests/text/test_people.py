import pytest

from stance.text.parties import find_parties
from stance.text.people import find_people, introductions


def introduced(text):
    return introductions(text, find_parties(text))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Chinese Foreign Ministry spokesperson Deng Haoran said", {"Deng": "CHN"}),
        ("Chile's ambassador, Ana Ruiz, left", {"Ruiz": "CHL"}),
        ("Ana Ruiz, the Chilean ambassador, left", {"Ruiz": "CHL"}),
        ("Ana Ruiz, Chile's former deputy minister", {"Ruiz": "CHL"}),
        ("Sen. Mary Falk said", {"Falk": "USA"}),
        ("Mary Falk (R-Ohio) said", {"Falk": "USA"}),
        ("the French trade minister Paul Roux's visit", {"Roux": "FRA"}),
        ("French wine and Paul Roux", {}),
        ("French ministers. Paul Roux", {}),
        ("Japan, and minister Taro Sato", {}),
        ("Ana Ruiz, a Chilean painter of ships", {}),
        ("Ana Ruiz, a Chilean, not a minister", {}),
    ],
)
def test_introductions_bind_a_name_to_the_party_whose_office_stands_before_it(text, people):
    assert introduced(text) == people


def test_introductions_take_no_word_of_an_office_for_a_name():
    assert introduced("the Chinese State Council and Foreign Ministry") == {}
    assert introduced("Secretary of State Dr. said") == {}


def test_find_people_finds_them_by_family_name_with_or_without_possessive():
    text = "Ruiz said Ruiz’s staff, not Ruizes"
    assert [text[m.start : m.end] for m in find_people(text, {"Ruiz": "CHL"})] == ["Ruiz", "Ruiz"]
    assert find_people(text, {}) == []
