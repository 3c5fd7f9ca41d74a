"""Stand-off rows: judged sentences of open sources, committed as pointer and hash; their text is restored by the user.

Hydrating runs the source's versioned extractor over the public files and keeps the sentences whose hash is right in a
cache folder outside the repository. Nothing of the text is ever written into ``annotations/``.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from stance.corpus.rows import read_rows, write_rows
from stance.corpus.sources import SOURCES
from stance.errors import BadAnnotation, CorpusError

_FIELDS = {"id", "file", "extractor", "sha256"}


@dataclass(frozen=True, slots=True)
class StandOff:
    """A pointer to a sentence: its id, the file as published, the extractor's number, the SHA-256 of the slice."""

    id: str
    file: str
    extractor: int
    sha256: str

    @property
    def source(self) -> str:
        """Name of the source."""
        return self.id.partition("/")[0]

    @property
    def document(self) -> str:
        """Id of the document."""
        return self.id.rpartition("/")[0]

    @property
    def span(self) -> tuple[int, int]:
        """Where the sentence stands in the document's text."""
        start, _, end = self.id.rpartition("/")[2].partition("-")
        return int(start), int(end)


@dataclass(frozen=True, slots=True)
class Hydrated:
    """What hydrating one source gave: how many rows were restored, and the ids of those that were not."""

    source: str
    restored: int
    missing: tuple[str, ...]
    altered: tuple[str, ...]


def digest(text: str) -> str:
    """Return the SHA-256 of a slice."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_standoff(folder: Path) -> dict[str, StandOff]:
    """Return the rows of every source by id.

    Raises
    ------
    BadAnnotation
        If a row breaks the format, names another source than its file, or stands twice.
    """
    found: dict[str, StandOff] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for line, row in read_rows(path):
            if row.keys() != _FIELDS:
                raise BadAnnotation(path, line, f"fields {sorted(row)}", f"{sorted(_FIELDS)}")
            if not isinstance(row["id"], str):
                raise BadAnnotation(path, line, f"id {row['id']!r}", "the place of a sentence")
            pointer = StandOff(**row)
            if pointer.source != path.stem or pointer.source not in SOURCES:
                raise BadAnnotation(path, line, f"id {pointer.id!r}", f"{path.stem}/<document>/<start>-<end>")
            if pointer.id in found:
                raise BadAnnotation(path, line, f"a second row {pointer.id}", "each id once")
            found[pointer.id] = pointer
    return found


def hydrate(source: str, pointers: Iterable[StandOff], files: Path, cache: Path) -> Hydrated:
    """Restore the sentences of a source from its public files into a cache folder.

    Parameters
    ----------
    source
        Name of the source.
    pointers
        Rows of any source; those of others are passed over.
    files
        Folder of the public files, packed or as published.
    cache
        Folder to write ``<source>.jsonl`` into.

    Returns
    -------
    Hydrated
        Rows whose document is missing or whose hash differs are listed and left out.

    Raises
    ------
    CorpusError
        If there is no such source, or the extractor's number is not that of a row.
    """
    if source not in SOURCES:
        raise CorpusError(f"got source {source!r}; expected one of {', '.join(SOURCES)}. Check the name.")
    wanted: dict[str, list[StandOff]] = defaultdict(list)
    for pointer in pointers:
        if pointer.source == source:
            wanted[pointer.document].append(pointer)
            if pointer.extractor != SOURCES[source].extractor:
                raise CorpusError(
                    f"got {pointer.id} of extractor {pointer.extractor}; expected {SOURCES[source].extractor}, which "
                    "this version has. Use the version of the package that the row was judged with."
                )
    texts: dict[str, str] = {}
    altered: list[str] = []
    for document in SOURCES[source].documents(files):
        for pointer in wanted.pop(document.id, []):
            start, end = pointer.span
            text = document.text[start:end]
            if digest(text) == pointer.sha256:
                texts[pointer.id] = text
            else:
                altered.append(pointer.id)
    missing = sorted(pointer.id for pointers in wanted.values() for pointer in pointers)
    write_rows(cache / f"{source}.jsonl", ({"id": key, "text": texts[key]} for key in sorted(texts)))
    return Hydrated(source, len(texts), tuple(missing), tuple(sorted(altered)))


def hydrated_texts(pointers: Iterable[StandOff], cache: Path) -> dict[str, str]:
    """Return the texts in a cache folder whose hash is that of their row, by id; none if nothing was hydrated."""
    known = {pointer.id: pointer.sha256 for pointer in pointers}
    return {
        row["id"]: row["text"]
        for path in sorted(cache.glob("*.jsonl"))
        for _, row in read_rows(path)
        if known.get(row["id"]) == digest(row["text"])
    }
