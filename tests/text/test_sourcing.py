import pytest

from stance.text._sourcing import find_source


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("According to Japan, talks failed", "Japan", "According to ", ", talks failed"),
        ("Talks have failed, according to Japan", "Japan", "according to ", "Talks have failed, "),
        ("“Talks failed,” the minister said.", "the minister", "said", "“Talks failed,”"),
        ("“Talks failed,” said the minister of trade.", "the minister of trade", "said", "“Talks failed,”"),
        ("Japan said that talks failed", "Japan ", "said", " that talks failed"),
        ("Chile was sharply condemned by Japan on Monday", "Japan on Monday", "condemned", "Chile was sharply "),
        ("France “said” and Japan warned Chile", "France “said” and Japan ", "warned", " Chile"),
    ],
)
def test_source_cue_and_content_are_found_in_each_order(text, source, cue, content):
    found = find_source(text)
    assert [text[slice(*span)] for span in found] == [source, cue, content]


@pytest.mark.parametrize("text", ["Japan left", "", "“Japan said nothing”"])
def test_a_sentence_may_have_no_source(text):
    assert find_source(text) is None


def test_finding_a_source_is_linear():
    assert find_source("'" * 20_000) is None
    assert find_source(", " + "a" * 20_000) is None
