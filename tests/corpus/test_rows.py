import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stance.corpus.rows import read_rows, to_lines, write_rows
from stance.errors import BadAnnotation, MissingFile, UndecodableText

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
ROWS = st.lists(st.dictionaries(st.text(max_size=5), VALUES, max_size=4), max_size=5)


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_read_rows_gives_what_write_rows_wrote(tmp_path, rows):
    path = tmp_path / "rows.jsonl"
    write_rows(path, rows)
    assert list(read_rows(path)) == list(enumerate(rows, start=1))


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_read_rows_keeps_a_line_together_at_marks_inside_its_strings(write, mark):
    assert list(read_rows(write(f'{{"a": "x{mark}y"}}\n'))) == [(1, {"a": f"x{mark}y"})]


def test_read_rows_takes_windows_line_ends(write):
    assert list(read_rows(write('{"a": 1}\r\n{"a": 2}\r\n'))) == [(1, {"a": 1}), (2, {"a": 2})]


def test_read_rows_of_the_users_may_have_a_mark_and_blank_lines(write):
    path = write('\ufeff\n{"a": 1}\n \n{"a": 2}\n\n')
    assert list(read_rows(path, strict=False)) == [(2, {"a": 1}), (4, {"a": 2})]
    with pytest.raises(BadAnnotation, match="line 1: got no JSON"):
        list(read_rows(path))


def test_read_rows_of_an_empty_file_are_none(write):
    assert list(read_rows(write(""))) == []


@pytest.mark.parametrize("bad", ["", "{", "[1]", "3", '"text"', "null", "[" * 100_000])
def test_read_rows_names_file_and_line_of_what_is_no_object(write, bad):
    path = write('{"a": 1}\n' + bad + "\n")
    with pytest.raises(BadAnnotation) as caught:
        list(read_rows(path))
    assert str(caught.value).startswith(f"{path}, line 2: ")


def test_read_rows_refuses_bytes_that_are_not_utf8(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"a": "\xe9"}\n')
    with pytest.raises(UndecodableText):
        list(read_rows(path))


def test_read_rows_refuses_a_missing_file(tmp_path):
    with pytest.raises(MissingFile):
        list(read_rows(tmp_path / "none.jsonl"))


def test_to_lines_writes_other_scripts_as_they_are():
    assert to_lines([{"name": "Tëst 台"}]) == '{"name": "Tëst 台"}\n'


def test_write_rows_leaves_the_old_file_whole_when_a_row_cannot_be_written(write):
    path = write([{"a": 1}])
    with pytest.raises(TypeError):
        write_rows(path, [{"a": 2}, {"a": object()}])
    assert path.read_text() == '{"a": 1}\n'
