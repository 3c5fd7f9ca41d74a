import json
import shutil

import pytest

from stance.artifacts import MANIFEST


@pytest.fixture
def folder(model, tmp_path, monkeypatch):
    """Folder of models that a name finds, with one in it."""
    shutil.copytree(model, tmp_path / "tiny")
    monkeypatch.setenv("STANCE_MODELS", str(tmp_path))
    return tmp_path


def test_models_are_listed_by_name_with_what_made_them(run, folder):
    result = run("models")
    assert (result.code, result.err) == (0, "")
    (line,) = [line for line in result.out.splitlines() if line.startswith("tiny")]
    assert line.startswith("tiny: linear, 24 sentences of 1 groups, 0.")
    assert line.endswith(f" MiB, {folder / 'tiny'}")


def test_models_of_the_users_own_come_before_those_of_the_package(run, folder):
    shutil.move(folder / "tiny", folder / "blend-v1")
    lines = [line for line in run("models").out.splitlines() if line.startswith("blend-v1")]
    assert len(lines) == 1
    assert lines[0].startswith("blend-v1 (default): linear, 24 sentences")
    assert lines[0].endswith(str(folder / "blend-v1"))


def test_models_are_sorted(run, folder):
    shutil.copytree(folder / "tiny", folder / "a")
    names = [line.partition(":")[0] for line in run("models").out.splitlines()]
    assert names == sorted(names)
    assert {"a", "tiny"} <= set(names)


def test_model_that_is_damaged_is_told(run, folder):
    (folder / "tiny" / MANIFEST).write_text("no json")
    result = run("models")
    assert (result.code, result.err.count("\n")) == (1, 1)
    assert f"{folder / 'tiny' / MANIFEST}: got no JSON (" in result.err


@pytest.mark.parametrize("damage", [{"files": {"zz": 5}}, {"data": {"groups": 5}}])
def test_model_that_is_damaged_hides_no_other(damage, run, folder):
    shutil.copytree(folder / "tiny", folder / "aaa")
    stated = json.loads((folder / "aaa" / MANIFEST).read_text())
    (folder / "aaa" / MANIFEST).write_text(json.dumps(stated | damage))
    result = run("models")
    assert (result.code, result.err.count("\n")) == (1, 1)
    assert f"{folder / 'aaa' / MANIFEST}: got " in result.err
    assert "tiny: linear" in result.out


def test_model_of_a_newer_format_is_told(run, folder):
    (folder / "tiny" / MANIFEST).write_text(json.dumps({"format": 2}))
    assert "got format 2; expected at most 1. Upgrade" in run("models").err


def test_models_in_a_folder_that_does_not_exist_are_none(run, tmp_path, monkeypatch):
    monkeypatch.setenv("STANCE_MODELS", str(tmp_path / "nowhere"))
    assert run("models").code == 0
