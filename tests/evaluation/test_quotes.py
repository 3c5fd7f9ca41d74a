import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.evaluation.quotes import LEAST_OVERLAP, overlap, score_quotes
from stance.text.quotes import Quote

spans = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda drawn: (drawn[0], drawn[0] + drawn[1]))
quotes = st.builds(Quote, st.just("mixed"), st.none() | spans, st.none() | spans, spans)
texts = st.lists(st.lists(quotes, max_size=4), min_size=1, max_size=4)
law = settings(deadline=None, max_examples=80)

GOLD = Quote("direct", (0, 10), (11, 15), (20, 40))


def score(*found, gold=(GOLD,)):
    return score_quotes([gold], [found])


def test_score_quotes_of_gold_itself_is_one():
    scores = score(GOLD)
    assert (scores.source_right, scores.all_right, scores.quotes) == (1.0, 1.0, 1)
    assert {part: measure.f1 for part, measure in scores.exact.items()} == {"content": 1, "cue": 1, "source": 1}
    assert scores.exact == scores.overlap


def test_score_quotes_takes_a_source_that_shares_a_character_and_no_other():
    assert score(Quote("direct", (9, 18), (11, 15), (20, 40))).source_right == 1.0
    assert score(Quote("direct", (10, 18), (11, 15), (20, 40))).source_right == 0.0
    assert score(Quote("direct", None, (11, 15), (20, 40))).source_right == 0.0


def test_score_quotes_takes_none_for_none():
    bare = Quote("scare", None, None, (20, 40))
    assert score(bare, gold=(bare,)).all_right == 1.0
    assert score(GOLD, gold=(bare,)).source_right == 0.0


def test_score_quotes_wants_all_three_right():
    scores = score(Quote("direct", (0, 10), (41, 45), (20, 40)))
    assert (scores.source_right, scores.all_right) == (1.0, 0.0)


@pytest.mark.parametrize(("end", "right"), [(30, 1.0), (29, 0.0)])
def test_score_quotes_takes_a_content_that_shares_half(end, right):
    assert score(Quote("direct", (0, 10), (11, 15), (20, end))).all_right == right


def test_score_quotes_gives_nothing_for_a_right_source_of_a_wrong_content():
    scores = score(Quote("direct", (0, 10), (11, 15), (50, 60)))
    assert (scores.source_right, scores.overlap["source"].f1, scores.overlap["content"].f1) == (0.0, 0.0, 0.0)


def test_score_quotes_counts_what_is_found_where_there_is_none():
    scores = score_quotes([[GOLD], []], [[GOLD], [GOLD]])
    assert (scores.exact["content"].precision, scores.exact["content"].recall) == (0.5, 1.0)
    assert scores.exact["content"].f1 == pytest.approx(2 / 3)
    assert (scores.exact["content"].gold, scores.exact["content"].found) == (1, 2)


def test_score_quotes_pairs_the_closest_first_and_each_once():
    wide = Quote("direct", None, None, (20, 44))
    scores = score(wide, GOLD)
    assert (scores.source_right, scores.exact["content"].precision) == (1.0, 0.5)


def test_score_quotes_tells_exact_from_overlapping_spans():
    scores = score(Quote("direct", (5, 10), (11, 15), (20, 41)))
    assert (scores.exact["content"].f1, scores.overlap["content"].f1) == (0.0, 1.0)
    assert (scores.exact["source"].f1, scores.overlap["source"].f1, scores.exact["cue"].f1) == (0.0, 1.0, 1.0)


def test_score_quotes_of_nothing_is_zero():
    scores = score_quotes([[]], [[]])
    assert (scores.source_right, scores.exact["cue"].f1, scores.quotes) == (0.0, 0.0, 0)


def test_score_quotes_refuses_texts_that_do_not_match():
    with pytest.raises(ValueError, match="got 1 texts of gold and 2 of found quotes"):
        score_quotes([[]], [[], []])


@law
@given(one=spans, other=spans)
def test_overlap_is_a_symmetric_fraction_that_is_one_for_equal_spans(one, other):
    share = overlap(one, other)
    common = set(range(*one)) & set(range(*other))
    assert share == overlap(other, one) == pytest.approx(len(common) / len(set(range(*one)) | set(range(*other))))
    assert (share == 1) == (one == other)


@law
@given(gold=texts, data=st.data())
def test_score_quotes_gives_fractions_in_their_order(gold, data):
    found = data.draw(st.lists(st.lists(quotes, max_size=4), min_size=len(gold), max_size=len(gold)))
    scores = score_quotes(gold, found)
    assert 0 <= scores.all_right <= scores.source_right <= 1
    for part, exact in scores.exact.items():
        assert 0 <= exact.f1 <= scores.overlap[part].f1 <= 1
        swapped = score_quotes(found, gold).exact[part]
        assert (swapped.gold, swapped.found) == (exact.found, exact.gold)
    assert LEAST_OVERLAP == 0.5


@law
@given(gold=texts)
def test_score_quotes_finds_gold_right_in_itself(gold):
    scores = score_quotes(gold, gold)
    contents = [[quote.content for quote in text] for text in gold]
    if all(len(set(text)) == len(text) for text in contents):
        assert scores.exact["content"].recall == (1.0 if any(gold) else 0.0)
