import json

import pytest

from stance.corpus.examples import Examples, from_gold, read_examples
from stance.corpus.gold import GoldRow
from stance.errors import BadAnnotation, EmptyFile, MissingFile
from stance.labels import Rhetoric, Stance

LOAN = {"text": "Arcadia offered Borduria a loan.", "stance": "supportive"}


def gold(sentence_id, split, text="Arcadia offered Borduria a loan."):
    return GoldRow(sentence_id, "seed", text, Stance.SUPPORTIVE, Rhetoric.PLEDGE, False, (), "one pass", split)  # noqa: FBT003


GOLD = [
    gold("000/0-9", "seed"),
    gold("001/0-9", "seed"),
    gold("composed/harbour-1", "train"),
    gold("wikinews/Page/0-9", "train", None),
    gold("ungd/ABC/0-9", "test"),
]


@pytest.mark.parametrize(
    ("splits", "groups"),
    [
        (["seed"], ["000", "001"]),
        (["seed", "train"], ["000", "001", "composed/harbour"]),
        (["test"], ["ungd/ABC"]),
        (["validation"], []),
    ],
)
def test_from_gold_takes_the_rows_of_the_splits_that_have_a_text(splits, groups):
    assert from_gold(GOLD, splits=splits).groups == groups


def test_from_gold_leaves_out_the_groups_named():
    assert from_gold(GOLD, splits=["seed", "train"], hold_out=["000", "composed/harbour"]).groups == ["001"]


def test_from_gold_gives_plain_labels():
    examples = from_gold(GOLD[:1], splits=["seed"])
    assert (examples.X, examples.stance, examples.rhetoric) == ([LOAN["text"]], ["supportive"], ["pledge"])
    assert type(examples.stance[0]) is str


def test_examples_are_as_long_as_their_lists():
    assert len(from_gold(GOLD, splits=["seed", "test"])) == 3


def test_fingerprint_is_that_of_equal_rows():
    one, other = (Examples([("A.", ("ARC", "BOR"))], ["neutral"], [None], ["g"]) for _ in range(2))
    assert one.fingerprint() == other.fingerprint()
    assert len(one.fingerprint()) == 64


@pytest.mark.parametrize(
    "changed",
    [
        Examples(["B.", "C."], ["neutral", "warning"], [None, "reject"], ["g", "h"]),
        Examples(["A.", "C."], ["warning", "warning"], [None, "reject"], ["g", "h"]),
        Examples(["A.", "C."], ["neutral", "warning"], ["report", "reject"], ["g", "h"]),
        Examples(["A.", "C."], ["neutral", "warning"], [None, "reject"], ["g", "g"]),
        Examples(["C.", "A."], ["warning", "neutral"], ["reject", None], ["h", "g"]),
    ],
)
def test_fingerprint_changes_with_any_field_and_with_the_order(changed):
    examples = Examples(["A.", "C."], ["neutral", "warning"], [None, "reject"], ["g", "h"])
    assert examples.fingerprint() != changed.fingerprint()


def test_read_examples_takes_jsonl_with_every_field(write):
    row = LOAN | {"rhetoric": "pledge", "tie": ["CHN", "JPN"], "group": "tale", "note": "ignored"}
    examples = read_examples(write([row]))
    assert examples == Examples([(LOAN["text"], ("CHN", "JPN"))], ["supportive"], ["pledge"], ["tale"])


def test_read_examples_takes_csv_with_every_field(write):
    path = write(
        'note,text,stance,rhetoric,tie,group\nx,"Arcadia, again.",warning,reject,"CHN, Japan",tale\n', "rows.CSV"
    )
    assert read_examples(path) == Examples([("Arcadia, again.", ("CHN", "Japan"))], ["warning"], ["reject"], ["tale"])


@pytest.mark.parametrize("extra", [{}, {"rhetoric": None, "tie": None, "group": None}, {"rhetoric": "", "group": ""}])
def test_read_examples_gives_each_row_without_a_group_its_own(write, extra):
    examples = read_examples(write([LOAN | extra] * 2))
    assert examples == Examples([LOAN["text"]] * 2, ["supportive"] * 2, [None, None], ["row 1", "row 2"])


def test_read_examples_takes_empty_cells_as_not_known(write):
    examples = read_examples(write("text,stance,rhetoric,tie,group\nA.,neutral,,,\n", "rows.csv"))
    assert examples == Examples(["A."], ["neutral"], [None], ["row 2"])


def test_read_examples_takes_a_number_as_a_group(write):
    assert read_examples(write([LOAN | {"group": 0}, LOAN | {"group": 7}])).groups == ["0", "7"]


