"""An exported transformer, answering with onnxruntime, tokenizers and numpy: no torch.

Every text is a call of its own, without padding, on one thread: a text's probabilities depend neither on its neighbours
nor on their order, nor on the number of threads. That holds to the last bit in int8 too, whose activation scales would
otherwise be those of the batch. Worker threads, one for each core of the process's affinity, take texts side by side.
"""

import platform
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from stance.artifacts import read_files
from stance.errors import DamagedModel
from stance.manifests import number
from stance.protocols import BothAtOnce, Input
from stance.runtime.model import Probabilities, calibrated, check_inputs, cores
from stance.text.about import toward_another
from stance.text.render import render

INT8, FP32, WEIGHTS, TOKENIZER = "int8.onnx", "fp32.onnx", "weights.bin", "tokenizer.json"
"""Files of the folder: two graphs, the weights that they share, the tokenizer. The second dequantises as it loads."""

INPUT, OUTPUT = "input_ids", "logits"
"""Names in the graphs: token ids of shape ``(1, n_tokens)``; scores of both outputs side by side, ``(1, 12)``."""

AGREEMENT = 0.99
"""Least fraction of labels on which int8 must have agreed with fp32 at export to be used at all."""

_FLAGS = {"avx512_vnni", "avx_vnni", "amx_int8", "asimddp", "i8mm"}
"""Instructions with which products of int8 neither saturate nor crawl (onnxruntime#6004, #14642)."""

_FEW = 4
"""Texts below which worker threads cost more than they save."""


class OnnxClassifier(BothAtOnce):
    """An exported transformer.

    Parameters
    ----------
    folder
        A model folder that `stance.export` wrote.
    int8
        Whether to use the int8 graph; None for where the processor has the instructions and parity was proven.
    workers
        Threads; None for one for each core that the process may use.

    Attributes
    ----------
    manifest : Manifest
        What the model is.
    int8 : bool
        Which graph answers.
    takes_ties : bool
        Whether it can be asked about a tie.
    classes_, rhetoric_classes_ : ndarray of str
        Labels, sorted: the order of the probability columns.

    Raises
    ------
    DamagedModel, NewerFormat
        If the folder cannot be trusted or read.
    """

    def __init__(self, folder: Path, *, int8: bool | None = None, workers: int | None = None) -> None:
        self.manifest, contents = read_files(folder, INT8, FP32, WEIGHTS, TOKENIZER)
        self._temperatures = self.manifest.temperatures()
        agreement = number(self.manifest.name, "agreement", self.manifest.parity.get("agreement", 0.0), least=0, most=1)
        proven = agreement >= AGREEMENT
        self.int8 = proven and has_int8_instructions() if int8 is None else int8
        self.classes_: NDArray[np.str_] = np.asarray(self.manifest.classes, dtype=np.str_)
        self.rhetoric_classes_: NDArray[np.str_] = np.asarray(self.manifest.rhetoric_classes, dtype=np.str_)
        self._workers = workers or cores()
        try:
            self._rendering = str(self.manifest.params["rendering"])
            self.takes_ties = self._rendering != "plain"
            self._tokenizer = Tokenizer.from_str(contents[TOKENIZER].decode())
            self._session = _session(folder / (INT8 if self.int8 else FP32))
            width = self._session.get_outputs()[0].shape[-1]
        except Exception as error:
            # Both libraries raise bare exceptions of their own for a file that they cannot use.
            raise DamagedModel(
                folder, f"files that do not fit together ({error})", "an exported transformer"
            ) from error
        stated = len(self.classes_) + len(self.rhetoric_classes_)
        if width != stated:
            raise DamagedModel(folder, f"{stated} labels for an output of {width} columns", "a label for each column")

    def answer(self, X: Sequence[Input]) -> tuple[Probabilities, Probabilities]:
        """Return stance and rhetoric probabilities in one pass over the texts.

        Parameters
        ----------
        X
            Texts, or texts and ties, ``n`` of them.

        Returns
        -------
        stance : ndarray of shape (n, n_classes)
            Rows sum to 1.
        rhetoric : ndarray of shape (n, n_rhetoric)
            Rows sum to 1.

        Raises
        ------
        TypeError
            If `X` is not a list of texts.
        UnusableText, UnusableTie, TieNotSupported
            If a text cannot be read, or a tie not be asked about.
        """
        check_inputs(X)
        logits = self.logits([render(item, self.manifest.name, self._rendering) for item in X])
        stance, rhetoric = calibrated(logits, len(self.classes_), self._temperatures)
        toward_another(stance, X, self.classes_)
        return stance, rhetoric

    def logits(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return the scores of both outputs for rendered texts, shape ``(n, n_classes + n_rhetoric)``."""
        rows = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        if len(rows) < _FEW or self._workers == 1:
            found = [self._run(row) for row in rows]
        else:
            with ThreadPoolExecutor(self._workers) as pool:
                found = list(pool.map(self._run, rows))
        width = len(self.classes_) + len(self.rhetoric_classes_)
        return np.asarray(found, dtype=np.float64).reshape(len(rows), width)

    def _run(self, tokens: list[int]) -> NDArray[np.float32]:
        scores: NDArray[np.float32] = self._session.run([OUTPUT], {INPUT: np.asarray([tokens], dtype=np.int64)})[0][0]
        return scores


def has_int8_instructions(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """Tell whether the processor multiplies int8 exactly and fast; false where that is not known."""
    if sys.platform == "darwin":
        return platform.machine() == "arm64"
    if not cpuinfo.is_file():
        return False
    lines = cpuinfo.read_text("utf-8", "replace").splitlines()
    flags = next((line for line in lines if line.startswith(("flags", "Features"))), "")
    return bool(_FLAGS & set(flags.split()))


def _session(graph: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
