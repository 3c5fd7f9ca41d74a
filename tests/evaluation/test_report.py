import json
import platform
import re
from dataclasses import asdict, replace

import numpy as np
import pytest

from stance.evaluation.crossvalidation import Answers
from stance.evaluation.machine import machine
from stance.evaluation.report import COVERAGE


def rounded(value):
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    if isinstance(value, list):
        return [rounded(each) for each in value]
    return round(value, 4) if isinstance(value, float) else value


def test_report_names_what_was_scored(report):
    assert (report.model, report.data, report.fingerprint, report.groups) == ("tale-v1", "six rows", "f" * 64, 3)


def test_report_counts_every_row(report):
    assert report.stance.n == 6
    assert {label: score.n for label, score in report.stance.labels.items()} == {
        "neutral": 2,
        "supportive": 1,
        "warning": 3,
    }


def test_report_measures_what_was_answered(report):
    assert report.stance.accuracy == pytest.approx(5 / 6)
    assert report.stance.confusion == [[2, 0, 0], [0, 1, 0], [1, 0, 2]]
    assert report.stance.macro_f1 == pytest.approx((0.8 + 1.0 + 0.8) / 3)
    assert report.stance.labels["warning"].recall == pytest.approx(2 / 3)


def test_report_measures_the_most_certain_rows_apart(report):
    # Five of the six rows are the most certain 80 %: all but the one that is wrong.
    assert round(COVERAGE * 6) == 5
    assert report.stance.macro_f1_at_coverage == 1.0


def test_report_tells_what_answering_fewer_rows_would_save(report):
    curve = {point.coverage: point for point in report.stance.answered}
    assert (curve[0.8].risk, curve[0.8].macro_f1, curve[0.8].least) == (0.0, 1.0, 0.6)
    assert curve[1.0].risk == pytest.approx(1 / 6)
    assert curve[1.0].macro_f1 == report.stance.macro_f1
    assert 0 < min(curve) < max(curve) == 1


def test_report_tells_the_calibration_error_without_the_temperature(report, report_on):
    assert report.stance.uncalibrated_error is None
    assert report_on(temperatures=(1.0, 1.0)).stance.uncalibrated_error == pytest.approx(
        report.stance.calibration_error
    )
    heated = report_on(temperatures=(3.0, 1.0))
    assert heated.stance.uncalibrated_error < heated.stance.calibration_error
    assert "without the temperature" in heated.to_markdown()


def test_report_scores_rhetoric_where_it_is_known(report):
    assert report.rhetoric.n == 4
    assert report.rhetoric.accuracy == 1.0


def test_report_has_no_rhetoric_where_no_row_has_one(report_on):
    assert report_on(rhetoric=[None] * 6).rhetoric is None


def test_report_has_no_rhetoric_where_the_model_has_none(report_on, found):
    assert report_on(Answers(found.stance, np.zeros((6, 9)))).rhetoric is None


def test_report_without_rows_is_refused(report_on):
    nothing = Answers(np.zeros((0, 3)), np.zeros((0, 9)))
    with pytest.raises(ValueError, match="got no rows to score"):
        report_on(nothing, stance=[], rhetoric=[], groups=[])


def test_report_is_the_same_each_time(report_on):
    assert report_on() == report_on()


def test_report_leaves_the_global_random_state_as_it_was(report_on):
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    report_on()
    assert np.array_equal(before, np.random.get_state()[1])  # noqa: NPY002


def test_json_gives_every_field_back_rounded(report):
    assert json.loads(report.to_json()) == rounded(asdict(report))


def test_json_has_no_more_than_four_places(report):
    assert not re.search(r"\d\.\d{5}", report.to_json())


def test_json_of_a_report_without_rhetoric_says_null(report):
    assert json.loads(replace(report, rhetoric=None).to_json())["rhetoric"] is None


def test_json_ends_with_a_line_break_and_keeps_other_scripts(report):
    text = replace(report, data="Tëst 台").to_json()
    assert text.endswith("}\n")
    assert "Tëst 台" in text


def test_markdown_rounds_to_three_places(report):
    scores = replace(report.stance, macro_f1=0.12345, accuracy=2 / 3)
    text = replace(report, stance=scores).to_markdown()
    assert "- macro-F1 0.123 (" in text
    assert "- accuracy 0.667\n" in text
    assert not re.search(r"\d\.\d{4}", text)


def test_markdown_has_a_row_for_each_label(report):
    text = report.to_markdown()
    assert "| warning | 1.000 | 0.667 | 0.800 | 3 |\n" in text
    assert all(f"\n| {label} | " in text for label in (*report.stance.labels, *report.rhetoric.labels))


def test_markdown_has_a_heading_for_each_output(report):
    headings = [line for line in report.to_markdown().splitlines() if line.startswith("#")]
    assert headings == ["# tale-v1 on six rows", "## Stance", "## Rhetoric"]


def test_markdown_of_a_report_without_rhetoric_is_silent_about_it(report):
    assert "hetoric" not in replace(report, rhetoric=None).to_markdown()


def test_machine_is_told_in_words():
    told = machine()
    assert all(isinstance(value, str) and value for value in told.values())
    assert (told["python"], int(told["cores"]) >= 1) == (platform.python_version(), True)
