import io
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest


@pytest.fixture
def pack():
    """Write a gzipped archive of texts, in the order given."""

    def write(path: Path, members: Mapping[str, str | bytes]) -> None:
        with tarfile.open(path, "w:gz") as archive:
            for name, text in members.items():
                data = text if isinstance(text, bytes) else text.encode()
                member = tarfile.TarInfo(name)
                member.size = len(data)
                archive.addfile(member, io.BytesIO(data))

    return write


@pytest.fixture
def lay():
    """Write loose files below a folder."""

    def write(folder: Path, members: Mapping[str, str]) -> None:
        for name, text in members.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())

    return write
