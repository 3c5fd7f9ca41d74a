import csv
import io
import json
import os
import socket
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.cli._input import _LONGEST_LINE, Row, csv_rows, jsonl_rows, open_inputs, text_rows
from stance.errors import UnreadableFile

READERS = {"text": text_rows, "jsonl": jsonl_rows}
plain = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n\ufeff"), max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=3), each, max_size=3),
    max_leaves=3,
)


def rows(reader, data, *arguments):
    return list(reader(io.BytesIO(data), *arguments))


@given(texts=st.lists(plain, max_size=6))
@settings(deadline=None, max_examples=60)
def test_text_rows_are_the_lines(texts):
    data = "".join(f"{text}\n" for text in texts).encode()
    assert rows(text_rows, data) == [Row(text) for text in texts]


@given(data=st.binary(max_size=60))
@settings(deadline=None, max_examples=150)
@pytest.mark.parametrize("kind", READERS)
def test_rows_are_as_many_as_lines_whatever_the_bytes(kind, data):
    found = rows(READERS[kind], data)
    assert len(found) == len(data.split(b"\n")) - (data.endswith(b"\n") or not data)
    assert all((row.text is None) <= (row.error is not None) for row in found)


@given(data=st.binary(max_size=60))
@settings(deadline=None, max_examples=150)
def test_csv_rows_end_whatever_the_bytes(data):
    for row in rows(csv_rows, b"id,text\n" + data, "text"):
        assert row.error is not None or isinstance(row.text, str)


@given(
    given=st.dictionaries(st.text(max_size=5).filter(lambda name: name not in ("text", "tie")), json_values), text=plain
)
@settings(deadline=None, max_examples=30)
def test_jsonl_row_keeps_every_other_field(given, text):
    (row,) = rows(jsonl_rows, json.dumps({**given, "text": text}).encode() + b"\n")
    assert row == Row(text, None, given)


@given(records=st.lists(st.tuples(plain, plain), max_size=5))
@settings(deadline=None, max_examples=60)
def test_csv_rows_are_what_was_written(records):
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([("note", "text"), *records])
    found = rows(csv_rows, file.getvalue().encode(), "text")
    assert found == [Row(text, None, {"note": note}) for note, text in records]


@pytest.mark.parametrize("tie", [["USA", " CHN "], "USA,CHN"])
def test_jsonl_row_has_its_tie(tie):
    assert rows(jsonl_rows, json.dumps({"text": "a", "tie": tie}).encode())[0].tie == ("USA", "CHN")


def test_csv_row_has_its_tie():
    assert rows(csv_rows, b'text,tie\na,"USA, CHN"\nb,\n', "text") == [Row("a", ("USA", "CHN")), Row("b")]


def test_csv_record_may_span_lines():
    (one, bad) = rows(csv_rows, b'text,id\n"a\nb",1\nc\n', "text")
    assert (one.text, one.error) == ("a\nb", None)
    assert bad.error.startswith("line 4: got 1 cells")


@pytest.mark.parametrize(
    ("size", "good"), [(_LONGEST_LINE - 1, True), (_LONGEST_LINE, True), (_LONGEST_LINE + 1, False)]
)
@pytest.mark.parametrize("end", [b"", b"\n", b"\n{}\n"])
def test_line_of_the_longest_size_is_read(size, good, end):
    line = b'{"text": "a"}'.ljust(size)
    found = rows(jsonl_rows, line + end)
    assert (found[0].error is None) is good
    assert len(found) == 1 + end.count(b"{")


@given(lengths=st.lists(st.integers(0, 3), max_size=4))
@settings(deadline=None, max_examples=20)
def test_offset_of_a_bad_byte_is_its_place_in_the_file(lengths):
    data = b"".join(b"a" * length + b"\r\n" for length in lengths) + b"ab\xff\n"
    assert f"byte 0xff at offset {data.index(0xFF)}," in rows(text_rows, data)[-1].error


def test_offset_counts_lines_that_were_too_long():
    assert f"offset {_LONGEST_LINE + 8:,}," in rows(text_rows, b"a" * (_LONGEST_LINE + 7) + b"\n\xff")[-1].error


@pytest.mark.parametrize(
    ("row", "blank"), [(Row(""), True), (Row(" \t"), True), (Row("a"), False), (Row(None, error="x"), False)]
)
def test_row_is_blank_where_nothing_is_to_answer(row, blank):
    assert row.blank is blank


def test_inputs_are_closed(tmp_path):
    (tmp_path / "file").write_text("a")
    (file,) = open_inputs([str(tmp_path / "file")])
    assert file.closed


def test_inputs_may_be_more_than_a_process_may_hold_open(tmp_path):
    (tmp_path / "file").write_text("a")
    assert sum(1 for _ in open_inputs([str(tmp_path / "file")] * 5000)) == 5000


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no sockets in folders")
def test_input_that_the_system_does_not_open_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        with pytest.raises(UnreadableFile, match=r"got 'socket', which cannot be used \("):
            list(open_inputs(["socket"]))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_input_may_be_a_named_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_text, args=["a\nb\n"])
    writer.start()
    assert [row.text for file in open_inputs([str(tmp_path / "pipe")]) for row in text_rows(file)] == ["a", "b"]
    writer.join()