@pytest.mark.parametrize("mark", ["\u2028", "\x85", "\x0b", "\x1c"])
def test_read_examples_keeps_a_csv_record_together_at_marks_that_end_no_line(write, mark):
    (text,) = read_examples(write(f"text,stance\nOne{mark}two.,neutral\n", "rows.csv")).X
    assert text == f"One{mark}two."


def test_read_examples_keeps_line_breaks_inside_quoted_cells(write):
    assert read_examples(write('text,stance\r\n"One\r\ntwo.",neutral\r\n', "rows.csv")).X == ["One\r\ntwo."]


def test_read_examples_counts_lines_and_not_records(write):
    path = write('text,stance\n"One\ntwo.",neutral\nThree.,hostile\n', "rows.csv")
    with pytest.raises(BadAnnotation, match=r"rows\.csv, line 4: got stance 'hostile'"):
        read_examples(path)


@pytest.mark.parametrize(
    ("changes", "got"),
    [
        ({"text": None}, "text None"),
        ({"text": 7}, "text 7"),
        ({"stance": None}, "stance None"),
        ({"stance": "hostile"}, "stance 'hostile'"),
        ({"stance": ["warning"]}, r"stance \['warning'\]"),
        ({"rhetoric": "threat"}, "rhetoric 'threat'"),
        ({"tie": "ARC"}, "tie 'ARC'"),
        ({"tie": "ARC,BOR,CAS"}, "tie 'ARC,BOR,CAS'"),
        ({"tie": ["ARC"]}, r"tie \['ARC'\]"),
        ({"tie": ["ARC", 7]}, r"tie \['ARC', 7\]"),
        ({"tie": {"ARC": "BOR"}}, "tie {'ARC': 'BOR'}"),
        ({"tie": 0}, "tie 0"),
        ({"tie": False}, "tie False"),
        ({"tie": {}}, "tie {}"),
        ({"tie": ["CHN", "Arcadia"]}, "party 'Arcadia'"),
        ({"tie": ["CHN", "China"]}, "a tie of CHN and China, which are .*"),
        ({"text": "a\0b"}, "a NUL at character 1"),
        ({"text": "a" * 20_001}, "20,001 characters"),
    ],
)
def test_read_examples_names_file_and_line_of_a_bad_row(write, changes, got):
    with pytest.raises(BadAnnotation, match=rf"rows\.jsonl, line 2: got {got}; expected"):
        read_examples(write([LOAN, LOAN | changes]))


@pytest.mark.parametrize("tie", [None, "", []])
def test_read_examples_takes_a_row_without_a_tie(write, tie):
    (text,) = read_examples(write([LOAN | {"tie": tie}])).X
    assert text == LOAN["text"]


def test_read_examples_takes_a_mark_and_blank_lines(write):
    assert read_examples(write("\ufeff" + json.dumps(LOAN) + "\n\n" + json.dumps(LOAN) + "\n")).groups == [
        "row 1",
        "row 3",
    ]


def test_read_examples_refuses_csv_with_too_many_cells(write):
    with pytest.raises(BadAnnotation, match=r"rows\.csv, line 3: got 4 cells; expected 2, as in the header"):
        read_examples(write("text,stance\nA.,neutral\nB.,neutral,C,D\n", "rows.csv"))


def test_read_examples_refuses_csv_without_the_columns(write):
    with pytest.raises(BadAnnotation, match="line 2: got text None"):
        read_examples(write("sentence,label\nA.,neutral\n", "rows.csv"))


def test_read_examples_refuses_a_cell_larger_than_csv_allows(write):
    with pytest.raises(BadAnnotation, match="line 2: got no CSV"):
        read_examples(write("text,stance\n" + "a" * 200_000 + ",neutral\n", "rows.csv"))


@pytest.mark.parametrize(("text", "name"), [("", "rows.jsonl"), ("text,stance\n", "rows.csv")])
def test_read_examples_refuses_a_file_without_rows(write, text, name):
    with pytest.raises(BadAnnotation, match="got no rows"):
        read_examples(write(text, name))


def test_read_examples_refuses_an_empty_csv(write):
    with pytest.raises(EmptyFile):
        read_examples(write("", "rows.csv"))


@pytest.mark.parametrize("name", ["none.jsonl", "none.csv"])
def test_read_examples_refuses_a_missing_file(tmp_path, name):
    with pytest.raises(MissingFile):
        read_examples(tmp_path / name)


def test_read_examples_gives_the_same_rows_from_csv_as_from_jsonl(write):
    rows = [LOAN, {"text": 'She said "no", twice.', "stance": "warning"}]
    jsonl = read_examples(write("".join(json.dumps(row) + "\n" for row in rows)))
    csv = read_examples(
        write(
            'text,stance\n"Arcadia offered Borduria a loan.",supportive\n"She said ""no"", twice.",warning\n',
            "rows.csv",
        )
    )
    assert (csv.X, csv.stance) == (jsonl.X, jsonl.stance)
