"""From a trained transformer to a folder that answers without torch: ONNX in int8 and fp32, with proof that they agree.

Both graphs take one text without padding and share one file of weights: int8 matrices with a scale for each column, and
word vectors in half precision. The int8 graph multiplies the matrices as they are, with activations quantised at run
time; the fp32 graph dequantises them first. Before that, the spread of activations is moved into the weights.

References
----------
Xiao, G., Lin, J., Seznec, M., Wu, H., Demouth, J. and Han, S. (2023). SmoothQuant: accurate and efficient post-training
quantization for large language models. ICML.
"""

import copy
import logging
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from stance.artifacts import library_versions, write_files
from stance.classifiers._inputs import rendered, tokens
from stance.classifiers.transformer import TransformerClassifier
from stance.errors import MissingExtra
from stance.protocols import Input
from stance.runtime.onnx import FP32, INPUT, INT8, OUTPUT, TOKENIZER, WEIGHTS, OnnxClassifier

_OPSET = 17
_ALPHA = 0.85
"""How much of the spread of activations moves into the weights. Chosen on the validation split."""

_CALIBRATION = 5
"""Every fifth text measures activations; parity is told on the others."""

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
        contents = _graphs(classifier, texts[::_CALIBRATION], Path(folder))
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
    others = [text for place, text in enumerate(texts) if place % _CALIBRATION]
    parity = _parity(classifier, out, others or texts)
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


def _graphs(classifier: TransformerClassifier, texts: Sequence[Input], folder: Path) -> dict[str, bytes]:
    """Return both graphs and their weights as bytes."""
    try:
        import onnx  # noqa: PLC0415
        from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtra("onnx", "train") from error
    traced, quantised = folder / "traced.onnx", folder / "quantised.onnx"
    with _quiet():
        _trace(_smoothed(classifier, texts), len(classifier.rhetoric_classes_), traced)
        quantize_dynamic(
            traced, quantised, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"], per_channel=True
        )
    int8 = onnx.load(quantised)
    fp32 = _dequantising(onnx.load(traced), int8)
    for graph in (int8, fp32):
        _halve_tables(graph)
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


def _smoothed(classifier: TransformerClassifier, texts: Sequence[Input]) -> Any:  # noqa: ANN401
    """Return a copy of the network whose matrices see inputs of like size in every channel, and answer the same."""
    import torch  # noqa: PLC0415

    class Smoothed(torch.nn.Module):
        """A linear layer whose inputs are divided and whose weights are multiplied, channel by channel."""

        def __init__(self, layer: torch.nn.Linear, scale: torch.Tensor) -> None:
            super().__init__()
            self.layer = layer
            self.register_buffer("inverse", 1 / scale)
            layer.weight.data *= scale

        def forward(self, inputs: torch.Tensor) -> torch.Tensor:
            outputs: torch.Tensor = self.layer(inputs * self.get_buffer("inverse"))
            return outputs

    network = copy.deepcopy(classifier._network)  # noqa: SLF001
    layers = {name: each for name, each in network.encoder.named_modules() if isinstance(each, torch.nn.Linear)}
    rows = tokens(classifier._tokenizer, rendered(texts, classifier.kind, classifier.rendering))  # noqa: SLF001
    for name, inputs in _largest_inputs(network, layers, rows).items():
        weights = layers[name].weight.detach().abs().amax(dim=0).clamp(min=1e-5)
        scale = inputs.clone().clamp(min=1e-5) ** _ALPHA / weights ** (1 - _ALPHA)
        network.encoder.set_submodule(name, Smoothed(layers[name], scale / scale.mean()))
    return network


def _largest_inputs(network: Any, layers: dict[str, Any], rows: list[list[int]]) -> dict[str, Any]:  # noqa: ANN401
    """Return the largest size of each channel of what goes into each layer; layers that see nothing are left out."""
    import torch  # noqa: PLC0415

    largest: dict[str, torch.Tensor] = {}

    def watch(name: str) -> Callable[[Any, Any], None]:
        def note(_layer: Any, inputs: Any) -> None:  # noqa: ANN401
            found = inputs[0].abs().flatten(0, -2).amax(dim=0)
            largest[name] = torch.maximum(largest.get(name, found), found)

        return note

    hooks = [layer.register_forward_pre_hook(watch(name)) for name, layer in layers.items()]
    with torch.inference_mode():
        for row in rows:
            network(torch.tensor([row]), torch.ones((1, len(row)), dtype=torch.long))
    for hook in hooks:
        hook.remove()
    return largest


def _trace(network: Any, rhetoric: int, path: Path) -> None:  # noqa: ANN401
    import torch  # noqa: PLC0415

    class OneText(torch.nn.Module):
        """The network on a single text, which needs no mask: both outputs side by side."""

        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
            stance, acts = self.network(input_ids, torch.ones_like(input_ids))
            return torch.cat([stance, acts[:, :rhetoric]], dim=1)

    one = OneText().eval()
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


def _halve_tables(model: Any) -> None:  # noqa: ANN401
    """Store what rows are looked up in with half precision; what was looked up is widened."""
    from onnx import TensorProto, helper, numpy_helper  # noqa: PLC0415

    tables = {tensor.name: tensor for tensor in model.graph.initializer if tensor.data_type == TensorProto.FLOAT}
    nodes = []
    for node in model.graph.node:
        nodes.append(node)
        if node.op_type == "Gather" and node.input[0] in tables:
            wide = node.output[0]
            node.output[0] = f"{wide}_half"
            nodes.append(helper.make_node("Cast", [node.output[0]], [wide], to=TensorProto.FLOAT))
            table = tables[node.input[0]]
            if table.data_type == TensorProto.FLOAT:
                table.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(table).astype(np.float16), table.name))
    del model.graph.node[:]
    model.graph.node.extend(nodes)


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
