import errno
import json
from dataclasses import asdict, fields, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from safetensors import SafetensorError

from stance import artifacts, manifests
from stance.api.learning import KINDS
from stance.artifacts import (
    FORMAT,
    Manifest,
    library_versions,
    read_manifest,
    read_model,
    write_beside,
    write_files,
    write_model,
)
from stance.errors import NotAModelFolder, UnreadableFile

MANIFEST = Manifest(
    name="tale-v1",
    kind="linear",
    params={"C": 1.0, "word_ngrams": [1, 2]},
    classes=["neutral", "warning"],
    rhetoric_classes=["report"],
    calibration={"method": "none", "stance": 1.0},
    abstention=0.5,
    data={"rows": 2, "groups": ["tale"]},
    versions={"stance-ties": "9.8.7"},
)
TENSORS = {"stance.coef": np.arange(6.0).reshape(3, 2), "stance.intercept": np.array([0.5, -0.5])}
VOCABULARY = {"word": ["loan", "envoy", "台"]}
PICKLED = (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")

law = settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "models" / "tale-v1"
    write_model(path, MANIFEST, TENSORS, VOCABULARY)
    return path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_model_read_is_the_model_written(folder):
    stored = read_model(folder)
    assert replace(stored.manifest, files={}) == MANIFEST
    assert stored.vocabulary == VOCABULARY
    assert {name: value.tolist() for name, value in stored.tensors.items()} == {
        name: value.tolist() for name, value in TENSORS.items()
    }


@law
@given(
    tensors=st.dictionaries(
        st.text("abc.", min_size=1, max_size=5),
        npst.arrays(np.float64, npst.array_shapes(min_dims=0, max_dims=2, max_side=4, min_side=0)),
        max_size=3,
    ),
    vocabulary=st.dictionaries(
        st.text(max_size=5), st.lists(st.text(st.characters(codec="utf-8"), max_size=5), max_size=4), max_size=3
    ),
)
def test_any_tensors_and_terms_come_back_bit_for_bit(tmp_path, tensors, vocabulary):
    write_model(tmp_path / "m", MANIFEST, tensors, vocabulary)
    stored = read_model(tmp_path / "m")
    assert stored.vocabulary == vocabulary
    assert {name: (value.shape, value.tobytes()) for name, value in stored.tensors.items()} == {
        name: (value.shape, value.tobytes()) for name, value in tensors.items()
    }


@pytest.mark.parametrize(
    "view", [np.arange(6.0).reshape(2, 3).T, np.arange(9.0)[::-2], np.arange(8.0)[2:], np.arange(3.0).astype(">f8")]
)
def test_array_that_does_not_lie_in_order_comes_back_equal(tmp_path, view):
    write_model(tmp_path / "m", MANIFEST, {"a": view}, {})
    assert read_model(tmp_path / "m").tensors["a"].tolist() == view.tolist()


def test_manifest_states_size_and_hash_of_each_other_file(folder):
    files = read_manifest(folder).files
    assert {name: stated["bytes"] for name, stated in files.items()} == {
        name: len(data) for name, data in contents(folder).items() if name != "manifest.json"
    }
    assert all(len(stated["sha256"]) == 64 for stated in files.values())


def test_manifest_has_the_fields_that_reading_expects(folder):
    expected = [each.name for each in fields(Manifest)]
    written = set(json.loads((folder / "manifest.json").read_bytes()))
    assert set(expected) - written == manifests.OPTIONAL == {"parity"}
    assert expected == list(manifests._TYPES)


def test_manifest_is_written_in_the_present_format(folder):
    assert read_manifest(folder).format == FORMAT


def test_same_model_is_written_as_the_same_bytes(folder, tmp_path):
    write_model(tmp_path / "again", MANIFEST, TENSORS, VOCABULARY)
    assert contents(tmp_path / "again") == contents(folder)


def test_model_folder_holds_three_files_and_no_pickle(folder):
    assert sorted(contents(folder)) == ["manifest.json", "vocabulary.json", "weights.safetensors"]
    assert not any(data.startswith(PICKLED) or b"\x80\x04\x95" in data for data in contents(folder).values())


@pytest.mark.parametrize("kind", ["linear", "majority"])
def test_saved_classifier_is_json_and_tensors_and_no_pickle(tmp_path, kind):
    KINDS[kind]().fit(["Arcadia praised Borduria.", "It rained."], ["supportive", "neutral"]).save(tmp_path / "m")
    assert names(tmp_path / "m") == ["manifest.json", "vocabulary.json", "weights.safetensors"]
    assert not any(data.startswith(PICKLED) for data in contents(tmp_path / "m").values())
    for name in ("manifest.json", "vocabulary.json"):
        assert isinstance(json.loads((tmp_path / "m" / name).read_bytes()), dict)


def test_model_folder_can_be_read_by_others(folder):
    assert folder.stat().st_mode & 0o777 == 0o755


def test_writing_again_replaces_the_model_and_keeps_what_lies_beside_it(folder):
    write_beside(folder, "README.md", "A card.\n")
    write_model(folder, replace(MANIFEST, abstention=None), {"a": np.ones(1)}, {})
    stored = read_model(folder)
    assert (stored.manifest.abstention, list(stored.tensors), stored.vocabulary) == (None, ["a"], {})
    assert (folder / "README.md").read_text() == "A card.\n"


def test_writing_leaves_nothing_else_behind(folder):
    write_model(folder, MANIFEST, TENSORS, VOCABULARY)
    assert names(folder.parent) == ["tale-v1"]


@pytest.mark.parametrize("broken", ["manifest", "vocabulary", "tensors"])
def test_value_that_cannot_be_written_leaves_the_old_model_whole(folder, broken):
    before = contents(folder)
    manifest = replace(MANIFEST, params={"C": object()}) if broken == "manifest" else MANIFEST
    vocabulary = {"word": [object()]} if broken == "vocabulary" else VOCABULARY
    tensors = {"a": np.array([object()])} if broken == "tensors" else {"a": np.ones(1)}
    with pytest.raises((TypeError, SafetensorError)):
        write_model(folder, manifest, tensors, vocabulary)
    assert contents(folder) == before
    assert names(folder.parent) == ["tale-v1"]


def test_disk_that_fails_midway_leaves_the_old_model_whole(folder):
    # A link that leads nowhere cannot be copied into the fresh folder.
    (folder / "notes.txt").symlink_to("nowhere")
    before = contents(folder)
    with pytest.raises(UnreadableFile, match="tale-v1"):
        write_model(folder, MANIFEST, {"a": np.ones(1)}, {})
    assert contents(folder) == before
    assert names(folder.parent) == ["tale-v1"]


def test_folder_that_holds_something_else_is_refused_and_left(tmp_path):
    (tmp_path / "m" / "weights.safetensors").mkdir(parents=True)
    with pytest.raises(NotAModelFolder, match="holds files and no model"):
        write_model(tmp_path / "m", MANIFEST, TENSORS, VOCABULARY)
    assert names(tmp_path) == ["m"]
    assert names(tmp_path / "m") == ["weights.safetensors"]


@pytest.mark.parametrize("place", ["note.txt", "note.txt/m"])
def test_file_in_the_place_of_a_folder_is_refused_and_left(tmp_path, place):
    (tmp_path / "note.txt").write_text("A note.")
    with pytest.raises(UnreadableFile):
        write_model(tmp_path / place, MANIFEST, TENSORS, VOCABULARY)
    assert contents(tmp_path) == {"note.txt": b"A note."}


def test_writing_to_a_link_replaces_what_it_leads_to(folder, tmp_path):
    link = tmp_path / "latest"
    link.symlink_to(folder)
    write_model(link, MANIFEST, {"a": np.ones(1)}, {})
    assert link.is_symlink()
    assert list(read_model(folder).tensors) == ["a"]


def test_writing_makes_the_folders_above(tmp_path):
    write_model(tmp_path / "a" / "b" / "m", MANIFEST, TENSORS, VOCABULARY)
    assert asdict(read_manifest(tmp_path / "a" / "b" / "m"))["name"] == "tale-v1"


def test_write_beside_adds_no_file_to_the_model(folder):
    before = read_manifest(folder)
    write_beside(folder, "report.json", "{}\n")
    assert (folder / "report.json").read_text() == "{}\n"
    assert read_model(folder).manifest == before


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "majority"},
        {"params": {"C": 2.0, "word_ngrams": [1, 2]}},
        {"classes": ["warning", "neutral"]},
        {"rhetoric_classes": ["praise"]},
        {"calibration": {"method": "none", "stance": 1.5}},
        {"files": {"weights.safetensors": {"bytes": 3, "sha256": "0" * 64}}},
        {"data": {"rows": 2, "groups": ["tale"], "digests": {"first": "0" * 64}}},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_digest_is_another_where_answers_may_be(changes):
    assert replace(MANIFEST, **changes).digest() != MANIFEST.digest()


