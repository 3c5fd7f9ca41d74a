import json

import pytest

TEXT = "Ruritania warned Graustark.\n\nOfficials arrived for talks in Borduria."
ROWS = [
    {"id": "one", "text": TEXT, "title": "A title", "published": "2024-01-10", "source": "The Daily"},
    {"id": 2, "text": "Borduria spoke.", "title": None, "published": "2024-02-01T10:00:00Z", "unit": "x"},
    {"text": "Syldavia thanked Borduria."},
]


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "peace.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


def test_a_report_is_written_and_told(run, model, article, rows, tmp_path):
    page = tmp_path / "out" / "report.html"
    result = run("report", "--model", model, article, rows, "-o", page)
    assert (result.code, result.err) == (0, "")
    assert result.out == f"{page}: 4 articles, 6 statements\n"
    written = page.read_text("utf-8")
    assert written.startswith("<!doctype html>")
    assert written.count("<article") == 4
    assert "2024-02-01" in written


def test_a_report_goes_to_stdout_if_no_file_is_named(run, model, article):
    result = run("report", "--model", model, article)
    assert (result.code, result.err) == (0, "")
    assert "<h1>Report on 1 article</h1>" in result.out


def test_what_the_files_are_can_be_said(run, model, rows):
    as_text = run("report", "--model", model, "--input", "text", rows).out
    assert "Report on 1 article<" in as_text
    named = rows.rename(rows.with_suffix(".txt"))
    assert "Report on 3 articles<" in run("report", "--model", model, "--input", "jsonl", named).out


def test_a_bad_article_leaves_the_report_as_it_was(run, model, article, tmp_path):
    page = tmp_path / "report.html"
    page.write_text("the last one")
    result = run("report", "--model", model, article, tmp_path / "missing.txt", "-o", page)
    assert (result.code, result.out, result.err.count("\n")) == (1, "", 1)
    assert page.read_text() == "the last one"


def test_a_place_that_cannot_be_written_is_told(fails, model, article):
    assert "which cannot be used" in fails("report", "--model", model, article, "-o", article / "report.html")


def test_an_unknown_model_is_told(fails, article):
    assert "got model 'nosuch'" in fails("report", "--model", "nosuch", article)


def test_no_article_is_a_usage_error(run):
    assert run("report").code == 2


def test_parties_of_ones_own_are_read(run, model, article, tmp_path):
    table = tmp_path / "mine.tsv"
    table.write_text(
        "code\tkind\trole\tsurface\tprovenance\nGRS\tstate\tname\tGraustark\tinvented\n"
        "RUR\tstate\tname\tRuritania\tinvented\n"
    )
    assert "GRS" not in run("report", "--model", model, article).out
    assert "GRS" in run("report", "--model", model, "--parties", table, article).out


def test_evidence_can_be_left_out(run, model, article):
    assert "<mark" in run("report", "--model", model, article).out
    assert "<mark" not in run("report", "--model", model, "--no-evidence", article).out


def test_an_article_that_is_not_english_is_told_and_marked(run, model, article, tmp_path):
    other = tmp_path / "fremd.txt"
    other.write_text("Der Minister sagte am Montag, sein Land werde den Verkauf nicht hinnehmen.", "utf-8")
    result = run("report", "--model", model, article, other)
    assert result.code == 0
    assert result.err.startswith("warning: fremd: got a text that does not read as English; expected English.")
    assert result.err.count("\n") == result.out.count("does not read as English") == 1
