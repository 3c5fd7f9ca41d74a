from datetime import date

import pytest

from stance.views.dates import published_on, when, when_told


@pytest.mark.parametrize("published", ["2024-01-10", "2024-01-10T23:59:00+08:00", "2024-01-10 08:00", "20240110"])
def test_an_iso_date_or_time_has_a_day(published):
    assert published_on(published) == date(2024, 1, 10)


@pytest.mark.parametrize("published", [None, "", "January 10", "2024", "2024-13-01", "10/01/2024"])
def test_anything_else_has_none(published):
    assert published_on(published) is None


def test_days_are_told():
    assert (when_told(None), when_told(date(2024, 1, 10))) == ("no date", "2024-01-10")
    assert (when(None), when(date(2024, 1, 10))) == ("no date", '<time datetime="2024-01-10">2024-01-10</time>')
