import csv
import io
import json

import pytest

ONE, TWO = "Ruritania warned Graustark against new tariffs.", "Officials of Borduria arrived for talks in Syldavia."
FIELDS = ["text", "stance", "probabilities", "rhetoric", "tie", "abstain"]
FLAT = ["text", "stance", "p_neutral", "p_supportive", "p_warning", "rhetoric", "tie", "abstain", "error"]


@pytest.fixture
def classify(run, model):
    """Classify stdin; return the rows, parsed."""

    def classified(*arguments, stdin=b""):
        result = run(
            "classify", "--model", model, *arguments, stdin=stdin if isinstance(stdin, bytes) else stdin.encode()
        )
        assert (result.code, result.err) == (0, "")
        if "csv" in arguments[1::2] and "--format" in arguments:
            return list(csv.DictReader(io.StringIO(result.out)))
        return [json.loads(line) for line in result.out.split("\n")[:-1]]

    return classified


def lines(*rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_text_rows_have_the_fields_in_order(classify):
    rows = classify(stdin=f"{ONE}\n")
    assert [list(row) for row in rows] == [FIELDS]
    assert list(rows[0]["probabilities"]) == ["neutral", "supportive", "warning"]


def test_text_rows_are_what_they_should_be(classify):
    one, two = classify(stdin=f"{ONE}\n{TWO}\n")
    assert (one["text"], one["stance"], one["rhetoric"], one["tie"], one["abstain"]) == (
        ONE,
        "warning",
        "threaten",
        None,
        False,
    )
    assert (two["text"], two["stance"]) == (TWO, "neutral")
    assert sum(one["probabilities"].values()) == pytest.approx(1)
    assert max(one["probabilities"], key=one["probabilities"].get) == "warning"


def test_text_keeps_the_order_of_many_rows(classify):
    texts = [f"{ONE} {number}" for number in range(300)]
    assert [row["text"] for row in classify(stdin="\n".join(texts))] == texts


def test_text_blank_line_is_an_empty_row(classify):
    rows = classify(stdin=f"{ONE}\n\n  \n{TWO}\n")
    assert [row["text"] for row in rows] == [ONE, "", "  ", TWO]
    assert rows[1] == {"text": "", **dict.fromkeys(FIELDS[1:])}
    assert list(rows[2]) == FIELDS


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_text_line_ends_are_no_text(end, classify):
    assert [row["text"] for row in classify(stdin=f"{ONE}{end}")] == [ONE]


def test_text_byte_order_mark_is_no_text(classify):
    assert [row["text"] for row in classify(stdin=f"\ufeff{ONE}\n")] == [ONE]


def test_text_of_nothing_is_no_row(classify):
    assert classify(stdin="") == []


@pytest.mark.parametrize("mark", ["\u2028", "\u0085", "\v", "\f", "\x1c"])
def test_text_other_line_separators_do_not_part_rows(mark, classify):
    assert [row["text"] for row in classify(stdin=f"a{mark}b\n")] == [f"a{mark}b"]


def test_files_follow_each_other(classify, tmp_path):
    for name, text in (("one", ONE), ("two", TWO)):
        (tmp_path / name).write_text(text)
    rows = classify(tmp_path / "two", tmp_path / "one")
    assert [row["text"] for row in rows] == [TWO, ONE]


def test_a_file_is_answered_as_a_pipe_is(run, model, tmp_path):
    file = tmp_path / "rows.jsonl"
    texts = [ONE, "", TWO, ONE]
    rows = [{"text": text, "tie": ["China", "Japan"] if place == 2 else None} for place, text in enumerate(texts)]
    file.write_text(lines(*rows, *rows * 100))
    told = ["classify", "--model", model, "--input", "jsonl", "--format", "jsonl"]
    stored, piped = run(*told, file), run(*told, stdin=file.read_bytes())
    assert stored == piped
    assert (stored.code, stored.out.count('"error"')) == (1, 101)


def test_stdin_may_be_a_file(start, model, tmp_path):
    (tmp_path / "rows").write_text(f"{ONE}\n\n{TWO}\n")
    with (tmp_path / "rows").open("rb") as rows:
        out, err = start("-m", "stance", "classify", "--model", model, stdin=rows).communicate()
    assert (len(out.splitlines()), err) == (3, b"")


def test_dash_is_stdin_among_files(classify, tmp_path):
    (tmp_path / "one").write_text(ONE)
    assert [row["text"] for row in classify(tmp_path / "one", "-", stdin=TWO)] == [ONE, TWO]


def test_jsonl_keeps_other_fields_before_ours(classify):
    (row,) = classify("--input", "jsonl", stdin=lines({"id": 7, "text": ONE, "tags": ["a", None]}))
    assert list(row) == ["id", "tags", *FIELDS]
    assert (row["id"], row["tags"], row["text"]) == (7, ["a", None], ONE)


def test_jsonl_clash_of_names_keeps_the_other_with_a_mark(classify):
    given = {"stance": "mine", "error": 1, "text": ONE, "probabilities": 2, "abstain_": 3, "abstain": 4}
    (row,) = classify("--input", "jsonl", stdin=lines(given))
    assert list(row) == ["stance_", "error_", "probabilities_", "abstain_", "abstain__", *FIELDS]
    assert (row["stance_"], row["abstain_"], row["abstain__"]) == ("mine", 3, 4)
    assert row["stance"] == "warning"


def test_jsonl_blank_line_and_blank_text_are_empty_rows(classify):
    rows = classify("--input", "jsonl", stdin="\n" + lines({"id": 1, "text": " "}))
    assert rows == [
        {"text": "", **dict.fromkeys(FIELDS[1:])},
        {"id": 1, "text": " ", **dict.fromkeys(FIELDS[1:])},
    ]


@pytest.mark.parametrize("tie", [None, "", []])
def test_jsonl_row_may_ask_about_no_tie(tie, classify):
    (row,) = classify("--input", "jsonl", stdin=lines({"text": ONE, "tie": tie}))
    assert (row["stance"], row["tie"]) == ("warning", None)


def test_jsonl_lone_surrogate_of_another_field_goes_through(classify):
    (row,) = classify("--input", "jsonl", stdin='{"\\ud800": "\\udfff", "text": "a"}\n')
    assert row["\ud800"] == "\udfff"


def test_jsonl_is_written_as_it_reads(run, model):
    result = run("classify", "--model", model, "--input", "jsonl", stdin=lines({"text": "Ça va."}).encode())
    assert result.out.startswith('{"text": "Ça va.", ')


def test_csv_keeps_other_columns(classify):
    (row,) = classify("--input", "csv", stdin=f'id,text,note\r\n1,{ONE},"a, ""b""\nc"\r\n')
    assert list(row) == ["id", "note", *FIELDS]
    assert (row["id"], row["text"], row["note"]) == ("1", ONE, 'a, "b"\nc')


def test_csv_text_column_can_be_named(classify):
    (row,) = classify("--input", "csv", "--text-column", "headline", stdin=f"text,headline\nother,{ONE}\n")
    assert (row["text"], row["text_"]) == (ONE, "other")
    assert "headline" not in row


def test_csv_columns_of_one_name_are_both_kept(classify):
    (row,) = classify("--input", "csv", stdin=f"id,text,id,id_,text\n1,{ONE},2,3,4\n")
    assert (row["id"], row["id__"], row["id_"]) == ("1", "2", "3")
    assert (row["text"], row["text_"]) == (ONE, "4")


def test_csv_blank_line_is_an_empty_row(classify):
    rows = classify("--input", "csv", stdin=f"id,text\n\n2,{ONE}\n")
    assert rows[0] == {"text": "", **dict.fromkeys(FIELDS[1:])}
    assert rows[1]["id"] == "2"


def test_csv_byte_order_mark_is_no_part_of_a_column(classify):
    assert classify("--input", "csv", stdin=f'\ufeff"text"\n{ONE}\n')[0]["text"] == ONE


def test_format_csv_is_flat(classify):
    (row,) = classify("--input", "jsonl", "--format", "csv", stdin=lines({"id": 1, "text": ONE, "x": {"a": None}}))
    assert list(row) == ["id", "x", *FLAT]
    assert (row["id"], row["x"], row["stance"], row["tie"], row["abstain"]) == (
        "1",
        '{"a": null}',
        "warning",
        "",
        "false",
    )
    assert sum(float(row[name]) for name in FLAT[2:5]) == pytest.approx(1)


def test_format_csv_says_what_jsonl_says(classify):
    flat = classify("--format", "csv", stdin=f"{ONE}\n{TWO}\n")
    full = classify(stdin=f"{ONE}\n{TWO}\n")
    for row, same in zip(flat, full, strict=True):
        assert {label: float(row[f"p_{label}"]) for label in same["probabilities"]} == same["probabilities"]
        assert (row["text"], row["stance"], row["rhetoric"]) == (same["text"], same["stance"], same["rhetoric"])


def test_format_csv_clash_of_names_keeps_the_other_with_a_mark(classify):
    (row,) = classify("--input", "csv", "--format", "csv", stdin=f"p_neutral,text,probabilities\n1,{ONE},2\n")
    assert list(row) == ["p_neutral_", "probabilities", *FLAT]
    assert (row["p_neutral_"], row["probabilities"]) == ("1", "2")


def test_format_csv_columns_are_those_of_the_first_row_with_fields(classify):
    rows = classify("--input", "jsonl", "--format", "csv", stdin="\n" + lines({"id": 1, "text": ONE}, {"text": TWO}))
    assert [(row["id"], row["text"]) for row in rows] == [("", ""), ("1", ONE), ("", TWO)]


def test_format_csv_of_blank_rows_alone_has_ours(classify):
    (row,) = classify("--format", "csv", stdin="\n")
    assert row == dict.fromkeys(FLAT, "")


@pytest.mark.parametrize(("kind", "stdin"), [("text", b""), ("jsonl", b""), ("csv", b""), ("csv", b"id,text\n")])
def test_of_nothing_there_are_no_rows(kind, stdin, run, model):
    flat = run("classify", "--model", model, "--input", kind, "--format", "csv", stdin=stdin)
    assert flat == (0, ",".join(FLAT) + "\n", "")
    assert run("classify", "--model", model, "--input", kind, stdin=stdin) == (0, "", "")


def test_empty_file_has_no_rows(run, model, tmp_path):
    (tmp_path / "empty").write_bytes(b"")
    assert run("classify", "--model", model, tmp_path / "empty") == (0, "", "")


def test_format_text_is_a_table(run, model, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    result = run("classify", "--model", model, "--format", "text", stdin=f"{ONE}\n\n{TWO}\n".encode())
    assert result.code == 0
    heading, one, blank, two = result.out.splitlines()
    assert heading.split() == ["stance", "p", "rhetoric", "statement"]
    assert one.split()[:2] == ["▼", "warning"]
    assert not blank.strip()
    assert two.split()[:2] == ["·", "neutral"]


def test_format_text_has_one_heading_for_many_rows(run, model):
    result = run("classify", "--model", model, "--format", "text", stdin=b"Ruritania spoke.\n" * 130)
    assert len(result.out.splitlines()) == 131
    assert result.out.count("statement") == 1


def test_format_text_takes_no_markup_from_the_text(run, model):
    result = run("classify", "--model", model, "--format", "text", stdin=b"[red]Talks[/red] [/]\n")
    assert "[red]Talks[/red] [/]" in result.out


@pytest.mark.parametrize(("terminal", "first"), [(True, "stance "), (False, '{"text"')])
def test_format_is_a_table_on_a_terminal_and_else_jsonl(terminal, first, run, model, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    result = run("classify", "--model", model, stdin=ONE.encode(), terminal=terminal)
    assert first in result.out.splitlines()[0]


def test_model_can_be_named(run, model, monkeypatch):
    monkeypatch.setenv("STANCE_MODELS", str(model.parent))
    named = run("classify", "--model", model.name, stdin=ONE.encode())
    assert (named.code, named.out) == (0, run("classify", "--model", model, stdin=ONE.encode()).out)
