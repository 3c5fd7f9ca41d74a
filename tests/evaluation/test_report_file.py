from dataclasses import replace

import pytest

from stance.evaluation.report_file import read_report


@pytest.fixture(params=["whole", "without rhetoric"])
def told(request, report):
    return (report if request.param == "whole" else replace(report, rhetoric=None)).to_json()


def test_a_report_is_read_back_as_it_was_written(told, tmp_path):
    (tmp_path / "report.json").write_text(told, encoding="utf-8")
    assert read_report(tmp_path / "report.json").to_json() == told
