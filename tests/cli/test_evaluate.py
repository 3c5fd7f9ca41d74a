import json
import os
import re

import pytest

from stance.cli._output import tell_left_out

ROWS = [
    {"text": "Ruritania warned Graustark.", "stance": "warning", "rhetoric": "threaten", "group": "b1"},
    {"text": "Borduria welcomed the treaty.", "stance": "supportive", "group": "b2"},
    {"text": "Talks ended on Tuesday.", "stance": "neutral", "group": "b2"},
]


@pytest.fixture
def trained(run, corpus, tmp_path):
    """Train a majority model on the checkout, without the articles named."""

    def train(*held_out):
        out = tmp_path / "trained"
        arguments = [part for name in held_out for part in ("--hold-out", name)]
        assert run("train", "majority", "--corpus", corpus, "--out", out, *arguments).code == 0
        return out

    return train


@pytest.fixture
def labelled(tmp_path):
    path = tmp_path / "labelled.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


def test_split_that_the_model_learned_from_is_refused(fails, trained, corpus):
    line = fails("evaluate", "--model", trained(), "--split", "seed", "--corpus", corpus)
    assert "got data that 'trained' was trained on (a0, a1); expected data it has not seen. Train without" in line


def test_split_with_a_single_group_that_the_model_learned_from_is_refused(fails, trained, corpus):
    assert "trained on (a1)" in fails("evaluate", "--model", trained("a0"), "--split", "seed", "--corpus", corpus)


def test_split_that_was_held_out_is_scored(run, trained, corpus):
    (corpus / "annotations" / "splits.json").write_text('{"a1": "train", "a2": "train", "a3": "test"}')
    assert run("corpus", "build", "--corpus", corpus).code == 0
    result = run("evaluate", "--model", trained("a0"), "--split", "seed", "--corpus", corpus)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("# trained on split seed\n\n6 rows in 1 groups.\n")


def test_split_that_no_training_takes_is_scored(run, trained, corpus):
    result = run("evaluate", "--model", trained(), "--split", "test", "--corpus", corpus)
    assert (result.code, result.out.splitlines()[0]) == (0, "# trained on split test")


def test_split_without_rows_is_told(fails, model, corpus):
    line = fails("evaluate", "--model", model, "--split", "validation", "--corpus", corpus)
    assert "got no sentence in validation; expected a split that has some: seed, test, train. Name another" in line


def test_data_of_jsonl_is_scored(run, model, labelled):
    result = run("evaluate", "--model", model, "--data", labelled)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("# small on labelled.jsonl\n\n3 rows in 2 groups.\n")
    assert re.search(r"^- macro-F1 [01]\.\d{3} \(95 % interval ", result.out, re.MULTILINE)


def test_data_of_csv_is_scored_as_that_of_jsonl(run, model, labelled, tmp_path):
    path = tmp_path / "labelled.csv"
    lines = [",".join(row.get(name, "") for name in ("text", "stance", "rhetoric", "group")) for row in ROWS]
    path.write_text("\n".join(["text,stance,rhetoric,group", *lines]))
    results = [run("evaluate", "--model", model, "--data", each).out for each in (labelled, path)]
    assert results[0].splitlines()[1:] == results[1].splitlines()[1:]


def test_format_json_is_the_report(run, model, labelled):
    report = json.loads(run("evaluate", "--model", model, "--data", labelled, "--format", "json").out)
    assert (report["model"], report["data"], report["groups"], report["stance"]["n"]) == (
        "small",
        "labelled.jsonl",
        2,
        3,
    )
    assert report["rhetoric"]["n"] == 1


@pytest.mark.parametrize("style", ["text", "json"])
def test_output_takes_what_stdout_would(style, run, model, labelled, tmp_path):
    arguments = ("evaluate", "--model", model, "--data", labelled, "--format", style)
    printed = run(*arguments).out
    result = run(*arguments, "--output", tmp_path / "new" / "report")
    assert (result.code, result.out) == (0, "")
    assert (tmp_path / "new" / "report").read_text().rstrip() == printed.rstrip()