def test_digest_is_the_same_for_the_same_model_by_another_name(folder):
    stored = read_manifest(folder)
    told = {"name": "other-v1", "abstention": None, "versions": {}, "parity": {"gap": 0.1}}
    assert replace(stored, **told, data={"rows": 3}).digest() == stored.digest() != MANIFEST.digest()


def test_model_whose_place_cannot_be_taken_is_put_back(folder, monkeypatch):
    before, rename = contents(folder), Path.rename

    def fail_once(path, target):
        if target == folder and not path.name.endswith(".old"):
            raise OSError(errno.EIO, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail_once)
    with pytest.raises(UnreadableFile, match="Input/output error"):
        write_model(folder, replace(MANIFEST, abstention=None), {"a": np.ones(1)}, {})
    assert contents(folder) == before
    assert names(folder.parent) == ["tale-v1"]


def test_library_versions_puts_this_package_first():
    assert list(library_versions("numpy", "no-such-package-at-all")) == [
        "stance-ties",
        "numpy",
        "no-such-package-at-all",
    ]


def test_library_versions_says_what_is_not_installed():
    found = library_versions("numpy", "no-such-package-at-all")
    assert (found["numpy"], found["no-such-package-at-all"]) == (np.__version__, "not installed")


def test_a_file_that_no_reader_would_take_is_not_written(tmp_path, monkeypatch):
    monkeypatch.setattr(artifacts, "_LARGEST_FILE", 3)
    with pytest.raises(ValueError, match="got 4 bytes in weights"):
        write_files(tmp_path / "large", MANIFEST, {"weights.bin": b"1234"})
    assert not (tmp_path / "large").exists()


def test_numbers_of_numpy_are_written_as_numbers_and_nothing_else_is_guessed(tmp_path):
    params = {"C": np.float32(0.5), "min_df": np.int64(2), "mask_parties": np.bool_(True), "word_ngrams": [np.int32(1)]}  # noqa: FBT003
    write_files(tmp_path / "m", replace(MANIFEST, params=params), {})
    assert read_manifest(tmp_path / "m").params == {"C": 0.5, "min_df": 2, "mask_parties": True, "word_ngrams": [1]}
    with pytest.raises(TypeError, match="of type set in a manifest, expected what JSON has"):
        write_files(tmp_path / "n", replace(MANIFEST, params={"C": {1}}), {})
