import pytest

from stance.text.parties import OTHER
from stance.text.references import Antecedents, find_references, speaker_of


def resolved(sentence, named=(), **so_far):
    places = [(start := sentence.index(word), start + len(word), code) for word, code in named]
    return [(sentence[r.start : r.end], r.codes) for r in find_references(sentence, places, Antecedents(**so_far))]


def test_both_sides_are_the_two_parties_named_last():
    named = [("France", "FRA"), ("Japan", "JPN"), ("Chile", "CHL")]
    assert resolved("France left Japan and Chile, and both sides agreed", named) == [("both sides", ("CHL", "JPN"))]
    assert resolved("The two countries agreed", title=("FRA", "JPN")) == [("The two countries", ("FRA", "JPN"))]
    assert resolved("The two sides met Chile", [("Chile", "CHL")], speaker="FRA") == [("The two sides", ("CHL", "FRA"))]
    assert resolved("The two sides agreed") == []


@pytest.mark.parametrize(
    ("sentence", "so_far", "expected"),
    [
        ("the island is ready", {"parties": ["TWN", "USA"]}, [("the island", ("TWN",))]),
        ("the island is ready", {"parties": ["FRA", "CUB"]}, [("the island", ("CUB",))]),
        ("the island is ready", {"parties": ["FRA"]}, []),
        ("the mainland is ready", {"parties": ["TWN"]}, [("the mainland", ("CHN",))]),
        ("the mainland is ready", {"parties": ["GRC"]}, []),
        ("we are ready", {"speaker": "FJI"}, [("we", ("FJI",))]),
        ("we are ready", {}, []),
        ("He left", {"person": "FRA", "holder": "JPN"}, [("He", ("FRA",))]),
        ("He left", {"holder": "JPN"}, [("He", ("JPN",))]),
        ("He left", {"previous": ("CHL",)}, [("He", ("CHL",))]),
        ("the ministry left", {"title": ("CHL",)}, [("the ministry", ("CHL",))]),
        ("the spokesman left", {"person": "CHL"}, [("the spokesman", ("CHL",))]),
        ("its allies left", {}, [("its allies", (OTHER,))]),
        ("the administration left", {}, [("the administration", ("USA",))]),
        ("Republicans left", {"speaker": "FRA"}, []),
        ("European leaders and Gulf states left", {}, [("European", ("EU",)), ("Gulf states", ("GCC",))]),
    ],
)
def test_references_are_resolved_from_the_article_so_far(sentence, so_far, expected):
    assert resolved(sentence, **so_far)[: len(expected) or None] == expected


def test_a_body_is_that_of_the_party_named_nearest_before_it():
    sentence = "France told Japan that the ministry knew, Chile said"
    named = [("France", "FRA"), ("Japan", "JPN"), ("Chile", "CHL")]
    assert ("the ministry", ("JPN",)) in resolved(sentence, named)


def test_lawmakers_of_a_region_are_not_american_but_republican_ones_are():
    assert resolved("European lawmakers left") == [("European", ("EU",))]
    assert resolved("Republican lawmakers left") == [("Republican", ("USA",)), ("lawmakers", ("USA",))]


@pytest.mark.parametrize("word", ["lawmakers", "senators", "Republicans"])
@pytest.mark.parametrize("start", ["Swiss ", "Switzerland's ", "Switzerland’s "])
def test_lawmakers_right_after_a_party_are_its_own(start, word):
    name = start.removesuffix("'s ").removesuffix("’s ").strip()
    assert resolved(f"{start}{word} left", [(name, "CHE")]) == []
    assert resolved(f"{name}, {word} left", [(name, "CHE")]) == [(word, ("USA",))]


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("UN General Debate FJI 2019", "FJI"),
        ("General Debate of the assembly, Fiji", "FJI"),
        ("Press Briefing by the Press Secretary, 1/2/2014", "USA"),
        ("Remarks by the Ambassador of Ghana to the United Nations", "GHA"),
        ("Statement by Foreign Minister Wang Yi", "CHN"),
        ("Remarks on the harvest", None),
        ("France condemns Japan", None),
        (None, None),
    ],
)
def test_speaker_is_known_from_the_title_of_a_speech(title, speaker):
    assert speaker_of(title) == speaker


def test_frequent_counts():
    assert Antecedents(parties=["FRA", "JPN", "JPN"]).frequent() == ["JPN", "FRA"]


def test_finding_references_is_linear():
    sentence = "the other other other " * 3000 + "we " * 3000
    named = [(place, place + 1, "FRA") for place in range(0, len(sentence), 3)]
    assert find_references(sentence, named, Antecedents(speaker="FJI"))
