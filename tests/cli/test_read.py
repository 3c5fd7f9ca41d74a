import json

import pytest

from stance.api.reading import read

TEXT = "Ruritania warned Graustark.\n\nOfficials arrived for talks in Borduria. Nothing was decided.\n"
FIELDS = ["article", "start", "end", "text", "stance", "probabilities", "rhetoric", "abstain", "holder", "tie", "quote"]
FIELDS += ["voice", "modality", "evidence", "english"]


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "peace.txt"
    path.write_text(TEXT)
    return path


def rows(result):
    assert (result.code, result.err) == (0, "")
    return [json.loads(line) for line in result.out.splitlines()]


def test_jsonl_rows_have_the_fields_in_order(run, model, article):
    found = rows(run("read", "--model", model, article))
    assert [list(row) for row in found] == [FIELDS] * 3


def test_jsonl_rows_tell_the_place_of_each_statement(run, model, article):
    found = rows(run("read", "--model", model, "--format", "jsonl", article))
    assert [TEXT[row["start"] : row["end"]] for row in found] == [row["text"] for row in found]
    assert [row["text"] for row in found] == [
        "Ruritania warned Graustark.",
        "Officials arrived for talks in Borduria.",
        "Nothing was decided.",
    ]
    assert {row["article"] for row in found} == {"peace"}


def test_jsonl_rows_are_what_they_should_be(run, model, article):
    first = rows(run("read", "--model", model, article))[0]
    assert (first["stance"], first["rhetoric"]) == ("warning", "threaten")
    assert list(first["probabilities"]) == ["neutral", "supportive", "warning"]
    assert first["holder"] is first["tie"] is first["quote"] is None


def test_evidence_has_its_place_in_the_article(run, model, article):
    found = [row["evidence"] for row in rows(run("read", "--model", model, article))]
    assert found[1:] == [[], []]
    assert [list(each) for each in found[0]] == [["start", "end", "text", "weight"]] * len(found[0])
    assert [each["text"] for each in found[0]] == [TEXT[each["start"] : each["end"]] for each in found[0]]
    assert max(found[0], key=lambda each: each["weight"])["text"] == "warned"


def test_evidence_can_be_left_out(run, model, article):
    assert [row["evidence"] for row in rows(run("read", "--model", model, "--no-evidence", article))] == [[]] * 3


TABLE = (
    "code\tkind\trole\tsurface\tprovenance\nGRS\tstate\tname\tGraustark\tinvented\n"
    "RUR\tstate\tname\tRuritania\tinvented\n"
)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text(TABLE)
    return path


@pytest.mark.parametrize("named", ["option", "environment"])
def test_a_table_of_parties_is_read(named, run, model, article, table, monkeypatch):
    if named == "environment":
        monkeypatch.setenv("STANCE_PARTIES", str(table))
    found = rows(run("read", "--model", model, *(["--parties", table] if named == "option" else []), article))
    assert [(row["holder"], row["tie"]) for row in found] == [("RUR", ["GRS", "RUR"]), (None, None), (None, None)]


def test_a_bad_row_of_parties_is_told(fails, model, article, table):
    table.write_text(TABLE + "BOR\tstat\tname\tBorduria\tinvented\n")
    told = fails("read", "--model", model, "--parties", table, article)
    assert f"{table}, line 4: got kind 'stat'; expected a kind; did you mean state?" in told


def test_files_follow_each_other(run, model, article, tmp_path):
    other = tmp_path / "war.txt"
    other.write_text("Borduria spoke.")
    found = rows(run("read", "--model", model, other, article))
    assert [row["article"] for row in found] == ["war", "peace", "peace", "peace"]


