import json
import shutil

import pytest

from stance.artifacts import read_manifest
from stance.corpus.build import build

SETTINGS = ("epochs=1", "batch_size=4", 'rendering="both"', "max_tokens=16")


@pytest.fixture
def trained(run, corpus, encoder, tmp_path):
    splits = corpus / "annotations" / "splits.json"
    splits.write_text(splits.read_text().replace("test", "validation"))
    build(corpus)
    settings = [part for each in (*SETTINGS, f"encoder={json.dumps(encoder)}") for part in ("--set", each)]
    out = tmp_path / "trained" / "mine"
    result = run("train", "transformer", "--corpus", corpus, "--out", out, *settings, "--split", "train")
    assert result.err == ""
    return out


def test_a_transformer_is_trained_with_its_ties_and_leaves_no_checkpoint(trained):
    manifest = read_manifest(trained)
    assert (manifest.kind, manifest.data["splits"], manifest.data["groups"]) == ("transformer", ["train"], ["a2"])
    assert [path.name for path in trained.parent.iterdir()] == ["mine"]
    assert json.loads((trained / "report.json").read_text())["stance"]["n"] > 0


def test_export_tells_parity_and_writes_a_model_that_answers(run, trained, corpus, tmp_path):
    out = tmp_path / "exported" / "mine-v1"
    result = run("export", trained, "--out", out, "--corpus", corpus)
    assert (result.code, result.err) == (0, "")
    assert "int8 agrees with the original on" in result.out
    assert {"report.json", "README.md", "golden.jsonl"} < {path.name for path in out.iterdir()}
    golden = [json.loads(line) for line in (out / "golden.jsonl").read_text().splitlines()]
    assert len(golden) > 1
    assert all(abs(sum(row[graph]) - 1) < 1e-5 for row in golden for graph in ("int8", "fp32"))
    asked = run("classify", "--model", out, "--format", "jsonl", "--tie", "China,Japan", stdin=b"China welcomed Japan.")
    assert json.loads(asked.out)["tie"] == ["China", "Japan"]


def test_export_of_what_is_no_transformer_is_refused(fails, model, tmp_path):
    assert "error: " in fails("export", model, "--out", tmp_path / "out")


def test_cascade_joins_two_models_and_keeps_its_curve(run, fails, trained, corpus, monkeypatch):
    monkeypatch.setenv("STANCE_MODELS", str(trained.parent))
    shutil.copytree(trained, trained.parent / "twin")
    out = trained.parent / "both"
    result = run("cascade", "mine", "twin", "--out", out, "--corpus", corpus)
    assert (result.code, result.err) == (0, "")
    assert "mine answers 100% of the held-out sentences alone" in result.out
    assert len(json.loads((out / "curve.json").read_text())) == 101
    expected = "expected two models that answer by themselves. Name other models."
    line = fails("cascade", "mine", "both", "--out", out, "--corpus", corpus)
    assert line.endswith(f"got both, which is a cascade; {expected}\n")
    assert (
        json.loads(run("classify", "--model", "both", "--format", "jsonl", stdin=b"They met.").out)["text"]
        == "They met."
    )


def test_blend_joins_two_models_and_a_cascade_may_have_it(run, fails, trained, corpus, monkeypatch):
    monkeypatch.setenv("STANCE_MODELS", str(trained.parent))
    shutil.copytree(trained, trained.parent / "twin")
    out = trained.parent / "mixed"
    result = run("blend", "mine", "twin", "--out", out, "--corpus", corpus)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"{out}: mine has a weight of ")
    manifest = read_manifest(out)
    assert manifest.abstention is not None
    assert sorted(manifest.calibration) == ["method", "rhetoric", "risk", "stance"]
    held_out = "the validation split, which has no real sentence with a text"
    assert manifest.calibration["method"] == f"temperatures, on {held_out}"
    assert "python -m stance blend mine twin" in (out / "README.md").read_text()
    assert "which is a blend" in fails("blend", "mine", "mixed", "--out", out, "--corpus", corpus)
    assert run("cascade", "mine", "mixed", "--out", trained.parent / "deep", "--corpus", corpus).code == 0
    answer = json.loads(run("classify", "--model", "deep", "--format", "jsonl", stdin=b"They met.").out)
    assert answer["text"] == "They met."


def test_the_working_directory_is_a_model_folder_of_its_own_name(run, trained, corpus, tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert run("train", "majority", "--corpus", corpus, "--split", "train", "--out", ".").err == ""
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path / "there")
    assert run("export", trained, "--out", ".", "--corpus", corpus).err == ""
    assert [read_manifest(tmp_path / name).name for name in ("here", "there")] == ["here", "there"]


@pytest.mark.parametrize("drop", ["-3", "1.5", "nan"])
def test_a_loss_that_is_no_fraction_is_a_usage_error(drop, run, tmp_path):
    result = run("cascade", "one", "other", "--out", tmp_path / "out", "--drop", drop)
    assert (result.code, result.out) == (2, "")
