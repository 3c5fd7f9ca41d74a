import pytest

from stance import paths
from stance.corpus.judgements import LAST_RULE, held_to_dict, parse_judgement, read_judgements, read_passes
from stance.errors import BadAnnotation
from stance.labels import Rhetoric, Stance
from stance.records import HeldStance

ANNOTATIONS = paths.corpus_folder() / "annotations"
SUPPORTIVE = {"holder": "ARC", "tie": ["ARC", "BOR"], "stance": "supportive"}
WARNING = {"holder": None, "tie": ["ARC", "BOR"], "stance": "warning"}
BROKEN = {
    "id that is no text": {"id": 7},
    "stance that does not exist": {"stance": "hostile"},
    "stance that is no text": {"stance": ["warning"]},
    "rhetoric that does not exist": {"rhetoric": "threat"},
    "mixed that is a number": {"mixed": 0},
    "mixed that is null": {"mixed": None},
    "rule 0": {"rule": 0},
    "rule after the last": {"rule": LAST_RULE + 1},
    "rule that is a truth value": {"rule": True},
    "rule that is a fraction": {"rule": 2.0},
    "sure 0": {"sure": 0},
    "sure 4": {"sure": 4},
    "sure that is a truth value": {"sure": True},
    "sure that is a text": {"sure": "3"},
    "field that is unknown": {"note": "?"},
    "why in a pass": {"why": "because"},
    "statements that are null": {"statements": None},
    "statements that are no list": {"statements": SUPPORTIVE},
    "statement that is no object": {"statements": ["ARC"]},
    "statement that lacks its holder": {"statements": [{"tie": ["ARC", "BOR"], "stance": "supportive"}]},
    "statement with an unknown field": {"statements": [SUPPORTIVE | {"sure": 3}]},
    "statement that is neutral": {"statements": [SUPPORTIVE, SUPPORTIVE | {"holder": "BOR", "stance": "neutral"}]},
    "statement that is listed twice": {"statements": [SUPPORTIVE, SUPPORTIVE]},
    "tie that is a text": {"statements": [SUPPORTIVE | {"tie": "ARC,BOR"}]},
    "tie that is null": {"statements": [SUPPORTIVE | {"tie": None}]},
    "tie of one": {"statements": [SUPPORTIVE | {"tie": ["ARC"]}]},
    "tie that is not sorted": {"statements": [SUPPORTIVE | {"tie": ["BOR", "ARC"]}]},
    "tie with one code twice": {"statements": [SUPPORTIVE | {"tie": ["ARC", "ARC"]}]},
    "code in small letters": {"statements": [SUPPORTIVE | {"tie": ["arc", "bor"]}]},
    "code that is a number": {"statements": [SUPPORTIVE | {"tie": ["ARC", 7]}]},
    "holder that is a name": {"statements": [SUPPORTIVE | {"holder": "Arcadia"}]},
    "holder that is empty": {"statements": [SUPPORTIVE | {"holder": ""}]},
    "mixed without two stances": {"mixed": True},
    "two stances without mixed": {"statements": [SUPPORTIVE, WARNING]},
    "neutral with a statement": {"stance": "neutral", "statements": [SUPPORTIVE]},
    "stance without a statement": {"statements": []},
    "stance with another's statement": {"statements": [WARNING]},
}


@pytest.mark.parametrize("changes", BROKEN.values(), ids=BROKEN)
def test_read_judgements_names_file_and_line_of_a_row_that_breaks_a_rule(judge, write, changes):
    path = write([judge("tale/0-1"), judge("tale/1-2") | changes], "pass.jsonl")
    with pytest.raises(BadAnnotation) as caught:
        read_judgements(path)
    assert str(caught.value).startswith(f"{path}, line 2: got ")


@pytest.mark.parametrize("field", ["id", "stance", "rhetoric", "mixed", "rule", "sure", "statements"])
def test_read_judgements_refuses_a_row_that_lacks_a_field(judge, write, field):
    row = judge()
    del row[field]
    with pytest.raises(BadAnnotation, match="line 1: got fields"):
        read_judgements(write([row]))


def test_read_judgements_refuses_a_sentence_judged_twice(judge, write):
    with pytest.raises(BadAnnotation, match="line 2: got a second row for tale/0-32"):
        read_judgements(write([judge(), judge()]))


def test_read_judgements_keeps_the_order_of_the_rows(judge, write):
    ids = ["tale/9-10", "tale/1-2", "tale/5-6"]
    assert list(read_judgements(write([judge(each) for each in ids]))) == ids


@pytest.mark.parametrize("why", [None, "", "  ", 3])
def test_adjudication_without_a_reason_is_refused(judge, write, why):
    with pytest.raises(BadAnnotation, match="line 1: got why"):
        read_judgements(write([judge(why=why)]), adjudications=True)


def test_adjudication_without_the_field_is_refused(judge, write):
    with pytest.raises(BadAnnotation, match="line 1: got fields"):
        read_judgements(write([judge()]), adjudications=True)


def test_adjudication_keeps_its_reason(judge, write):
    path = write([judge(why="The offer is what it says.")])
    assert read_judgements(path, adjudications=True)["tale/0-32"].why == "The offer is what it says."


def test_parse_judgement_gives_every_field(judge):
    row = judge(mixed=True, rule=2, sure=1, statements=[WARNING, SUPPORTIVE])
    judgement = parse_judgement(row)
    assert (judgement.stance, judgement.rhetoric, judgement.mixed) == (Stance.SUPPORTIVE, Rhetoric.PLEDGE, True)
    assert (judgement.id, judgement.rule, judgement.sure, judgement.why) == ("tale/0-32", 2, 1, None)
    assert judgement.statements[0] == HeldStance(None, ("ARC", "BOR"), Stance.WARNING)


def test_parse_judgement_takes_a_neutral_row(judge):
    assert parse_judgement(judge(stance="neutral", rhetoric="report")).statements == ()


@pytest.mark.parametrize("held", [SUPPORTIVE, WARNING])
def test_held_to_dict_gives_back_what_was_parsed(judge, held):
    row = judge(stance=held["stance"], statements=[held])
    assert held_to_dict(parse_judgement(row).statements[0]) == held


def test_read_passes_names_each_by_its_file(judge, write, tmp_path):
    write([judge("tale/0-1")], "second.jsonl")
    write([judge("tale/1-2")], "first.jsonl")
    passes = read_passes(tmp_path)
    assert {name: list(rows) for name, rows in passes.items()} == {"first": ["tale/1-2"], "second": ["tale/0-1"]}


def test_read_passes_of_a_folder_without_files_are_none(tmp_path):
    assert read_passes(tmp_path) == {}


def test_every_committed_pass_can_be_read():
    passes = read_passes(ANNOTATIONS / "judgements")
    assert passes
    assert all(passes.values())


def test_every_committed_adjudication_can_be_read_and_says_why():
    rows = read_judgements(ANNOTATIONS / "adjudications.jsonl", adjudications=True)
    assert all(row.why for row in rows.values())


def test_last_rule_is_the_last_of_the_committed_guidelines():
    guidelines = (ANNOTATIONS / "guidelines.md").read_text("utf-8")
    assert f"\n{LAST_RULE}. " in guidelines
    assert f"\n{LAST_RULE + 1}. " not in guidelines
