import hashlib
import json
import struct

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stance.artifacts import FORMAT, Manifest, read_manifest, read_model, write_model
from stance.errors import DamagedModel, ModelError, NewerFormat

MANIFEST = Manifest("tale-v1", "linear", {}, ["neutral"], ["report"], {}, None, {}, {})
FILES = ["manifest.json", "vocabulary.json", "weights.safetensors"]
FIELDS = sorted(Manifest.__slots__)

law = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def folder(tmp_path):
    write_model(tmp_path / "tale-v1", MANIFEST, {"a": np.arange(4.0)}, {"word": ["loan", "envoy"]})
    return tmp_path / "tale-v1"


def restate(folder, **changes):
    """Change fields of the manifest, which no hash guards."""
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | changes))


def replace_file(folder, name, data):
    """Replace a file and state its new size and hash, as a forger would."""
    (folder / name).write_bytes(data)
    files = json.loads((folder / "manifest.json").read_bytes())["files"]
    restate(folder, files=files | {name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}})


@pytest.mark.parametrize("name", FILES)
def test_missing_file_is_refused(folder, name):
    (folder / name).unlink()
    with pytest.raises(DamagedModel, match=f"no {name}"):
        read_model(folder)


@pytest.mark.parametrize("name", FILES)
def test_folder_in_the_place_of_a_file_is_refused(folder, name):
    (folder / name).unlink()
    (folder / name).mkdir()
    with pytest.raises(DamagedModel, match=f"no {name}"):
        read_model(folder)


@law
@given(name=st.sampled_from(FILES), kept=st.floats(0, 1, exclude_max=True))
def test_truncated_file_is_refused(folder, name, kept):
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole.rstrip()[: int(kept * len(whole.rstrip()))])
    try:
        with pytest.raises(DamagedModel):
            read_model(folder)
    finally:
        (folder / name).write_bytes(whole)


