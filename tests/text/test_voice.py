import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.text.voice import Manner, Modality, Voice, manner


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("Japan signed the treaty.", Voice.OWN),
        ("Japan said that it had signed the treaty.", Voice.REPORTED),
        ("According to Japan, the treaty is signed.", Voice.REPORTED),
        ("“We have signed the treaty,” the minister said.", Voice.QUOTED),
        ("“We have signed the treaty.”", Voice.QUOTED),
        ("Japan signed a “treaty” with Chile.", Voice.OWN),
        ("", Voice.OWN),
    ],
)
def test_voice_is_quoted_reported_or_own(sentence, voice):
    assert manner(sentence).voice == voice


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Japan signed the treaty.", Modality.ACTUAL),
        ("Japan will sign the treaty.", Modality.FUTURE),
        ("Japan is expected to sign the treaty.", Modality.FUTURE),
        ("Japan said it would sign the treaty.", Modality.FUTURE),
        ("Japan plans to sign the treaty.", Modality.FUTURE),
        ("Japan could sign the treaty.", Modality.CONDITIONAL),
        ("If Chile agrees, Japan will sign the treaty.", Modality.CONDITIONAL),
        ("Japan would have signed the treaty.", Modality.CONDITIONAL),
        ("Japan will not abandon Chile.", Modality.NEGATED),
        ("Japan refused to sign the treaty.", Modality.NEGATED),
        ("Japan didn’t sign the treaty.", Modality.NEGATED),
        ("Japan signed not only the treaty but the protocol.", Modality.ACTUAL),
        ("While Chile did not, Japan signed the treaty.", Modality.ACTUAL),
        ("In 1979, Japan signed the treaty.", Modality.PAST),
        ("Japan attacked Chile during the Cold War.", Modality.PAST),
        ("Japan has supported Chile since 1979.", Modality.ACTUAL),
        ("After the harvest failed,", Modality.ACTUAL),
    ],
)
def test_modality_is_that_of_the_clause_that_is_left(sentence, modality):
    assert manner(sentence).modality == modality


def test_a_year_shortly_before_the_article_is_no_settled_past():
    sentence = "In 2018, Japan signed the treaty."
    assert manner(sentence, "2019-01-05").modality == Modality.ACTUAL
    assert manner(sentence, "2024-01-05").modality == Modality.PAST


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80))
def test_manner_never_raises(text):
    assert isinstance(manner(text), Manner)
