from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.evaluation.bootstrap import Interval, group_interval

law = settings(deadline=None, max_examples=40)
group_lists = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=20)
numbers = st.floats(-100, 100).map(lambda number: round(number, 3))


def mean_of(values):
    return lambda rows: float(np.asarray(values)[rows].mean())


@law
@given(half=st.lists(numbers, min_size=1, max_size=10), centre=numbers)
def test_interval_contains_the_mean_of_symmetric_values(half, centre):
    values = [centre + each for each in half] + [centre - each for each in half]
    groups = [str(row) for row in range(len(values))]
    interval = group_interval(mean_of(values), groups, resamples=200)
    assert interval.low - 1e-9 <= np.mean(values) <= interval.high + 1e-9


@law
@given(groups=group_lists, data=st.data())
def test_interval_of_a_mean_lies_within_the_values(groups, data):
    values = data.draw(st.lists(numbers, min_size=len(groups), max_size=len(groups)))
    interval = group_interval(mean_of(values), groups, resamples=50)
    assert min(values) - 1e-9 <= interval.low <= interval.high <= max(values) + 1e-9


@law
@given(groups=group_lists)
def test_each_draw_takes_whole_groups_as_many_as_there_are(groups):
    draws = []
    group_interval(lambda rows: draws.append(rows.tolist()) or 0.0, groups, resamples=10)
    sizes = Counter(groups)
    assert len(draws) == 10
    for rows in draws:
        times = Counter(rows)
        taken = {name: {times[row] for row, group in enumerate(groups) if group == name} for name in sizes}
        assert all(len(each) == 1 for each in taken.values())
        assert sum(each.pop() for each in taken.values()) == len(sizes)


@law
@given(value=numbers, groups=group_lists)
def test_interval_of_a_constant_is_that_constant(value, groups):
    assert group_interval(lambda _: value, groups, resamples=20) == Interval(value, value)


def test_interval_of_a_single_group_has_no_width():
    assert group_interval(mean_of([1.0, 2.0]), ["a", "a"]) == Interval(1.5, 1.5)


def test_interval_is_wider_when_rows_of_a_group_go_together():
    values = [0.0, 1.0] * 20
    apart = group_interval(mean_of(values), [str(row) for row in range(40)])
    together = group_interval(mean_of(values), ["even", "odd"] * 20)
    assert together.high - together.low > apart.high - apart.low


@pytest.mark.parametrize("random_state", [0, 7])
def test_interval_is_the_same_for_the_same_seed(random_state):
    values, groups = list(range(30)), [str(row % 11) for row in range(30)]
    one, other = (group_interval(mean_of(values), groups, random_state=random_state) for _ in range(2))
    assert one == other


def test_interval_differs_by_seed():
    values, groups = list(range(30)), [str(row) for row in range(30)]
    one, other = (group_interval(mean_of(values), groups, random_state=seed) for seed in (0, 1))
    assert one != other


def test_interval_leaves_the_global_random_state_as_it_was():
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    group_interval(mean_of([1.0, 2.0]), ["a", "b"])
    assert np.array_equal(before, np.random.get_state()[1])  # noqa: NPY002


def test_interval_does_not_depend_on_the_global_random_state():
    values, groups = list(range(30)), [str(row) for row in range(30)]
    found = []
    for seed in (1, 2):
        np.random.seed(seed)  # noqa: NPY002
        found.append(group_interval(mean_of(values), groups))
    assert found[0] == found[1]
