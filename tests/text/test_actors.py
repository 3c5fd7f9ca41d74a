from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from stance.text.actors import Article


def actors(article, sentence):
    return [(sentence[a.start : a.end], a.codes, a.kind) for a in article.actors(sentence)]


def test_actors_are_parties_leaders_people_and_references_in_order():
    article = Article("Remarks by the President of Chile", "2019")
    sentence = "French envoy Luc Roux told Putin that we and the Security Council agree"
    assert actors(article, sentence) == [
        ("French", ("FRA",), "demonym"),
        ("Roux", ("FRA",), "person"),
        ("Putin", ("RUS",), "leader"),
        ("we", ("CHL",), "we"),
        ("Security Council", ("UN",), "variant"),
    ]


def test_an_article_remembers_who_was_introduced():
    article = Article()
    first = article.actors("French envoy Luc Roux met Taiwanese officials")
    article.remember(first, "FRA")
    assert actors(article, "Roux praised the island, and he stayed") == [
        ("Roux", ("FRA",), "person"),
        ("the island", ("TWN",), "island"),
        ("he", ("FRA",), "pronoun"),
    ]


def test_a_dateline_is_no_actor():
    assert actors(Article(), "PARIS (AP) — Japan left") == [("Japan", ("JPN",), "name")]
    assert actors(Article(), "SEOUL, South Korea — Japan left") == [("Japan", ("JPN",), "name")]
    assert actors(Article(), "PARIS is in France") == [("PARIS", ("FRA",), "capital"), ("France", ("FRA",), "name")]


def test_remembering_nothing_changes_nothing():
    article = Article("France and Japan")
    article.remember([], None)
    assert (article.so_far.previous, article.so_far.title) == ((), ("FRA", "JPN"))


WORDS = st.sampled_from(
    ["France", "he", "the island", "both sides", "Putin", "Mr. Lee", "said", ",", "its allies", "“", "US"]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_actors_are_apart(sentence):
    found = Article("Taiwan and China").actors(sentence)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(a.codes and list(a.codes) == sorted(a.codes) for a in found)
