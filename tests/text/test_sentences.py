import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.records import Article
from stance.text.sentences import sentence_spans, sentences
from stance.text.usable import LONGEST_SENTENCE

ROOT = Path(__file__).parents[2]
BOUNDARIES = sorted((Path(__file__).parent / "boundaries").glob("*.txt"))
SEEDS = {path.stem: (ROOT / "seeds" / "text" / path.name).read_bytes().decode() for path in BOUNDARIES}
MESSY = st.text(alphabet=st.sampled_from(list("aB.?!\"“”‘’'()[] \n\t\u00a0…:;-–0U.S")), max_size=120)


def split(text):
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize("path", BOUNDARIES, ids=lambda path: path.stem)
def test_sentences_of_a_seed_article_are_those_of_a_reader(path):
    expected = path.read_bytes().decode().removesuffix("\n").split("\n")
    assert split(SEEDS[path.stem]) == expected


@pytest.mark.parametrize("name", SEEDS)
def test_sentences_leave_nothing_of_a_seed_article_but_space_and_date(name):
    text = SEEDS[name]
    edges = [(0, 0), *sentence_spans(text), (len(text), len(text))]
    gaps = [text[left[1] : right[0]] for left, right in pairwise(edges)]
    assert re.fullmatch(r"\s*(date \d{4}-\d\d-\d\d )?\s*", "".join(gaps))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Lee met Gen. Park on Jan. 6. He left.", ["Mr. Lee met Gen. Park on Jan. 6.", "He left."]),
        ("The No. 2 official, Lt. Col. J. Roe, spoke.", ["The No. 2 official, Lt. Col. J. Roe, spoke."]),
        ("The former U.S. Ambassador came. They won.", ["The former U.S. Ambassador came.", "They won."]),
        ("He lives in the U.S. It is big.", ["He lives in the U.S.", "It is big."]),
        ("He said “no.” Then he left.", ["He said “no.”", "Then he left."]),
        ('Sen. Roe (R-Ark.) said so. "Stop!" he cried.', ["Sen. Roe (R-Ark.) said so.", '"Stop!" he cried.']),
        ("The talks ended.The minister left.", ["The talks ended.", "The minister left."]),
        ("It was signed in 2001.Seoul joined later.", ["It was signed in 2001.", "Seoul joined later."]),
        ("He left. (Laughter.) Is he angry?", ["He left.", "(Laughter.)", "Is he angry?"]),
        ("The envoy arrives Photo: Agency", ["The envoy arrives", "Photo: Agency"]),
        ("It was Yahoo! that won.", ["It was Yahoo! that won."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert split(text) == expected


@pytest.mark.parametrize(
    "text", ["See www.state.Gov or a.b.c or Node.js.", "Write to x.y@foo.Com today.", "At 9 a.m.Monday"]
)
def test_sentences_keep_addresses_whole(text):
    assert split(text) == [text]


def test_sentences_read_a_stop_before_an_opening_mark_as_a_moved_mark():
    assert split("She expects it.”Allies and partners,“to help.") == ["She expects it.”Allies and partners,“to help."]


def test_sentences_end_after_a_glued_closing_mark():
    assert split("He wants “no force.“Then he left.") == ["He wants “no force.“", "Then he left."]


def test_sentences_do_not_end_before_words_run_together():
    text = "The bloc was “planning to launch”.ModernizedJune 2 talks."
    assert split(text) == [text]


def test_sentences_join_lines_that_are_wrapped_in_mid_sentence():
    text = (
        "The president arrived in the capital on Monday for\na state visit. The palace said he would stay three\ndays."
    )
    assert split(text) == [text[: text.index(" The palace")], text[text.index("The palace") :]]


def test_sentences_keep_headlines_apart_from_what_follows():
    assert split("Envoy visits capital\nThe envoy came on Monday.") == [
        "Envoy visits capital",
        "The envoy came on Monday.",
    ]


def test_sentences_pass_over_a_mark_on_a_line_of_its_own():
    assert split("He spoke.\n“\nShe left.") == ["He spoke.", "She left."]


def test_sentences_leave_a_date_prefix_outside():
    article = Article("a", " date 2021-10-29 Talks began.")
    assert [sentence.id for sentence in sentences(article)] == ["a/17-29"]


def test_sentences_of_nothing_are_none():
    assert sentences(Article("a", " \n ")) == []


def test_sentences_that_go_on_and_on_are_parted_at_white_space():
    words = "China said " * 5000
    spans = sentence_spans(f"{words}\n\nTalks began.")
    parts = [words[start:end] for start, end in spans[:-1]]
    assert len(parts) == 3
    assert all(len(part) <= LONGEST_SENTENCE for part in parts)
    assert " ".join(parts) == words.strip()


def test_a_token_that_goes_on_and_on_is_parted():
    assert sentence_spans("x" * 45_000) == [(0, 20_000), (20_000, 40_000), (40_000, 45_000)]
    assert sentence_spans("-" * 30_000 + "x") == [(20_000, 30_001)]


@settings(deadline=None)
@given(text=MESSY)
def test_sentences_are_ordered_slices_that_hold_every_word(text):
    spans = sentence_spans(text)
    ends = [0, *(end for _, end in spans)]
    assert all(end <= start < stop for end, (start, stop) in zip(ends, spans, strict=False))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    kept = {place for start, end in spans for place in range(start, end)}
    assert all(place in kept for place, character in enumerate(text) if character.isalnum())


@settings(deadline=None, max_examples=60)
@given(name=st.sampled_from(sorted(SEEDS)), data=st.data())
def test_sentences_never_raise_on_mutated_articles(name, data):
    text = SEEDS[name]
    place = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 40))
    inserted = data.draw(MESSY)
    mutated = text[:place] + inserted + text[place + cut :]
    assert all(mutated[start:end] for start, end in sentence_spans(mutated))


@pytest.mark.parametrize("unit", ['"', ". ", "a.B", "“ ", "Mr. ", "“a.”B", "a.”", "(A", ". (A.) ", "\n ", "A"])
def test_sentences_take_linear_time_on_hostile_text(unit):
    def seconds(count):
        start = time.process_time()
        sentence_spans(unit * count)
        return time.process_time() - start

    seconds(1000)
    small, large = seconds(10_000), seconds(40_000)
    assert large < 12 * small + 0.1
