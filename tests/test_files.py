import stat

import pytest

from stance.errors import MissingFile, NotAFile, UnreadableFile
from stance.files import replacing, require_file, write_text


def test_require_file_returns_a_file_that_is_there(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    assert require_file(tmp_path / "file") == tmp_path / "file"


def test_require_file_refuses_what_is_not_there(tmp_path):
    with pytest.raises(MissingFile, match=r"missing', which does not exist; expected a file\. Check the path"):
        require_file(tmp_path / "missing")


def test_require_file_refuses_a_folder(tmp_path):
    with pytest.raises(NotAFile, match=r"which is a folder; expected a file\. Name the files in it"):
        require_file(tmp_path)


def test_require_file_refuses_a_name_that_no_file_can_have(tmp_path):
    with pytest.raises(UnreadableFile, match="File name too long"):
        require_file(tmp_path / ("a" * 5000))


def test_write_text_makes_folders_and_replaces(tmp_path):
    path = tmp_path / "new" / "file"
    for text in ("Žižkov\n", "other"):
        write_text(path, text)
        assert path.read_bytes() == text.encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert list(path.parent.iterdir()) == [path]


def test_write_text_escapes_a_byte_of_a_name_that_is_no_character(tmp_path):
    write_text(tmp_path / "file", "caf\udce9 Žižkov")
    assert (tmp_path / "file").read_text("utf-8") == r"caf\udce9 Žižkov"


def test_replacing_leaves_the_old_file_if_writing_fails(tmp_path):
    path = tmp_path / "file"
    path.write_text("old")
    with pytest.raises(TypeError), replacing(path) as file:
        file.writelines([b"half", None])
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_replacing_refuses_a_place_below_a_file(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UnreadableFile, match=r"cannot be used \("), replacing(tmp_path / "file" / "below"):
        pass


def test_replacing_refuses_a_folder_and_leaves_nothing(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnreadableFile, match="Is a directory"):
        write_text(tmp_path / "folder", "text")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
