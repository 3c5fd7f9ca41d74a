import sys

import pandas as pd
import pytest

from stance.errors import MissingExtra
from stance.records import Article
from stance.views.frame import COLUMNS, to_frame
from stance.views.reading import Reading


def test_a_row_is_a_statement(reading):
    frame = to_frame(reading)
    assert list(frame.columns) == list(COLUMNS)
    assert len(frame) == len(reading)
    row = frame.iloc[1]
    assert (row.article, row.published, row.stance, row.rhetoric) == ("a", "2024-01-10", "warning", "report")
    assert (row.holder, row.tie, row.p_warning, row.voice) == ("CHN", "CHN,USA", 0.8, "own")
    assert reading.article.text[row.start : row.end] == row.text
    assert [each.weight for each in row.evidence] == [1.25, -0.5]
    assert row.english


def test_what_is_not_known_is_missing(reading):
    row = to_frame(reading).iloc[3]
    assert row[["rhetoric", "holder", "tie", "quote", "voice", "modality"]].isna().all()


def test_rows_of_an_article_in_another_language_say_so(reading):
    assert not to_frame(Reading(reading.article, reading.statements, english=False)).english.any()


def test_a_count_has_the_stances_that_do_not_occur(reading):
    counts = to_frame(Reading(reading.article, reading.statements[:1])).stance.value_counts(sort=False)
    assert counts.to_dict() == {"neutral": 0, "supportive": 1, "warning": 0}


def test_no_statements_make_the_same_columns(reading):
    empty = to_frame(Reading(Article("a", "Talks."), ()))
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == to_frame(reading).dtypes.to_dict()


def test_frames_can_be_joined(reading):
    frame = to_frame(reading)
    assert pd.concat([frame, frame]).dtypes.to_dict() == frame.dtypes.to_dict()


def test_without_pandas_the_extra_is_named(reading, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match=r"pip install 'stance-ties\[views\]'"):
        to_frame(reading)
