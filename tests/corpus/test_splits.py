import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.corpus.splits import SPLITS, group_of, origin_of, read_splits
from stance.errors import BadAnnotation, MissingFile, UndecodableText

IDS = {
    "001/1204-1291": ("seed", "001"),
    "composed/harbour-7": ("composed", "composed/harbour"),
    "composed/two-word-scenario-12": ("composed", "composed/two-word-scenario"),
    "wikinews/Some_page/10-42": ("standoff", "wikinews/Some_page"),
    "ungd/ABC_66_2011/0-9": ("standoff", "ungd/ABC_66_2011"),
}


@pytest.mark.parametrize(("sentence_id", "origin"), [(key, value[0]) for key, value in IDS.items()])
def test_origin_is_told_by_the_form_of_the_id(sentence_id, origin):
    assert origin_of(sentence_id) == origin


@pytest.mark.parametrize(("sentence_id", "group"), [(key, value[1]) for key, value in IDS.items()])
def test_group_is_told_by_the_form_of_the_id(sentence_id, group):
    assert group_of(sentence_id) == group


@settings(deadline=None)
@given(
    document=st.sampled_from(["007", "composed/harbour", "allsides/AbC"]),
    numbers=st.sets(st.integers(0, 999), min_size=2),
)
def test_sentences_of_one_document_share_a_group(document, numbers):
    end = "-{}" if document.startswith("composed") else "/{}-1000"
    assert {group_of(document + end.format(number)) for number in numbers} == {document}


def test_read_splits_gives_the_split_of_each_group(write):
    splits = {"composed/harbour": "train", "wikinews/Some_page": "validation", "ungd/ABC_66_2011": "test"}
    assert read_splits(write(json.dumps(splits), "splits.json")) == splits


@pytest.mark.parametrize("split", ["seed", "dev", "Train", "", None, 1, ["train"]])
def test_read_splits_refuses_a_split_that_no_group_may_have(write, split):
    with pytest.raises(BadAnnotation, match=r"splits\.json, line 1: got split .* for 'composed/harbour'"):
        read_splits(write(json.dumps({"composed/harbour": split}), "splits.json"))


@pytest.mark.parametrize("text", ["", "[]", "null", '"train"', "{'a': 1}"])
def test_read_splits_refuses_what_is_no_json_object(write, text):
    with pytest.raises(BadAnnotation, match=r"splits\.json, line 1: "):
        read_splits(write(text, "splits.json"))


def test_read_splits_names_the_line_where_json_ends(write):
    with pytest.raises(BadAnnotation, match=r"splits\.json, line 3: "):
        read_splits(write('{\n"composed/harbour": "train",\n}', "splits.json"))


def test_read_splits_refuses_bytes_that_are_not_utf8(tmp_path):
    path = tmp_path / "splits.json"
    path.write_bytes(b'{"\xff": "train"}')
    with pytest.raises(UndecodableText):
        read_splits(path)


def test_read_splits_refuses_a_missing_file(tmp_path):
    with pytest.raises(MissingFile):
        read_splits(tmp_path / "splits.json")


def test_split_of_the_seeds_stands_apart_from_the_others():
    assert SPLITS == ("seed", "train", "validation", "test")