@law
@given(name=st.sampled_from(FILES[1:]), place=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_altered_byte_is_refused(folder, name, place, flip):
    whole = (folder / name).read_bytes()
    altered = bytearray(whole)
    altered[int(place * len(whole))] ^= flip
    (folder / name).write_bytes(altered)
    try:
        with pytest.raises(DamagedModel, match="SHA-256"):
            read_model(folder)
    finally:
        (folder / name).write_bytes(whole)


@law
@given(place=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_altered_manifest_is_refused_or_read_but_never_fails_otherwise(folder, place, flip):
    path = folder / "manifest.json"
    whole = path.read_bytes()
    altered = bytearray(whole)
    altered[int(place * len(whole))] ^= flip
    path.write_bytes(altered)
    try:
        assert read_model(folder).vocabulary == {"word": ["loan", "envoy"]}
    except ModelError as error:
        assert str(folder) in str(error)  # noqa: PT017
    finally:
        path.write_bytes(whole)


@pytest.mark.parametrize("name", FILES[1:])
def test_longer_file_is_refused_by_its_size(folder, name):
    with (folder / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(DamagedModel, match="bytes; expected"):
        read_model(folder)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", "null", "{}", '{"format": "1"}', '{"format": true}', "[" * 100_000]
)
def test_manifest_that_is_none_is_refused(folder, text):
    (folder / "manifest.json").write_text(text)
    with pytest.raises(DamagedModel, match=r"no JSON|no format number"):
        read_manifest(folder)


def test_manifest_that_is_not_utf8_is_refused(folder):
    (folder / "manifest.json").write_bytes(b'{"format": 1, "name": "\xff"}')
    with pytest.raises(DamagedModel, match="no JSON"):
        read_manifest(folder)


@pytest.mark.parametrize("number", [FORMAT + 1, 99])
def test_newer_format_is_told_as_such_whatever_its_fields(folder, number):
    (folder / "manifest.json").write_text(json.dumps({"format": number, "unheard_of": 1}))
    with pytest.raises(NewerFormat, match=f"got format {number}; expected at most {FORMAT}"):
        read_model(folder)


@pytest.mark.parametrize("number", [0, -1])
def test_format_that_never_was_is_refused(folder, number):
    restate(folder, format=number)
    with pytest.raises(DamagedModel, match="no format number"):
        read_model(folder)


@pytest.mark.parametrize("name", [name for name in FIELDS if name not in ("format", "parity")])
def test_manifest_that_lacks_a_field_is_refused(folder, name):
    stated = json.loads((folder / "manifest.json").read_bytes())
    del stated[name]
    (folder / "manifest.json").write_text(json.dumps(stated))
    with pytest.raises(DamagedModel, match=f"missing or unknown: {name};"):
        read_manifest(folder)


def test_manifest_with_an_unknown_field_is_refused(folder):
    restate(folder, licence="none")
    with pytest.raises(DamagedModel, match="missing or unknown: licence;"):
        read_manifest(folder)


@pytest.mark.parametrize("name", [name for name in FIELDS if name not in ("format", "parity")])
def test_manifest_with_a_field_of_a_wrong_type_is_refused(folder, name):
    wrong = "0.5" if name == "abstention" else 7
    restate(folder, **{name: wrong})
    with pytest.raises(DamagedModel, match=f"of a wrong type: {name};"):
        read_manifest(folder)


def test_oversized_manifest_is_refused_before_it_is_read(folder):
    with (folder / "manifest.json").open("ab") as file:
        file.truncate((1 << 20) + 1)
    with pytest.raises(DamagedModel, match="1,048,577 bytes; expected at most 1,048,576"):
        read_manifest(folder)


def test_oversized_file_is_refused_before_it_is_read(folder):
    size = (1 << 30) + 1
    with (folder / "weights.safetensors").open("ab") as file:
        file.truncate(size)
    files = json.loads((folder / "manifest.json").read_bytes())["files"]
    restate(folder, files=files | {"weights.safetensors": {"bytes": size, "sha256": "0" * 64}})
    with pytest.raises(DamagedModel, match=f"{size} bytes; expected {size}, and at most {1 << 30}"):
        read_model(folder)


def test_file_that_the_manifest_does_not_state_is_refused(folder):
    files = json.loads((folder / "manifest.json").read_bytes())["files"]
    restate(folder, files={name: file for name, file in files.items() if name != "vocabulary.json"})
    with pytest.raises(DamagedModel, match=r"no vocabulary\.json"):
        read_model(folder)


@pytest.mark.parametrize("entry", [None, 7, {}, {"bytes": 7}, {"sha256": "0"}, {"bytes": 7, "sha256": "0", "more": 1}])
def test_file_that_is_stated_otherwise_is_refused_when_the_manifest_is_read(folder, entry):
    restate(folder, files={"zz": entry})
    with pytest.raises(DamagedModel, match=r"manifest\.json: got zz as "):
        read_manifest(folder)


@pytest.mark.parametrize(
    "data", [{"rows": "7"}, {"rows": None}, {"rows": True}, {"groups": 5}, {"groups": None}, {"splits": ["test", 5]}]
)
def test_data_of_a_wrong_type_is_refused(folder, data):
    restate(folder, data=data)
    with pytest.raises(DamagedModel, match=r"of the data as .*; expected a (whole number|list of names)"):
        read_manifest(folder)


@pytest.mark.parametrize(
    "labels",
    [
        [5],
        [None],
        [["report"]],
        ["warning", "neutral"],
        ["neutral", "neutral"],
        ["report", "praise"],
        ["Neutral"],
        [""],
    ],
)
@pytest.mark.parametrize("name", ["classes", "rhetoric_classes"])
def test_labels_that_are_none_are_refused(folder, name, labels):
    restate(folder, **{name: labels})
    with pytest.raises(DamagedModel, match=rf"got {name} .*; expected labels in order, each once, of \w+, "):
        read_manifest(folder)


def test_no_stance_is_refused_and_no_rhetoric_is_not(folder):
    restate(folder, rhetoric_classes=[])
    assert read_manifest(folder).rhetoric_classes == []
    restate(folder, classes=[])
    with pytest.raises(DamagedModel, match="got no classes; expected some of neutral, supportive, warning"):
        read_manifest(folder)


@pytest.mark.parametrize("threshold", [float("nan"), float("inf"), True, -0.1, 1.2, 10**400])
def test_threshold_that_is_none_is_refused(folder, threshold):
    restate(folder, abstention=threshold)
    with pytest.raises(DamagedModel, match=r"got abstention .*; expected a number from 0 to 1\.1"):
        read_manifest(folder)


@pytest.mark.parametrize("threshold", [None, 0, 0.5, 1.0001])
def test_threshold_that_is_one_is_read(folder, threshold):
    restate(folder, abstention=threshold)
    assert read_manifest(folder).abstention == threshold


@pytest.mark.parametrize(("field", "value"), [("bytes", "7"), ("bytes", None), ("sha256", 7), ("sha256", None)])
def test_file_stated_in_other_types_is_refused(folder, field, value):
    files = json.loads((folder / "manifest.json").read_bytes())["files"]
    restate(folder, files=files | {"vocabulary.json": files["vocabulary.json"] | {field: value}})
    with pytest.raises(DamagedModel, match=r"got vocabulary\.json as"):
        read_model(folder)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"null", b'{"word": "loan"}', b'{"word": {"loan": 1}}', b"[" * 99_999]
)
def test_vocabulary_that_is_none_is_refused_though_its_hash_is_right(folder, data):
    replace_file(folder, "vocabulary.json", data)
    with pytest.raises(DamagedModel, match=r"do not parse|no lists of terms"):
        read_model(folder)


def with_header(header, data=b""):
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no tensors",
        with_header({"a": {"dtype": "F64", "shape": [4], "data_offsets": [0, 32]}}),
        with_header({"a": {"dtype": "BF16", "shape": [1], "data_offsets": [0, 2]}}, b"\0\0"),
        struct.pack("<Q", 1 << 60),
    ],
    ids=["empty", "not tensors", "cut off", "a number format that numpy lacks", "a header beyond the file"],
)
def test_weights_that_are_none_are_refused_though_their_hash_is_right(folder, data):
    replace_file(folder, "weights.safetensors", data)
    with pytest.raises(DamagedModel, match="do not parse"):
        read_model(folder)


def test_pickle_in_the_place_of_weights_is_refused(folder):
    # The protocol 4 pickle of an empty dictionary.
    replace_file(folder, "weights.safetensors", b"\x80\x04}\x94.")
    with pytest.raises(DamagedModel, match="do not parse"):
        read_model(folder)


def test_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DamagedModel, match=r"no manifest\.json"):
        read_model(tmp_path / "none")
