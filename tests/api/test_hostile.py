"""`read` on random text and on broken articles: it answers, or refuses with the one error that says why.

``STANCE_HOSTILE=10000 pytest tests/api/test_hostile.py`` reads so many of each kind in place of `EXAMPLES`.
"""

import json
import os
import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import stance
from stance.errors import UnusableText
from stance.text.ties import TieReader

EXAMPLES = 500
SEEDS = [path.read_text("utf-8") for path in sorted((Path(__file__).parents[2] / "seeds" / "text").glob("*.txt"))]
UNUSABLE = re.compile("[\0\ud800-\udfff]")

MANY = settings(
    deadline=None,
    max_examples=int(os.environ.get("STANCE_HOSTILE", EXAMPLES)),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)

POOLS = [
    "\u0301\u0300\u0338\u20dd\u0489\ufe0f",  # marks that combine
    "\u202e\u202d\u2067\u2069\u061c\u200f؟العربيةעברית",  # right to left
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e",  # of no width
    "😀🇺🇳👨‍👩‍👧𝕌𝔖𐍈\U000e0041\U0010ffff",  # beyond the first plane
    "中国台湾，。「」、：（）日本はＵＳ①ﬁ½№",
    "\"'“”‘’„‟«»‹›`´″′",
    ".…!?:;,—–-()[]{}/\\@#&*_|~^<>=+",
    "\t\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u3000 ",
    "\x01\x07\x08\x1b\x7f\x80\x9f\uffff\ufffd\ufdd0",
]
BROKEN = ["\0", "\ud800", "\udfff"]


def truncated(text, rng):
    start, end = sorted(rng.randrange(len(text) + 1) for _ in range(2))
    return text[start:end]


def glued(text, rng):
    return text.replace("\n", "") + rng.choice(SEEDS)[: rng.randrange(400)]


def shuffled(text, rng):
    words = text.split(rng.choice([" ", "\n", ". ", '"']))
    rng.shuffle(words)
    return " ".join(words)


def scrambled(text, rng):
    start = rng.randrange(len(text) + 1)
    stretch = list(text[start : start + 200])
    rng.shuffle(stretch)
    return text[:start] + "".join(stretch) + text[start + 200 :]


def doubled(text, rng):
    return re.sub(r"[\"“”‘’']", lambda mark: mark[0] * rng.choice([0, 1, 2, 2, 5]), text)


def quoted(text, rng):
    return re.sub(r"(?<= )|(?= )", lambda _: rng.choice("\"“”‘’'«»") if rng.random() < 0.2 else "", text)


def without_spaces(text, rng):
    share = rng.choice([0.05, 0.5, 1.0])
    return re.sub(r"\s", lambda space: "" if rng.random() < share else space[0], text)


def sprinkled(text, rng):
    pool, share = rng.choice(POOLS), rng.choice([0.01, 0.2])
    return "".join(character + (rng.choice(pool) if rng.random() < share else "") for character in text)


def with_token(text, rng):
    place = rng.randrange(len(text) + 1)
    unit = rng.choice(["a", "A", "é", "9", ".", "-", "'", "U.S.", "China", "said,", "“", "(", "@", "Xi-"])
    return text[:place] + unit * (rng.choice([50, 400, 3000]) // len(unit)) + text[place:]


def nested(text, rng):
    pair = rng.choice([("“", "”"), ("‘", "’"), ("(", ")"), ("“‘", "’”"), ('"', '"'), ("China said “", "”"), ("[", "]")])
    place, depth = rng.randrange(len(text) + 1), rng.choice([3, 30, 200])
    return text[:place] + pair[0] * depth + text[place : place + 60] + pair[1] * rng.randrange(depth + 1) + text[place:]


def with_line_ends(text, rng):
    return re.sub(r"\n| ", lambda _: rng.choice(["\r\n", "\r", "\n\r", "\u2028", "\x85", "\n"]), text, count=60)


def in_capitals(text, rng):
    return rng.choice([text.upper(), text.lower(), text.title(), text.swapcase()])


def broken(text, rng):
    place = rng.randrange(len(text) + 1)
    return text[:place] + rng.choice(BROKEN) + text[place:]


MUTATIONS = [
    truncated, glued, shuffled, scrambled, doubled, quoted, without_spaces, sprinkled, with_token, nested,
    with_line_ends, in_capitals,
]  # fmt: skip


@st.composite
def mutated_articles(draw):
    rng = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311  (no secret)
    text = draw(st.sampled_from(SEEDS))
    start = rng.randrange(len(text))
    text = text[start : start + rng.randrange(20, 900)]
    for mutate in draw(st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=4)):
        text = mutate(text, rng)
    return broken(text, rng) if draw(st.integers(0, 19)) == 0 else text


@pytest.fixture(scope="module")
def predictor(model):
    return stance.load_model(model)


def check(text, predictor):
    """Read a text, and see that all that is said of it is about it; or that it is refused where it must be."""
    if UNUSABLE.search(text):
        with pytest.raises(UnusableText):
            stance.read(text, model=predictor)
        return
    reading, reader = stance.read(text, model=predictor), TieReader(text[:80])
    for statement in reading:
        place = statement.sentence
        assert text[place.start : place.end] == place.text
        assert statement.quote is None or statement.quote in place.text
        assert sum(statement.prediction.probabilities.values()) == pytest.approx(1)
        assert json.loads(json.dumps(statement.to_dict()))["text"] == place.text
        # The model may call it neutral, so that its ties are not read.
        assert all(0 <= pair.probability <= 1 for pair in reader.read(place.text))


@MANY
@given(text=mutated_articles())
def test_broken_articles_are_read(text, predictor):
    check(text, predictor)


@MANY
@given(
    text=st.text(st.characters(), max_size=200)
    | st.text(st.sampled_from("".join(POOLS) + "aA U.S. said"), max_size=300)
)
def test_random_texts_are_read(text, predictor):
    check(text, predictor)


@pytest.mark.parametrize(
    "unit",
    [
        "word ",
        "x",
        "é",
        "“",
        "China said “",
        "China said, ",
        "(",
        "1",
        "US and China, both sides, ",
        "\n“",
        ". ",
        "‘a ",
        "He",
    ],
)
def test_articles_of_one_unit_are_read_in_linear_time(unit, predictor):
    def seconds(size):
        text = f"China. {unit * (size // len(unit))}"
        start = time.process_time()
        reading = stance.read(text, model=predictor)
        assert max(len(statement.sentence.text) for statement in reading) <= 20_000
        return time.process_time() - start

    seconds(1000)
    small, large = seconds(25_000), seconds(100_000)
    assert large < 12 * small + 0.2


def test_news_is_read_in_linear_time(predictor):
    news = "\n\n".join([*SEEDS, ""])
    text = news * (200_000 // len(news) + 1)

    def seconds(size):
        start = time.process_time()
        assert any(statement.evidence for statement in stance.read(text[:size], model=predictor))
        return time.process_time() - start

    seconds(10_000)
    small, large = seconds(100_000), seconds(200_000)
    assert large < 3 * small + 0.2
