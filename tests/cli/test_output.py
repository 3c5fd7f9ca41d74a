import csv
import io
import json
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stance.cli._input import Row
from stance.cli._output import _FLAT, _OURS, Format, print_answers
from stance.labels import Rhetoric, Stance
from stance.records import Prediction

CHANCES = {Stance.NEUTRAL: 0.25, Stance.SUPPORTIVE: 0.5, Stance.WARNING: 0.25}
TIED = Prediction("Talks.", Stance.SUPPORTIVE, CHANCES, Rhetoric.PRAISE, ("CHN", "USA"), abstain=True)
BARE = Prediction("Talks.", Stance.SUPPORTIVE, CHANCES)
names = st.sampled_from([*_OURS, *_FLAT, "id"]).flatmap(lambda name: st.sampled_from([name, name + "_", name + "__"]))


@pytest.fixture
def printed(capsys):
    """Print answers; return how many had errors, and what was printed."""

    def show(style, *answers):
        errors = print_answers(answers, style)
        return errors, capsys.readouterr().out

    return show


def test_jsonl_tells_tie_and_abstention(printed):
    row = json.loads(printed(Format.JSONL, (Row("Talks."), TIED, None))[1])
    assert (row["tie"], row["abstain"], row["stance"]) == (["CHN", "USA"], True, "supportive")


def test_csv_tells_tie_and_abstention(printed):
    _, out = printed(Format.CSV, (Row("Talks."), TIED, None))
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["tie"], row["abstain"], row["p_supportive"], row["rhetoric"]) == ("CHN,USA", "true", "0.5", "praise")


def test_model_without_rhetoric_has_none(printed):
    answer = (Row("Talks."), BARE, None)
    assert json.loads(printed(Format.JSONL, answer)[1])["rhetoric"] is None
    assert next(csv.DictReader(io.StringIO(printed(Format.CSV, answer)[1])))["rhetoric"] == ""
    assert printed(Format.TEXT, answer)[1].splitlines()[1].split() == ["▲", "supportive", "0.50", "Talks."]


@pytest.mark.parametrize("style", Format)
def test_errors_are_counted(style, printed):
    answers = [(Row("a"), BARE, None), (Row(None, error="x"), None, "x"), (Row(""), None, None)]
    assert printed(style, *answers, *answers)[0] == 2


def test_csv_counts_rows_unlike_the_first_as_errors(printed):
    errors, out = printed(Format.CSV, (Row("a", None, {"x": 1}), BARE, None), (Row("a", None, {"y": 1}), BARE, None))
    assert errors == 1
    assert "got a field 'y' that the first row lacks" in out


def test_csv_row_with_an_error_keeps_it(printed):
    answers = [(Row("a", None, {"x": 1}), BARE, None), (Row(None, None, {"y": 1}, "x"), None, "its own")]
    assert printed(Format.CSV, *answers)[1].splitlines()[-1].endswith(",its own")


def test_csv_waits_for_a_row_with_fields_only_so_long(printed):
    bad = (Row(None, error="x"), None, "x")
    errors, out = printed(Format.CSV, *[bad] * 5000, (Row("a", None, {"x": 1}), BARE, None))
    assert (errors, out.count("\n")) == (5001, 5002)
    assert out.startswith(",".join(_FLAT))


@given(others=st.dictionaries(names, st.integers(), max_size=8))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("style", [Format.JSONL, Format.CSV])
def test_no_field_is_lost_and_ours_win(style, others, printed):
    _, out = printed(style, (Row("a", None, others), BARE, None))
    row = json.loads(out) if style is Format.JSONL else dict(next(csv.DictReader(io.StringIO(out))))
    ours = _OURS[:-1] if style is Format.JSONL else _FLAT
    assert list(row)[-len(ours) :] == list(ours)
    kept = {name: int(value) for name, value in list(row.items())[: -len(ours)]}
    assert [name.rstrip("_") for name in kept] == [name.rstrip("_") for name in others]
    assert list(kept.values()) == list(others.values())
    assert all(name in kept for name in others if name not in (*_OURS, *_FLAT))


@given(chances=st.lists(st.floats(0.01, 1), min_size=3, max_size=3))
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_csv_probabilities_are_exact(chances, printed):
    shares = {label: chance / math.fsum(chances) for label, chance in zip(Stance, chances, strict=True)}
    _, out = printed(Format.CSV, (Row("a"), Prediction("a", Stance.NEUTRAL, shares), None))
    row = next(csv.DictReader(io.StringIO(out)))
    assert {label: float(row[f"p_{label}"]) for label in Stance} == shares
