"""From a trained transformer to a folder that answers without torch: ONNX in int8 and fp32, with proof that they agree.

Both graphs take one text without padding and share one file of weights: int8 matrices with a scale for each column. The
int8 graph multiplies them as they are, with activations quantised at run time; the fp32 graph dequantises them first.
"""

import logging
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from stance.artifacts import library_versions, write_files
from stance.classifiers.transformer import TransformerClassifier
from stance.errors import MissingExtra
from stance.protocols import Input
from stance.runtime.onnx import FP32, INPUT, INT8, OUTPUT, TOKENIZER, WEIGHTS, OnnxClassifier

_OPSET = 17
_LARGE = 1024
"""Bytes above which a tensor moves into the file of weights."""


def export(source: Path, out: Path, *, texts: Sequence[Input]) -> dict[str, float]:
    """Write the folder of an exported model, and return how well it keeps to the original.

    Parameters
    ----------
    source
        Folder that `TransformerClassifier.save` wrote.
    out
        Folder to write; its name becomes the model's.
    texts
        What parity is measured on.

    Returns
    -------
    dict
        ``n`` texts; ``agreement``, the fraction of stance labels that int8 and the original share; ``gap``, the largest
        difference of a probability between them; ``fp32_gap``, the same for the fp32 graph.

    Raises
    ------
    MissingExtra
        If torch, transformers or onnx is not installed.
    DamagedModel
        If the source is not a model folder.
    """
    classifier = TransformerClassifier.load(source)
    with tempfile.TemporaryDirectory() as folder:
        contents = _graphs(classifier, Path(folder))
    contents[TOKENIZER] = classifier._tokenizer.to_str().encode()  # noqa: SLF001
    manifest = replace(
        classifier.manifest,
        name=out.name,
        kind="onnx",
        versions=library_versions("numpy", "torch", "transformers", "tokenizers", "onnx", "onnxruntime"),
        data={**classifier.manifest.data, "weights": classifier.manifest.files["weights.safetensors"]["sha256"]},
        parity={},
    )
    write_files(out, manifest, contents)
    parity = _parity(classifier, out, texts)
    write_files(out, replace(manifest, parity=parity), contents)
    return parity


def _parity(classifier: TransformerClassifier, out: Path, texts: Sequence[Input]) -> dict[str, float]:
    original = classifier.predict_proba(texts)
    quantised, full = (OnnxClassifier(out, int8=int8).predict_proba(texts) for int8 in (True, False))
    return {
        "n": len(texts),
        "agreement": float((original.argmax(axis=1) == quantised.argmax(axis=1)).mean()),
        "gap": float(np.abs(original - quantised).max()),
        "fp32_gap": float(np.abs(original - full).max()),
    }


def _graphs(classifier: TransformerClassifier, folder: Path) -> dict[str, bytes]:
    """Return both graphs and their weights as bytes."""
    try:
        import onnx  # noqa: PLC0415
        from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtra("onnx", "train") from error
    traced, quantised = folder / "traced.onnx", folder / "quantised.onnx"
    with _quiet():
        _trace(classifier, traced)
        quantize_dynamic(
            traced,
            quantised,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
        )
    int8 = onnx.load(quantised)
    fp32 = _dequantising(onnx.load(traced), int8)
    weights = _moved_out([int8, fp32])
    return {INT8: int8.SerializeToString(), FP32: fp32.SerializeToString(), WEIGHTS: weights}


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence what both libraries say of choices made on purpose.

    The tracing exporter is deprecated, but what its successor writes `quantize_dynamic` cannot read; and the quantiser
    advises a preparation that is for convolutions.
    """
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)


def _trace(classifier: TransformerClassifier, path: Path) -> None:
    import torch  # noqa: PLC0415

    class OneText(torch.nn.Module):
        """The network on a single text, which needs no mask: both outputs side by side."""

        def __init__(self, network: torch.nn.Module, rhetoric: int) -> None:
            super().__init__()
            self.network, self.rhetoric = network, rhetoric

        def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
            stance, rhetoric = self.network(input_ids, torch.ones_like(input_ids))
            return torch.cat([stance, rhetoric[:, : self.rhetoric]], dim=1)

    network = classifier._network  # noqa: SLF001
    one = OneText(network, len(classifier.rhetoric_classes_)).eval()
    example = torch.ones((1, 8), dtype=torch.long)
    torch.onnx.export(
        one,
        (example,),
        path,
        dynamo=False,
        opset_version=_OPSET,
        input_names=[INPUT],
        output_names=[OUTPUT],
        dynamic_axes={INPUT: {1: "tokens"}},
    )
    # The export can leave a module in training mode.
    network.eval()


def _dequantising(traced: Any, quantised: Any) -> Any:  # noqa: ANN401
    """Return the traced graph with each matrix that was quantised made from its int8 form as the graph loads."""
    from onnx import helper  # noqa: PLC0415

    stored = {tensor.name: tensor for tensor in quantised.graph.initializer}
    nodes, kept = [], []
    for tensor in traced.graph.initializer:
        parts = [f"{tensor.name}_{part}" for part in ("quantized", "scale", "zero_point")]
        if parts[0] not in stored:
            kept.append(tensor)
            continue
        node = helper.make_node("DequantizeLinear", parts, [tensor.name])
        if stored[parts[1]].dims:
            node.attribute.append(helper.make_attribute("axis", len(tensor.dims) - 1))
        nodes.append(node)
        kept += [stored[part] for part in parts]
    del traced.graph.initializer[:]
    traced.graph.initializer.extend(kept)
    everything = [*nodes, *traced.graph.node]
    del traced.graph.node[:]
    traced.graph.node.extend(everything)
    return traced


def _moved_out(graphs: Sequence[Any]) -> bytes:
    """Move the large tensors of all graphs into one string of bytes, each of them once; return the string."""
    from onnx import numpy_helper  # noqa: PLC0415
    from onnx.external_data_helper import set_external_data  # noqa: PLC0415

    places: dict[bytes, int] = {}
    weights = bytearray()
    for graph in graphs:
        for tensor in graph.graph.initializer:
            data = numpy_helper.to_array(tensor).tobytes()
            if len(data) < _LARGE:
                continue
            if data not in places:
                weights += bytes(-len(weights) % 64)
                places[data] = len(weights)
                weights += data
            tensor.raw_data = data
            set_external_data(tensor, WEIGHTS, offset=places[data], length=len(data))
            tensor.ClearField("raw_data")
    return bytes(weights)
