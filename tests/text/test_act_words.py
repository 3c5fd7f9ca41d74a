import pytest

from stance.text.act_words import _STEMS, VERBS, cue, cues


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("condemned", "blame"), ("Condemnation", "blame"), ("urging", "demand"), ("sanctions", "act"),
        ("supported", "help"),
        ("welcomes", "praise"), ("pledged", "pledge"), ("talks", "join"), ("banned", "act"), ("said", "say"),
        ("against", "against"), ("who", "clause"), ("didn't", "not"), ("is", "aux"), ("harvest", None), ("s", None),
    ],
)  # fmt: skip
def test_a_word_has_the_class_of_its_stem(word, kind):
    assert cue(word) == kind


def test_no_stem_has_two_classes_or_stands_twice_in_one():
    stems = [each for listed in _STEMS.values() for each in listed.split()]
    assert sorted(stems) == sorted(set(stems))


def test_cues_are_the_words_of_a_text_with_their_places():
    text = "China's navy left"
    assert [(c.text, text[c.start : c.end]) for c in cues(text)] == [(w, w) for w in ("China's", "navy", "left")]
    assert {"say", "act", "help"} <= VERBS