def test_output_that_is_a_folder_is_told(fails, model, labelled, tmp_path):
    line = fails("evaluate", "--model", model, "--data", labelled, "--output", tmp_path)
    assert f"got '{tmp_path}', which cannot be used (Is a directory)" in line
    assert [path.name for path in tmp_path.iterdir()] == ["labelled.jsonl"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "does not exist"),
        (b"no json\n", "line 1: got no JSON ("),
        (b"[]\n", "line 1: got a list; expected one JSON object a line"),
        (b'{"text": "a"}\n', "line 1: got stance None; expected one of neutral, supportive, warning"),
        (b'{"stance": "neutral"}\n', "line 1: got text None; expected a string in the field 'text'"),
        (b'{"text": "a", "stance": "neutral", "rhetoric": "shout"}\n', "line 1: got rhetoric 'shout'; expected one of"),
        (b'{"text": "caf\xe9"}\n', "got byte 0xe9 at offset 13, which is not UTF-8"),
        (b'{"text": "a\\u0000", "stance": "neutral"}\n', "bad.jsonl, line 1: got a NUL at character 1; expected text"),
        (
            b'{"text": "a", "stance": "neutral", "tie": ["USA", "Ruritania"]}\n',
            "bad.jsonl, line 1: got party 'Ruritania'; expected a code or name",
        ),
        (b'{"text": "a", "stance": "neutral", "tie": ["USA", "CHN"]}\n', "got a tie for 'small'"),
    ],
)
def test_data_that_is_not_labelled_is_told(content, told, fails, model, tmp_path):
    path = tmp_path / "bad.jsonl"
    if content is not None:
        path.write_bytes(content)
    assert told in fails("evaluate", "--model", model, "--data", path)


def test_parties_of_ones_own_are_known(fails, model, tmp_path, monkeypatch):
    (tmp_path / "tied.jsonl").write_text('{"text": "a", "stance": "neutral", "tie": ["USA", "Ruritania"]}\n')
    table = tmp_path / "mine.tsv"
    table.write_text("code\tkind\trole\tsurface\tprovenance\nRUR\tstate\tname\tRuritania\tinvented\n")
    arguments = ("evaluate", "--model", model, "--data", tmp_path / "tied.jsonl")
    assert "got a tie for 'small'" in fails(*arguments, "--parties", table)
    monkeypatch.setenv("STANCE_PARTIES", str(table))
    assert "got a tie for 'small'" in fails(*arguments)


def test_data_whose_name_is_no_text_is_scored(run, model, labelled, tmp_path):
    path = labelled.rename(tmp_path / os.fsdecode(b"\xff.jsonl"))
    result = run("evaluate", "--model", model, "--data", path, "--output", tmp_path / "o.md")
    assert (result.code, result.err) == (0, "")
    assert (tmp_path / "o.md").read_text("utf-8").startswith(r"# small on \udcff.jsonl")


def test_data_of_csv_without_the_columns_is_told(fails, model, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text("texte,stance\na,neutral\n")
    assert "line 2: got text None; expected a string in the field 'text'" in fails(
        "evaluate", "--model", model, "--data", path
    )


def test_data_that_is_a_folder_is_told(fails, model, tmp_path):
    assert "which is a folder; expected a file" in fails("evaluate", "--model", model, "--data", tmp_path)


@pytest.mark.parametrize("arguments", [[], ["--split", "seed", "--data", "x"], ["--format", "html", "--split", "seed"]])
def test_split_and_data_exclude_each_other(arguments, run, model):
    result = run("evaluate", "--model", model, *arguments)
    assert (result.code, result.out) == (2, "")


def test_rows_without_a_text_are_told(capsys):
    tell_left_out(246, 621)
    assert capsys.readouterr().err.startswith("note: 246 of 867 sentences used; 621 have no text here")


def test_nothing_is_told_where_every_row_has_its_text(capsys):
    tell_left_out(246, 0)
    assert capsys.readouterr().err == ""
