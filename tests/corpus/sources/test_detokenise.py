import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance.corpus.sources._detokenise import _key, detokenised, restored

EXAMPLES = {
    "Rao 's aide was n't there , and ca n't say why .": "Rao's aide wasn't there, and can't say why.",
    "`` We met , '' she said . `` Twice . ''": '"We met," she said. "Twice."',
    "“ We met , ” she said .": "“We met,” she said.",
    "It ’ s not theirs ; they ’ ll see . Don ’ t ask .": "It’s not theirs; they’ll see. Don’t ask.",
    "the ministers ’ talks and the Rangers ' win": "the ministers’ talks and the Rangers' win",
    "( Lima ) -LRB- Peru -RRB-": "(Lima) (Peru)",
    "It cost $ 50 billion , or € 45 billion .": "It cost $50 billion, or €45 billion.",
    "a 25 % tariff , up 5 % .": "a 25% tariff, up 5%.",
    "He left the U.S .": "He left the U.S.",
    "Mr . Obote spoke at 5 p.m .": "Mr. Obote spoke at 5 p.m.",
    "“ [ W ] e agree , ” she said .": "“[W]e agree,” she said.",
    "the [ sic ] word": "the [sic] word",
    "They can not go , and are gon na stay .": "They cannot go, and are gonna stay.",
    "Q & A with AT & T , black & white": "Q&A with AT&T, black & white",
    "Fed up ? No ! Well : yes .": "Fed up? No! Well: yes.",
    "Follow @ someone and # peace .": "Follow @someone and #peace.",
    "see https : //example.org/a .": "see https://example.org/a.",
    "Martin O ’ Hara said ‘ no ’ .": "Martin O’Hara said ‘no’.",
    "so ... on -- and on": "so ... on -- and on",
    'He said " no " twice .': 'He said "no" twice.',
    "": "",
}
WORDS = ["Rao", "said", "Mr.", "5", "the", "U.S.", ",", ".", "``", "''", "“", "”", "(", ")", "'s", "n't", "$", "--"]


@pytest.mark.parametrize(("tokens", "text"), EXAMPLES.items())
def test_detokenised_reads_like_print(tokens, text):
    assert detokenised(tokens) == text


@pytest.mark.parametrize("text", EXAMPLES.values())
def test_detokenised_leaves_running_text_as_it_is(text):
    assert detokenised(text) == text


@given(st.text())
def test_detokenised_changes_only_spaces_and_marks(line):
    assert _key(detokenised(line)).replace("`", "'") == _key(line).replace("`", "'")


@given(st.lists(st.sampled_from(WORDS)))
def test_detokenised_twice_is_detokenised(tokens):
    once = detokenised(" ".join(tokens))
    assert " ".join(once.split()) == once
    assert detokenised(once).replace(" ", "") == once.replace(" ", "")


def test_restored_takes_the_spelling_of_the_original():
    original = ["Another line.", "She said \"so much for 'peace'\" ...and left at 5pm."]
    assert list(restored(["She said `` so much for 'peace ' '' ... and left at 5pm ."], original)) == original[1:]


def test_restored_keeps_the_order_and_choice_of_the_tokens():
    assert list(restored(["Two .", "One ."], ["One.", "Advertisement", "Two."])) == ["Two.", "One."]


def test_restored_fills_a_mask_with_the_name_it_hides():
    assert list(restored(["LIMA ( ███ ) - It rained ."], ["LIMA (Some Agency) - It rained."])) == [
        "LIMA (Some Agency) - It rained."
    ]


def test_restored_does_not_fill_a_mask_with_a_paragraph():
    tokens, long = "LIMA ( ███ ) - It rained .", "x" * 41
    assert list(restored([tokens], [f"LIMA ({long}) - It rained."])) == ["LIMA (███) - It rained."]


def test_restored_detokenises_what_the_original_lacks():
    assert list(restored(["Rao 's turn ."], [])) == ["Rao's turn."]
