import json
import shutil

import pytest

from stance.artifacts import MANIFEST, WEIGHTS

GOOD = "Ruritania warned Graustark against new tariffs."
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
LONG = b"a" * 5_000_000


@pytest.fixture
def answered(run, model):
    """Classify stdin that has a bad row; return the rows, parsed."""

    def classified(*arguments, stdin):
        result = run("classify", "--model", model, *arguments, stdin=stdin)
        assert result.code == 1
        assert result.err == (
            "error: 1 rows have an error in place of an answer; expected none. Mend them, and run again.\n"
        )
        return [json.loads(line) for line in result.out.splitlines()]

    return classified


def around(bad):
    return GOOD.encode() + b"\n" + bad + b"\n" + GOOD.encode() + b"\n"


def jsonl_around(bad):
    good = json.dumps({"text": GOOD}).encode()
    return good + b"\n" + bad + b"\n" + good + b"\n"


def csv_around(bad, header=b"id,text"):
    return header + b"\n1," + GOOD.encode() + b"\n" + bad + b"\n3," + GOOD.encode() + b"\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "does not exist; expected a file"),
        (PNG, "is binary; expected text in UTF-8"),
    ],
    ids=["missing", "binary"],
)
def test_file_that_cannot_be_read_is_named_before_any_answer(content, told, fails, model, tmp_path):
    (tmp_path / "good").write_text(GOOD)
    if content is not None:
        (tmp_path / "bad").write_bytes(content)
    line = fails("classify", "--model", model, tmp_path / "good", tmp_path / "bad")
    assert str(tmp_path / "bad") in line
    assert told in line


def test_folder_is_no_file(fails, model, tmp_path):
    assert f"got '{tmp_path}', which is a folder; expected a file" in fails("classify", "--model", model, tmp_path)


def test_file_name_that_no_file_can_have_is_told(fails, model):
    assert "File name too long" in fails("classify", "--model", model, "a" * 5000)


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (b"caf\xe9", f"got byte 0xe9 at offset {len(GOOD) + 1 + 3}, which is not UTF-8"),
        (b"a\0b", "got a NUL at character 1; expected text"),
        (LONG, "got line 2 of more than 1,048,576 bytes; expected a sentence"),
        (LONG[:20_001], "got 20,001 characters; expected at most 20,000"),
    ],
    ids=["not UTF-8", "NUL", "5 MB", "long"],
)
def test_text_bad_row_has_an_error_and_the_rest_goes_on(bad, told, answered):
    before, row, after = answered(stdin=around(bad))
    assert list(row) == ["text", "error"]
    assert row["text"] is None
    assert told in row["error"]
    assert before == after
    assert before["stance"] == "warning"


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (b"no json", "line 2: got no JSON (Expecting value"),
        (b'["text"]', "line 2: got a JSON list; expected an object"),
        (b"[" * 100_000, "line 2: got no JSON ("),
        (b'{"text": "caf\xe9"}', "got byte 0xe9 at offset "),
        (b'{"text": "\\ud83d"}', "got a lone surrogate U+D83D at character 0; expected text that can be written"),
        (b'{"text": "a\\u0000"}', "got a NUL at character 1; expected text"),
        (b'{"text": 5}', "line 2: got text 5; expected a string in 'text'"),
        (b'{"texts": "a"}', "line 2: got text None; expected a string in 'text'"),
        (b'{"text": "a", "tie": "USA"}', "line 2: got tie 'USA'; expected two codes or names"),
        (b'{"text": "a", "tie": ["USA", " "]}', "line 2: got tie ['USA', ' ']; expected two"),
        (b'{"text": "a", "tie": 5}', "line 2: got tie 5; expected two"),
        (b'{"text": "a", "tie": 0}', "line 2: got tie 0; expected two"),
        (b'{"text": "a", "tie": false}', "line 2: got tie False; expected two"),
        (b'{"text": "a", "tie": {}}', "line 2: got tie {}; expected two"),
        (b'{"text": "a", "weight": NaN}', "line 2: got no JSON (NaN is no number"),
        (b'{"text": "a", "weight": -Infinity}', "line 2: got no JSON (-Infinity is no number"),
        (b'{"text": "a", "weights": [1e999]}', "line 2: got no JSON (1e999 is no number"),
        (b'{"text": "' + LONG + b'"}', "got line 2 of more than 1,048,576 bytes"),
    ],
)
def test_jsonl_bad_row_has_an_error_and_the_rest_goes_on(bad, told, answered):
    before, row, after = answered("--input", "jsonl", stdin=jsonl_around(bad))
    assert told in row["error"]
    assert "stance" not in row
    assert before == after
    assert before["stance"] == "warning"