def test_text_is_a_table_with_a_title_and_a_count(run, model, article, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    result = run("read", "--model", model, "--format", "text", article)
    assert (result.code, result.err) == (0, "")
    title, heading, *found, told = filter(None, map(str.strip, result.out.splitlines()))
    assert (title, heading.split()) == ("peace", ["stance", "p", "rhetoric", "statement", "holder:", "tie"])
    assert [line.split()[1] for line in found] == ["warning", "neutral", "neutral"]
    assert told == "3 statements: 2 neutral, 0 supportive, 1 warning"


def test_an_article_that_is_not_english_is_answered_with_a_warning(run, model, article, tmp_path):
    other = tmp_path / "fremd.txt"
    other.write_text("Der Minister sagte am Montag, sein Land werde den Verkauf nicht hinnehmen.", "utf-8")
    result = run("read", "--model", model, article, other)
    assert result.code == 0
    assert [json.loads(line)["english"] for line in result.out.splitlines()] == [True, True, True, False]
    assert result.err.count("\n") == 1
    assert result.err.startswith(f"warning: {other}: got a text that does not read as English; expected English.")


@pytest.mark.parametrize(("terminal", "first"), [(True, "peace"), (False, '{"article"')])
def test_format_is_a_table_on_a_terminal_and_else_jsonl(terminal, first, run, model, article, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    result = run("read", "--model", model, article, terminal=terminal)
    assert first in result.out.strip().splitlines()[0]


def test_html_is_the_page_of_the_article(run, model, article):
    result = run("read", "--model", model, "--format", "html", article)
    assert (result.code, result.err) == (0, "")
    assert result.out.rstrip("\n") == read(article, model=model).to_html().rstrip("\n")


def test_html_of_several_articles_is_one_page(run, model, article, tmp_path):
    other = tmp_path / "war.txt"
    other.write_text("Borduria spoke.")
    result = run("read", "--model", model, "--format", "html", other, article)
    assert result.code == 0
    assert (result.out.count("<!doctype html>"), result.out.count("<article")) == (1, 2)


def test_no_file_is_a_usage_error(run, model):
    assert run("read", "--model", model).code == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "does not exist; expected a file"),
        (b"", "is empty; expected text in UTF-8"),
        (b" \n\t\n", "is empty; expected text in UTF-8"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "is binary; expected text in UTF-8"),
        (b"caf\xe9", "got byte 0xe9 at offset 3, which is not UTF-8; expected text in UTF-8. Convert it"),
        (b"\xef\xbb\xbfcaf\xe9", "got byte 0xe9 at offset 6"),
        (b"Talks\0", "got a NUL at character 5; expected text. Remove it"),
        (b"a" * 5_000_001, "got 5,000,001 characters; expected at most 5,000,000. Split it"),
    ],
    ids=["missing", "empty", "blank", "binary", "not UTF-8", "marked, not UTF-8", "NUL", "5 MB"],
)
def test_article_that_cannot_be_read_is_told(content, told, fails, model, tmp_path):
    if content is not None:
        (tmp_path / "bad").write_bytes(content)
    assert told in fails("read", "--model", model, tmp_path / "bad")


def test_folder_is_no_article(fails, model, tmp_path):
    assert "which is a folder; expected a file" in fails("read", "--model", model, tmp_path)


def test_unknown_model_is_told(fails, article):
    assert "got model 'nosuch'" in fails("read", "--model", "nosuch", article)


def test_articles_before_a_bad_one_are_answered(run, model, article, tmp_path):
    (tmp_path / "bad").write_bytes(b"caf\xe9")
    result = run("read", "--model", model, article, tmp_path / "bad")
    assert (result.code, result.out.count("\n"), result.err.count("\n")) == (1, 3, 1)


def test_files_are_looked_at_before_the_first_is_read(fails, model, article, tmp_path):
    assert "does not exist" in fails("read", "--model", model, article, tmp_path / "missing")
    assert "which is a folder" in fails("read", "--model", model, article, tmp_path)


def test_articles_of_one_name_are_told_apart(run, model, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text("Borduria spoke.")
    found = rows(run("read", "--model", model, "a/x.txt", "b/x.txt"))
    assert [row["article"] for row in found] == ["a/x.txt", "b/x.txt"]
