import json

import pytest

from stance.corpus.composed import read_composed
from stance.errors import BadAnnotation, UnusableText

ROW = {
    "id": "composed/fish-1-2",
    "text": "Ruritania barred the trawlers.",
    "scenario": "fish-1",
    "register": "wire",
    "pair": None,
    "rules": [3],
    "marks": [],
}


def written(folder, *rows):
    (folder / "fish.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return folder


def test_read_composed_gives_rows_that_write_back_alike(tmp_path):
    found = read_composed(written(tmp_path, ROW))
    assert [row.to_dict() for row in found.values()] == [ROW]


def test_read_composed_of_no_folder_is_nothing(tmp_path):
    assert read_composed(tmp_path / "none") == {}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "composed/other-2"}, "expected composed/fish-1-<n>"),
        ({"register": "poem"}, "register 'poem'"),
        ({"marks": ["rhyme"]}, "marks"),
        ({"rules": [23]}, "numbers from 1 to 22"),
        ({"text": "  "}, "no text"),
        ({"extra": 1}, "fields"),
    ],
)
def test_read_composed_refuses_a_row_that_breaks_the_format(tmp_path, change, message):
    with pytest.raises(BadAnnotation, match=rf"fish\.jsonl, line 1: .*{message}"):
        read_composed(written(tmp_path, ROW | change))


def test_read_composed_refuses_an_id_twice(tmp_path):
    with pytest.raises(BadAnnotation, match="line 2: got a second row"):
        read_composed(written(tmp_path, ROW, ROW))


def test_read_composed_refuses_text_that_cannot_be_read(tmp_path):
    with pytest.raises(UnusableText):
        read_composed(written(tmp_path, ROW | {"text": "a\0b"}))
