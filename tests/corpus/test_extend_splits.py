from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance.corpus.splits import extend_splits, split_of
from stance.errors import CorpusError

GROUPS = st.sets(st.tuples(st.sampled_from(["composed", "ungd", "allsides"]), st.integers(0, 300)), max_size=120).map(
    lambda found: {f"{source}/{number}" for source, number in found}
)


@given(old=GROUPS, new=GROUPS)
def test_extend_splits_moves_no_entry(old, new):
    before = extend_splits({}, old)
    after = extend_splits(before, old | new)
    assert before.items() <= after.items()
    assert after.keys() == old | new


def test_extend_splits_gives_a_tenth_of_each_source_to_validation_and_to_test():
    groups = [f"{source}/{number}" for source in ("composed", "ungd") for number in range(100)]
    counts = Counter((group.partition("/")[0], split) for group, split in extend_splits({}, groups).items())
    assert counts["ungd", "test"] == counts["ungd", "validation"] == counts["composed", "test"] == 10


def test_extend_splits_is_repeatable():
    groups = [f"ungd/{number}" for number in range(50)]
    assert extend_splits({}, groups) == extend_splits({}, reversed(groups))


def test_split_of_a_seed_sentence_is_seed():
    assert split_of("001/0-9", {}) == "seed"


def test_split_of_a_group_is_that_of_its_entry():
    assert split_of("ungd/A_1/0-9", {"ungd/A_1": "test"}) == "test"


def test_split_of_a_group_without_entry_is_refused():
    with pytest.raises(CorpusError, match="corpus split"):
        split_of("composed/fish-1-2", {})
