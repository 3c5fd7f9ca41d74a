import csv
import io
import json
import tarfile

import pytest

from stance.corpus.foreign import foreign_texts
from stance.errors import BadAnnotation, MissingFile, UnreadableFile

TEXT = "The envoy spoke of quotas."


def test_plain_text_is_read_whole(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    assert list(foreign_texts([tmp_path / "a.txt"])) == [TEXT]


def test_strings_of_json_are_read_however_deep(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps({"x": [{"y": TEXT}, 7, None], "z": "end"}))
    assert list(foreign_texts([tmp_path / "a.json"])) == [TEXT, "end"]


def test_lines_of_jsonl_and_cells_of_csv_are_read(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT}) + "\n\n" + json.dumps("end") + "\n")
    (tmp_path / "b.csv").write_text('id,text\n1,"two\nlines"\n')
    assert list(foreign_texts([tmp_path])) == [TEXT, "end", "id", "text", "1", "two\nlines"]


@pytest.mark.parametrize("text", ["[" * 100_000, "[" * 100_000 + "]" * 100_000])
def test_json_that_is_too_deep_is_told(text, tmp_path):
    (tmp_path / "deep.json").write_text(text)
    with pytest.raises(BadAnnotation, match="line 1: got no JSON"):
        list(foreign_texts([tmp_path / "deep.json"]))


def test_json_that_can_be_read_is_not_too_deep(tmp_path):
    (tmp_path / "deep.json").write_text("[" * 900 + json.dumps(TEXT) + "]" * 900)
    assert list(foreign_texts([tmp_path / "deep.json"])) == [TEXT]


@pytest.mark.parametrize("name", ["a.tar.gz", "a.tgz"])
def test_archives_are_opened(tmp_path, name):
    with tarfile.open(tmp_path / name, "w:gz") as archive:
        for member, data in (("folder", None), ("folder/a.txt", TEXT.encode()), ("folder/b.jsonl", b'["end"]\n')):
            info = tarfile.TarInfo(member)
            info.size = len(data or b"")
            info.type = tarfile.DIRTYPE if data is None else tarfile.REGTYPE
            archive.addfile(info, None if data is None else io.BytesIO(data))
    assert list(foreign_texts([tmp_path / name])) == [TEXT, "end"]


def test_bytes_that_are_no_utf8_do_no_harm(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"quotas \xff")
    assert list(foreign_texts([tmp_path / "a.txt"])) == ["quotas \ufffd"]


def test_a_line_that_is_no_json_is_told_with_its_number(tmp_path):
    (tmp_path / "a.jsonl").write_text("{}\n{torn\n")
    with pytest.raises(BadAnnotation, match="line 2: got no JSON"):
        list(foreign_texts([tmp_path]))


@pytest.mark.parametrize("name", ["none.txt", "none.tar.gz"])
def test_a_file_that_is_not_there_is_told(tmp_path, name):
    with pytest.raises(MissingFile):
        list(foreign_texts([tmp_path / name]))


def test_an_archive_that_is_torn_is_told(tmp_path):
    (tmp_path / "a.tar.gz").write_bytes(b"\x1f\x8b torn")
    with pytest.raises(UnreadableFile):
        list(foreign_texts([tmp_path]))


def test_a_cell_that_is_too_long_is_told(tmp_path):
    (tmp_path / "a.csv").write_text("x" * (csv.field_size_limit() + 1))
    with pytest.raises(BadAnnotation, match="got no CSV"):
        list(foreign_texts([tmp_path]))


def test_a_line_separator_inside_a_string_ends_no_line(tmp_path):
    (tmp_path / "a.jsonl").write_text('"one\u2028two"\n', "utf-8")
    assert list(foreign_texts([tmp_path])) == ["one\u2028two"]
