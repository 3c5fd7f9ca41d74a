"""A model folder: manifest, tensors, documents. Written whole or not at all; verified before anything is read.

Layout: ``manifest.json`` names each other file with its size and SHA-256. In a model of n-grams ``weights.safetensors``
holds the tensors, ``vocabulary.json`` what is not a number. Reports and cards lie beside them and are not part of the
model. No pickle.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
import safetensors
from numpy.typing import NDArray
from safetensors.numpy import load as load_tensors
from safetensors.numpy import save as save_tensors

from stance.errors import DamagedModel, NewerFormat, NotAModelFolder, UnreadableFile
from stance.files import read_bytes, write_text
from stance.manifests import COLDEST, HOTTEST, OPTIONAL, check_fields, number

FORMAT = 1
"""Number of the layout described above. It grows by one when an older reader could no longer read the folder."""

HEADS = ("stance", "rhetoric")
"""The two outputs of a model: keys of its calibration, parts of its tensors' names."""

MANIFEST = "manifest.json"
WEIGHTS = "weights.safetensors"
VOCABULARY = "vocabulary.json"
_LARGEST_MANIFEST = 1 << 20
_LARGEST_FILE = 1 << 30
_ANSWERING = ("kind", "params", "classes", "rhetoric_classes", "calibration", "files")
"""The fields that the probabilities depend on."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a model is: everything about it but its weights.

    Attributes
    ----------
    name, kind
        Name of the model and of the classifier that made it.
    params
        The classifier's constructor arguments.
    classes, rhetoric_classes
        Labels, in the order of the probability columns.
    calibration
        Method and fitted values, for each output.
    abstention
        Threshold on the top probability below which the model abstains; None for never.
    data
        What it was trained on: fingerprint, rows, groups.
    versions
        Of this package and of the libraries that fitted it.
    files
        Name to ``{"bytes", "sha256"}``.
    format
        Number of the layout.
    parity
        Of an exported model, how well it keeps to the original; empty, and not written, for others.
    """

    name: str
    kind: str
    params: dict[str, Any]
    classes: list[str]
    rhetoric_classes: list[str]
    calibration: dict[str, Any]
    abstention: float | None
    data: dict[str, Any]
    versions: dict[str, str]
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    format: int = FORMAT
    parity: dict[str, float] = field(default_factory=dict)

    def digest(self) -> str:
        """Return the SHA-256 over what the probabilities depend on.

        That is the kind, the params, the labels, the calibration, the files by their hashes and, of what is made of
        models, the digests of these; not the name, nor what else is told of the data and versions.
        """
        stated = {name: getattr(self, name) for name in _ANSWERING} | {"digests": self.data.get("digests")}
        return hashlib.sha256(json.dumps(stated, sort_keys=True).encode()).hexdigest()

    def temperatures(self) -> list[float]:
        """Return what the scores of both outputs are divided by, or raise `DamagedModel` if it is none."""
        return [
            number(self.name, f"{head} in calibration", self.calibration.get(head), least=COLDEST, most=HOTTEST)
            for head in HEADS
        ]


@dataclass(frozen=True, slots=True)
class StoredModel:
    """A verified model folder in memory."""

    manifest: Manifest
    tensors: dict[str, NDArray[np.float64]]
    vocabulary: dict[str, list[str]]


def library_versions(*distributions: str) -> dict[str, str]:
    """Return the installed version of each distribution, this package first."""
    found = {}
    for name in ("stance-ties", *distributions):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def write_model(
    folder: Path,
    manifest: Manifest,
    tensors: Mapping[str, NDArray[np.float64]],
    vocabulary: Mapping[str, list[str]],
) -> None:
    """Write the folder of a model of n-grams: tensors and vocabulary, as `write_files` does."""
    contents = {
        # safetensors writes the memory behind an array, whatever its strides say.
        WEIGHTS: save_tensors({name: np.asarray(tensor, order="C") for name, tensor in tensors.items()}),
        VOCABULARY: json.dumps(vocabulary, ensure_ascii=False, indent=0).encode() + b"\n",
    }
    write_files(folder, manifest, contents)