def test_jsonl_bad_row_keeps_its_other_fields(answered):
    (row,) = answered("--input", "jsonl", stdin=b'{"id": 7, "error": "old", "text": null}\n')
    assert list(row) == ["id", "error_", "text", "error"]
    assert (row["id"], row["error_"], row["text"]) == (7, "old", None)


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (b"2", "line 3: got 1 cells; expected 2, as in the header"),
        (b"2,a,b", "line 3: got 3 cells; expected 2, as in the header"),
        (b"2,caf\xe9", "got byte 0xe9 at offset "),
        (b"2,a\0", "got a NUL at character 1"),
        (b"2,a\rb", "line 3: got no CSV (new-line character seen in unquoted field"),
        (b"2," + b"a" * 200_000, "line 3: got no CSV (field larger than field limit"),
        (b'2,"' + b"a" * 200_000 + b'\xe9"', "got byte 0xe9 at offset "),
        (b"2," + LONG, "got line 3 of more than 1,048,576 bytes"),
    ],
    ids=["short", "long", "not UTF-8", "NUL", "bare return", "big cell", "big cell not UTF-8", "5 MB"],
)
def test_csv_bad_row_has_an_error_and_the_rest_goes_on(bad, told, answered):
    before, row, after = answered("--input", "csv", stdin=csv_around(bad))
    assert told in row["error"]
    assert "stance" not in row
    assert (before["id"], after["id"]) == ("1", "3")
    assert before["stance"] == after["stance"] == "warning"


def test_csv_ragged_row_keeps_the_cells_that_it_has(answered):
    _, row, _ = answered("--input", "csv", stdin=csv_around(b"2"))
    assert (row["id"], row["text"]) == ("2", None)


def test_csv_line_that_is_no_text_spoils_its_record_alone(answered):
    before, row, after = answered("--input", "csv", stdin=csv_around(b'2,"a\n\xe9\nb"'))
    assert "byte 0xe9" in row["error"]
    assert (before["id"], after["id"]) == ("1", "3")


@pytest.mark.parametrize("long", [b"", LONG], ids=["short", "5 MB"])
@pytest.mark.parametrize(
    "bad",
    [
        b'2,"bad \xffLONG start\n1,China warned Japan"',
        b'2,"an end ""in\nquotes\xffLONG"""',
        b'2,"one"" \xffLONG two\nthree"',
        b'2,"one\n\xffLONG\n1,two"',
    ],
    ids=["opens", "closes", "opens after a quote", "between"],
)
def test_csv_line_that_is_no_text_in_a_quoted_cell_makes_no_second_record(bad, long, answered):
    before, row, after = answered("--input", "csv", stdin=csv_around(bad.replace(b"LONG", long)))
    assert ("byte 0xff" if not long else "of more than 1,048,576 bytes") in row["error"]
    assert (before["id"], after["id"]) == ("1", "3")


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (b"id,texte", "line 1: got columns ['id', 'texte']; expected a column 'text'; name another with --text-column"),
        (b"", "line 1: got columns []; expected a column 'text'"),
        (b"t\xe9xt", "got byte 0xe9 at offset 1, which is not UTF-8"),
        (b"a" * 200_000, "line 1: got no CSV (field larger than field limit"),
    ],
    ids=["no such column", "empty", "not UTF-8", "huge"],
)
def test_csv_header_that_is_none_ends_it(header, told, fails, model):
    assert told in fails("classify", "--model", model, "--input", "csv", stdin=header + b"\n1,2\n")


def test_format_csv_has_the_error_in_its_column(run, model):
    result = run("classify", "--model", model, "--input", "csv", "--format", "csv", stdin=csv_around(b"2"))
    assert result.code == 1
    assert result.out.splitlines()[2] == (
        '2,,,,,,,,,"line 3: got 1 cells; expected 2, as in the header. Mend the row."'
    )


