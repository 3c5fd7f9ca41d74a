import json

import pytest

from stance.artifacts import read_manifest
from stance.classifiers.linear import LinearClassifier
from stance.classifiers.transformer import TransformerClassifier
from stance.errors import DamagedModel
from stance.export import export
from stance.runtime.onnx import FP32, INT8, WEIGHTS

TEXTS = ["they condemn the sale", "they welcome the talks", "they attend the pact"]
STANCE = ["warning", "supportive", "neutral"]


@pytest.fixture(scope="module")
def trained(encoder, tmp_path_factory):
    fit = TransformerClassifier(encoder=encoder, epochs=2, batch_size=2).fit(
        TEXTS, STANCE, rhetoric=["demand", "praise", "report"]
    )
    folder = tmp_path_factory.mktemp("trained") / "tiny"
    fit.save(folder, data={"rows": 3})
    return folder


def test_export_states_parity_and_what_it_came_from(trained, tmp_path):
    parity = export(trained, tmp_path / "tiny-v1", texts=TEXTS)
    manifest = read_manifest(tmp_path / "tiny-v1")
    assert (manifest.name, manifest.kind, manifest.parity) == ("tiny-v1", "onnx", parity)
    assert manifest.data == {"rows": 3, "weights": read_manifest(trained).files["weights.safetensors"]["sha256"]}
    assert parity["n"] == 2
    assert 0 <= parity["fp32_gap"] < 0.05


def test_both_graphs_share_one_file_of_weights(trained, tmp_path):
    export(trained, tmp_path / "m", texts=TEXTS)
    sizes = {name: file["bytes"] for name, file in read_manifest(tmp_path / "m").files.items()}
    assert {INT8, FP32, WEIGHTS} < set(sizes)
    # The matrices, a byte a weight: two layers of 16 x (4 x 16 + 2 x 32) and the words.
    assert sizes[WEIGHTS] < 2 * 16 * 128 * 4


def test_exporting_again_gives_the_same_bytes(trained, tmp_path):
    for name in ("a", "b"):
        export(trained, tmp_path / name / "m", texts=TEXTS)
    files = [json.loads((tmp_path / name / "m" / "manifest.json").read_text())["files"] for name in ("a", "b")]
    assert files[0] == files[1]


def test_what_is_no_transformer_is_not_exported(tmp_path):
    LinearClassifier(min_df=1).fit(TEXTS, STANCE).save(tmp_path / "linear")
    with pytest.raises(DamagedModel):
        export(tmp_path / "linear", tmp_path / "out", texts=TEXTS)