def write_files(folder: Path, manifest: Manifest, contents: Mapping[str, bytes]) -> None:
    """Write a model folder. An existing one keeps its other files, and is put back if it cannot be replaced.

    Parameters
    ----------
    folder
        Where to.
    manifest
        What the model is; its `files` are filled in here.
    contents
        Name of each file to its bytes.

    Raises
    ------
    ValueError
        If a file is larger than the readers take.
    NotAModelFolder
        If the folder holds something else.
    UnreadableFile
        If it cannot be written.
    """
    for name, data in contents.items():
        if len(data) > _LARGEST_FILE:
            raise ValueError(f"got {len(data):,} bytes in {name}, expected at most {_LARGEST_FILE:,}")
    files = {name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in contents.items()}
    stated = asdict(manifest) | {"files": files}
    stated = {name: value for name, value in stated.items() if value or name not in OPTIONAL}
    text = json.dumps(stated, ensure_ascii=False, indent=2, sort_keys=True, default=_plain)
    stated_bytes = text.encode() + b"\n"
    try:
        # Of a link, what it leads to is replaced.
        _replace_folder(Path(os.path.realpath(folder)), {**contents, MANIFEST: stated_bytes})
    except OSError as error:
        raise UnreadableFile(folder, error.strerror or str(error)) from error


def _plain(value: object) -> object:
    """Return a number of numpy's, as a search over a range sets it, as one of Python's."""
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"got {value!r:.80} of type {type(value).__name__} in a manifest, expected what JSON has")


def _replace_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / MANIFEST).exists():
        raise NotAModelFolder(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        fresh.chmod(0o755)
        if folder.exists():
            shutil.copytree(folder, fresh, dirs_exist_ok=True)
        for name, data in contents.items():
            (fresh / name).write_bytes(data)
        if folder.exists():
            aside = fresh.with_name(f"{fresh.name}.old")
            folder.rename(aside)
            try:
                fresh.rename(folder)
            except OSError:
                aside.rename(folder)
                raise
            shutil.rmtree(aside)
        else:
            fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def read_manifest(folder: Path) -> Manifest:
    """Read and check a manifest.

    Raises
    ------
    DamagedModel
        If there is no manifest, or it is not one.
    NewerFormat
        If a later version of this package wrote it.
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise DamagedModel(folder, f"no {MANIFEST}", "a model folder")
    if path.stat().st_size > _LARGEST_MANIFEST:
        raise DamagedModel(path, f"{path.stat().st_size:,} bytes", f"at most {_LARGEST_MANIFEST:,}")
    try:
        stated = json.loads(read_bytes(path))
    except (ValueError, RecursionError) as error:
        raise DamagedModel(path, f"no JSON ({error})", "a manifest in JSON") from error
    if not isinstance(stated, dict) or type(stated.get("format")) is not int or stated["format"] < 1:
        raise DamagedModel(path, "no format number", "a manifest with one")
    if stated["format"] > FORMAT:
        raise NewerFormat(path, stated["format"], FORMAT)
    check_fields(path, stated)
    return Manifest(**stated)


def read_model(folder: Path) -> StoredModel:
    """Read a model folder, verifying each file's size and SHA-256 before it is parsed.

    Raises
    ------
    DamagedModel
        If a file is missing, too large, altered, or does not parse.
    NewerFormat
        If a later version of this package wrote it.
    """
    manifest, contents = read_files(folder, WEIGHTS, VOCABULARY)
    try:
        tensors, terms = load_tensors(contents[WEIGHTS]), json.loads(contents[VOCABULARY])
    except (ValueError, KeyError, RecursionError, safetensors.SafetensorError) as error:
        # KeyError: a number format that numpy does not have.
        raise DamagedModel(folder, f"files that do not parse ({error})", "safetensors and JSON") from error
    if not isinstance(terms, dict) or not all(isinstance(each, list) for each in terms.values()):
        raise DamagedModel(folder / VOCABULARY, "no lists of terms", "one for each kind of term")
    return StoredModel(manifest, tensors, terms)


def read_files(folder: Path, *names: str) -> tuple[Manifest, dict[str, bytes]]:
    """Return the manifest and the files named, each verified against it.

    Raises
    ------
    DamagedModel
        If a file is missing, too large, or altered.
    NewerFormat
        If a later version of this package wrote it.
    """
    manifest = read_manifest(folder)
    return manifest, {name: _verified(folder, name, manifest) for name in names}


def _verified(folder: Path, name: str, manifest: Manifest) -> bytes:
    path = folder / name
    stated = manifest.files.get(name)
    if stated is None or not path.is_file():
        raise DamagedModel(folder, f"no {name}", f"{name}, and its size and SHA-256 in the manifest")
    size = path.stat().st_size
    if size > _LARGEST_FILE or size != stated["bytes"]:
        raise DamagedModel(path, f"{size} bytes", f"{stated['bytes']!r:.80}, and at most {_LARGEST_FILE}")
    data = read_bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    if digest != stated["sha256"]:
        raise DamagedModel(path, f"SHA-256 {digest}", f"{stated['sha256']!r:.80}")
    return data


def write_beside(folder: Path, name: str, text: str) -> None:
    """Write a report or card into a model folder, whole or not at all."""
    write_text(folder / name, text)