def test_format_csv_first_row_may_be_bad(run, model):
    result = run(
        "classify", "--model", model, "--input", "jsonl", "--format", "csv", stdin=b'no\n{"id":1,"text":"a"}\n'
    )
    header, _, row = result.out.splitlines()
    assert header.startswith("id,text,stance,")
    assert row.startswith("1,a,")


def test_format_csv_row_with_a_field_of_its_own_is_an_error(run, model):
    stdin = b'{"a": 1, "text": "a"}\n{"a": 2, "b": 3, "text": "b"}\n{"a": 4, "text": "c"}\n'
    result = run("classify", "--model", model, "--input", "jsonl", "--format", "csv", stdin=stdin)
    assert result.code == 1
    _, before, row, after = result.out.splitlines()
    assert row.startswith("2,b,,,,,,,,\"got a field 'b' that the first row lacks; expected the same fields")
    assert before.endswith(",false,")
    assert after.endswith(",false,")


def test_format_text_tells_the_error(run, model):
    result = run("classify", "--model", model, "--format", "text", stdin=b"a\0b\n")
    assert result.code == 1
    assert "error" in result.out
    assert "got a NUL at character 1" in " ".join(result.out.split())


def test_tie_is_refused_by_a_model_that_is_blind_to_it(run, model):
    result = run("classify", "--model", model, "--tie", "USA,CHN", stdin=f"{GOOD}\n\n{GOOD}\n".encode())
    assert (result.code, result.err.count("\n")) == (1, 1)
    one, blank, two = map(json.loads, result.out.splitlines())
    assert one == two
    assert list(one) == ["text", "error"]
    assert one["text"] == GOOD
    assert "got a tie for 'small', which is not conditioned on ties; expected none. Leave the tie out" in one["error"]
    assert "error" not in blank


@pytest.mark.parametrize("tie", [["USA", "CHN"], "USA, CHN"])
def test_tie_of_a_row_is_refused_for_that_row_alone(tie, answered):
    bad = json.dumps({"text": "a", "tie": tie}).encode()
    before, row, after = answered("--input", "jsonl", stdin=jsonl_around(bad))
    assert "not conditioned on ties" in row["error"]
    assert before["stance"] == after["stance"] == "warning"


@pytest.mark.parametrize("tie", ["USA", "USA,", "USA,CHN,JPN", ""])
def test_tie_of_no_two_parties_is_a_usage_error(tie, run, model):
    result = run("classify", "--model", model, "--tie", tie)
    assert (result.code, result.out) == (2, "")
    assert "two codes or names" in " ".join(result.err.split())


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--input", "html"], ["--modell", "x"]])
def test_unknown_option_or_value_is_a_usage_error(arguments, run):
    result = run("classify", *arguments)
    assert (result.code, result.out) == (2, "")
    assert "Traceback" not in result.err


def test_unknown_model_is_told_with_the_nearest_names(fails, model, monkeypatch):
    monkeypatch.setenv("STANCE_MODELS", str(model.parent))
    line = fails("classify", "--model", "smal")
    assert "got model 'smal'; expected a name from `python -m stance models`, or a model folder; " in line
    assert "did you mean small?" in line


@pytest.mark.parametrize("name", ["a" * 5000, "./" + "a" * 5000])
def test_model_name_that_no_file_can_have_is_unknown(name, fails):
    assert f"got model '{name}'; expected a name" in fails("classify", "--model", name)


def test_altered_weights_are_refused(fails, model, tmp_path):
    folder = shutil.copytree(model, tmp_path / "altered")
    data = bytearray((folder / WEIGHTS).read_bytes())
    data[-1] ^= 1
    (folder / WEIGHTS).write_bytes(data)
    line = fails("classify", "--model", folder)
    assert f"{folder / WEIGHTS}: got SHA-256" in line
    assert "Restore the model folder, or train it again" in line


def test_newer_format_is_refused(fails, model, tmp_path):
    folder = shutil.copytree(model, tmp_path / "newer")
    stated = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps(stated | {"format": 99, "new": "field"}))
    assert "got format 99; expected at most 1. Upgrade: pip install -U" in fails("classify", "--model", folder)


def test_folder_without_a_manifest_is_no_model(fails, tmp_path):
    assert "got no manifest.json; expected a model folder" in fails("classify", "--model", tmp_path)
