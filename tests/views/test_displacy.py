from itertools import pairwise

from stance.records import Article
from stance.views.displacy import to_displacy
from stance.views.reading import Reading


def test_sentences_with_a_stance_are_spans(reading):
    found = to_displacy(reading)
    assert list(found) == ["text", "ents", "title"]
    assert found["text"] == reading.article.text
    told = [(found["text"][each["start"] : each["end"]], each["label"]) for each in found["ents"]]
    assert told == [
        ("Talks resumed.", "SUPPORTIVE"),
        ("Ruritania condemned the sale, and Borduria praised it.", "MIXED"),
        ("“We will help,” said the envoy.", "SUPPORTIVE"),
    ]


def test_spans_are_sorted_and_do_not_overlap(reading):
    ents = to_displacy(Reading(reading.article, reading.statements[::-1]))["ents"]
    assert all(one["end"] <= other["start"] for one, other in pairwise(ents))


def test_the_title_is_escaped_since_displacy_does_not(reading):
    assert to_displacy(reading)["title"] == "A &lt;tale&gt; &amp; its end"


def test_no_title_is_none():
    assert to_displacy(Reading(Article("a", "Talks."), ())) == {"text": "Talks.", "ents": [], "title": None}
