import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.errors import BinaryFile, EmptyFile, MissingFile, NotAFile, UndecodableText, UnreadableFile, UnusableText
from stance.text.usable import LONGEST_ARTICLE, LONGEST_SENTENCE, as_tie, check_text, decode, looks_binary, read_text

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
@settings(deadline=None, max_examples=60)
def test_check_text_returns_what_can_be_read(text):
    assert check_text(text) is text


@given(
    before=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9),
    code=st.integers(0xD800, 0xDFFF),
)
@settings(deadline=None, max_examples=60)
def test_check_text_names_a_lone_surrogate_and_its_place(before, code):
    with pytest.raises(UnusableText, match=f"^got a lone surrogate U\\+{code:X} at character {len(before)}; "):
        check_text(before + chr(code) + "after")


def test_check_text_names_a_nul_and_its_place():
    with pytest.raises(UnusableText, match=r"^got a NUL at character 1; expected text\. Remove it"):
        check_text("a\0\0")


def test_check_text_takes_so_many_characters_and_no_more():
    assert check_text("a" * LONGEST_SENTENCE)
    with pytest.raises(UnusableText, match=r"^got 20,001 characters; expected at most 20,000\. Split it"):
        check_text("a" * (LONGEST_SENTENCE + 1))
    with pytest.raises(UnusableText, match=r"^got 3 characters; expected at most 2"):
        check_text("aaa", 2)


def test_check_text_does_not_tell_the_reader_of_an_article_to_read_it_as_one():
    with pytest.raises(UnusableText, match=r"^got 5,000,001 .*; expected at most 5,000,000\. Split it into parts"):
        check_text("a" * (LONGEST_ARTICLE + 1), LONGEST_ARTICLE)


@pytest.mark.parametrize("text", [None, 5, b"bytes", ["text"]])
def test_check_text_refuses_what_is_no_string(text):
    with pytest.raises(TypeError, match=f"of type {type(text).__name__}, expected a text as str"):
        check_text(text)


@pytest.mark.parametrize("value", ["USA,CHN", " USA , CHN ", ["USA", "CHN"], ["USA ", " CHN"]])
def test_as_tie_takes_two_parties(value):
    assert as_tie(value) == ("USA", "CHN")


@pytest.mark.parametrize(
    "value",
    ["", "USA", "USA,", ",", "USA,CHN,JPN", [], ["USA"], ["USA", " "], ["USA", 5], ["A", "B", "C"], 5, None, {}],
)
def test_as_tie_takes_nothing_else(value):
    assert as_tie(value) is None


@given(st.text())
@settings(deadline=None, max_examples=60)
def test_decode_undoes_utf8(text):
    data = text.encode("utf-8", "surrogatepass")
    if any("\ud800" <= character <= "\udfff" for character in text):
        with pytest.raises(UndecodableText):
            decode(data)
    else:
        assert decode(data) == text


@given(before=st.text(max_size=5).map(lambda text: text.encode("utf-8", "replace")), offset=st.integers(0, 99))
@settings(deadline=None, max_examples=60)
def test_decode_names_the_byte_and_its_place(before, offset):
    with pytest.raises(UndecodableText) as caught:
        decode(before + b"\xff", offset)
    assert (caught.value.byte, caught.value.offset) == (0xFF, offset + len(before))


@pytest.mark.parametrize(
    ("data", "binary"),
    [
        (PNG, True),
        ("Talks".encode("utf-16"), True),
        ("Talks ended on Monday.".encode("utf-16-le"), True),
        (b"%PDF-1.7", True),
        (b"PK\x03\x04", True),
        (b"\x1f\x8b\x08", True),
        (b"caf\xe9", False),
        (b"a\0b", False),
        (b"", False),
        (b"a\0b\nTalks in caf\xe9s ended.\n", False),
        (b"\0" * 81 + b"a" * 8111, False),
        (b"\0" * 82 + b"a" * 8110, True),
        (b"a" * 8192 + b"\0" * 99, False),
    ],
    ids=[
        *("PNG", "UTF-16", "UTF-16 without a mark", "PDF", "ZIP", "gzip"),
        *("Latin-1", "NUL in text", "empty", "NUL and Latin-1", "1 %", "more than 1 %", "far away"),
    ],
)
def test_looks_binary_by_how_it_begins_or_by_its_nuls(data, binary):
    assert looks_binary(data) is binary


def test_read_text_returns_the_text_unchanged(tmp_path):
    (tmp_path / "file").write_bytes("\ufeffOne.\r\nTwo… ".encode())
    assert read_text(tmp_path / "file") == "One.\r\nTwo… "


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        (b" \n", EmptyFile),
        (b"\xef\xbb\xbf", EmptyFile),
        (PNG, BinaryFile),
        (b"caf\xe9", UndecodableText),
        (b"a\0", UnusableText),
        (b"too long", UnusableText),
    ],
)
def test_read_text_refuses_what_cannot_be_read(content, error, tmp_path):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(error):
        read_text(tmp_path / "file", 6)


def test_read_text_refuses_what_is_no_file(tmp_path):
    with pytest.raises(MissingFile):
        read_text(tmp_path / "missing")
    with pytest.raises(NotAFile):
        read_text(tmp_path)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no sockets in folders")
def test_read_text_refuses_what_the_system_does_not_open(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        with pytest.raises(UnreadableFile, match=r"got 'socket', which cannot be used \("):
            read_text(Path("socket"))


def test_read_text_refuses_a_name_that_no_file_can_have(tmp_path):
    with pytest.raises(UnreadableFile):
        read_text(tmp_path / ("a" * 5000))
