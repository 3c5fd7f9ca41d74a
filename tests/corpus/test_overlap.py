import pytest

from stance.corpus.overlap import near_duplicates, shared_runs

LONG = "the ministry said on friday that the two delegations would meet again before the end of the year"


def test_near_duplicates_are_texts_that_share_most_words():
    texts = {"a": LONG, "b": LONG.replace("friday", "monday"), "c": "something else was said about fish and boats"}
    (found,) = near_duplicates(texts, mask=False)
    assert (found.one, found.other) == ("a", "b")
    assert 0.6 <= found.similarity < 1


@pytest.mark.parametrize(("mask", "count"), [(True, 1), (False, 0)])
def test_near_duplicates_see_a_template_when_parties_are_masked(mask, count):
    texts = {"a": "China urged Japan to stop.", "b": "France urged Italy to stop."}
    assert len(list(near_duplicates(texts, mask=mask))) == count


def test_near_duplicates_compare_texts_of_a_word_or_two():
    assert len(list(near_duplicates({"a": "Photo: Agency", "b": "photo agency"}, mask=False))) == 1


def test_shared_runs_name_the_text_and_the_words():
    found = shared_runs({"a": LONG, "b": "a short text"}, [f"Yesterday {LONG}"])
    assert found.keys() == {"a"}
    assert len(found["a"].split()) == 8
