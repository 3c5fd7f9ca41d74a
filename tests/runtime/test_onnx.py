import json
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.api.models import load_model
from stance.artifacts import read_manifest, write_files
from stance.classifiers.transformer import TransformerClassifier
from stance.errors import DamagedModel, UnusableText, UnusableTie
from stance.protocols import Predictor
from stance.runtime import onnx
from stance.runtime.onnx import OnnxClassifier, has_int8_instructions

TEXTS = ["they condemn the sale", "they welcome the talks but attend", "", "the pact", "they " * 90, "China and Japan"]


@pytest.fixture(scope="module", params=[True, False], ids=["int8", "fp32"])
def model(request, exported):
    return OnnxClassifier(exported, int8=request.param)


def test_both_graphs_keep_to_the_original(model, trained):
    original = TransformerClassifier.load(trained)
    for found, wanted in zip(model.answer(TEXTS), original.answer(TEXTS), strict=True):
        np.testing.assert_allclose(found, wanted, atol=0.05)


def test_the_fp32_graph_is_the_int8_weights_dequantised(exported, trained):
    full = OnnxClassifier(exported, int8=False)
    quantised = OnnxClassifier(exported, int8=True)
    original = TransformerClassifier.load(trained).predict_proba(TEXTS)
    gaps = [np.abs(each.predict_proba(TEXTS) - original).max() for each in (full, quantised)]
    assert 0 < gaps[0] <= gaps[1]


def test_it_is_a_predictor_with_the_labels_of_its_manifest(model):
    assert isinstance(model, Predictor)
    assert model.classes_.tolist() == ["neutral", "supportive", "warning"]
    assert model.rhetoric_classes_.tolist() == ["criticise", "praise", "report"]


@settings(deadline=None, max_examples=25)
@given(order=st.permutations(range(len(TEXTS))), taken=st.integers(1, len(TEXTS)))
def test_no_answer_depends_on_neighbours_order_or_number(model, order, taken):
    alone = np.vstack([model.predict_proba([text]) for text in TEXTS])
    together = model.predict_proba([TEXTS[place] for place in order[:taken]])
    assert (together == alone[order[:taken]]).all()


def test_no_answer_depends_on_the_number_of_threads(exported, model):
    found = [
        OnnxClassifier(exported, int8=model.int8, workers=workers).predict_proba(TEXTS * 5) for workers in (1, 2, 7)
    ]
    assert all((each == found[0]).all() for each in found)


def test_a_tie_is_answered_by_code_or_name_in_either_order(model):
    asked = [("China and Japan talks", tie) for tie in (("CHN", "JPN"), ("Japan", "China"), ("JPN", "China"))]
    found = model.predict_proba(asked)
    assert (found == found[0]).all()


def test_no_texts_give_no_rows(model):
    stance, rhetoric = model.answer([])
    assert (stance.shape, rhetoric.shape) == ((0, 3), (0, 3))


@pytest.mark.parametrize(
    ("asked", "error"),
    [("a lone text", TypeError), (["a\0b"], UnusableText), ([("talks", ("Atlantis", "USA"))], UnusableTie)],
)
def test_what_cannot_be_answered_is_refused(model, asked, error):
    with pytest.raises(error):
        model.predict(asked)


def test_int8_is_used_only_where_the_processor_has_the_instructions(exported, monkeypatch):
    for found in (True, False):
        monkeypatch.setattr(onnx, "has_int8_instructions", lambda found=found: found)
        assert OnnxClassifier(exported).int8 is found


def test_int8_is_not_used_where_parity_failed(exported, monkeypatch):
    monkeypatch.setattr(onnx, "has_int8_instructions", lambda: True)
    monkeypatch.setattr(onnx, "AGREEMENT", 1.1)
    assert not OnnxClassifier(exported).int8


@pytest.mark.parametrize(
    ("line", "has"),
    [
        ("flags\t\t: fpu sse avx512_vnni", True),
        ("Features\t: fp asimd asimddp", True),
        ("flags\t\t: fpu avx2", False),
        ("model name\t: avx512_vnni", False),
    ],
)
def test_instructions_are_read_from_what_the_system_tells(tmp_path, monkeypatch, line, has):
    monkeypatch.setattr(sys, "platform", "linux")
    (tmp_path / "cpuinfo").write_text(f"processor\t: 0\n{line}\n")
    assert has_int8_instructions(tmp_path / "cpuinfo") is has


@pytest.mark.parametrize(("machine", "has"), [("arm64", True), ("x86_64", False)])
def test_instructions_of_a_mac_go_by_its_processor(monkeypatch, machine, has):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(onnx.platform, "machine", lambda: machine)
    assert has_int8_instructions() is has


def test_instructions_that_nobody_tells_of_are_not_there(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert not has_int8_instructions(tmp_path / "none")


@pytest.mark.parametrize("name", [onnx.INT8, onnx.WEIGHTS, onnx.TOKENIZER])
def test_a_file_that_was_altered_is_refused(exported, tmp_path, name):
    folder = tmp_path / "m"
    folder.mkdir()
    for path in exported.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(bytes(data))
    with pytest.raises(DamagedModel, match="SHA-256"):
        OnnxClassifier(folder)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"parity": {"agreement": "x"}}, "got agreement 'x'; expected a number from 0 to 1"),
        ({"parity": {"agreement": float("nan")}}, "got agreement nan"),
        (
            {"calibration": {"stance": 1.0, "rhetoric": None}},
            "got rhetoric in calibration None; expected a number from",
        ),
        ({"calibration": {"stance": float("nan"), "rhetoric": 1.0}}, "got stance in calibration nan"),
        ({"rhetoric_classes": ["report"]}, "got 4 labels for an output of 6 columns; expected a label for each column"),
        ({"classes": ["warning", "neutral", "supportive"]}, "expected labels in order"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(changes, told, exported, tmp_path):
    folder = tmp_path / "m"
    folder.mkdir()
    for path in exported.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    stated = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(stated | changes))
    with pytest.raises(DamagedModel, match=told):
        OnnxClassifier(folder)


def test_files_that_are_no_model_are_refused(exported, tmp_path):
    contents = dict.fromkeys((onnx.INT8, onnx.FP32, onnx.WEIGHTS, onnx.TOKENIZER), b"{}")
    write_files(tmp_path / "m", read_manifest(exported), contents)
    with pytest.raises(DamagedModel, match="do not fit"):
        OnnxClassifier(tmp_path / "m")


def test_load_model_reads_what_was_exported_and_what_was_trained(exported, trained):
    assert load_model(exported).manifest.parity["n"] == 7
    assert load_model(trained).manifest.kind == "transformer"


def test_answering_loads_no_training_library(exported, root):
    code = (
        "import sys, stance; from pathlib import Path; "
        f"stance.classify('they condemn the sale', model=Path({str(exported)!r})); "
        "print(sorted({'torch', 'transformers', 'sklearn', 'scipy', 'datasets', 'onnx'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert found.stdout.strip() == "[]"
