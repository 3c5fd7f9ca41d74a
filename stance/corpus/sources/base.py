"""What a source is: where its files lie, packed or as published, and the extractor that turns them into documents.

A stand-off judgement holds only as long as its extractor gives the same text. A change to any text, however small,
takes a new extractor number.
"""

import re
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from stance.errors import BadRow, MissingFile, UnreadableFile, UnusableText
from stance.text.usable import LONGEST_ARTICLE, check_text

LARGEST_FILE = 32 * 1024 * 1024
"""Most bytes of one file of a source."""

LARGEST_ARCHIVE = 1024 * 1024 * 1024
"""Most bytes of all the files that are read from one archive."""

_ID = re.compile(r"[^\s/]+/[^\s/]+")


@dataclass(frozen=True, slots=True)
class Document:
    r"""A text of an open source, as its extractor gives it.

    Attributes
    ----------
    id
        ``source/name``, without spaces and with one slash.
    text
        Paragraphs joined by ``\n``; no other line breaks, no spaces at the ends of a line, none doubled.
    title, date
        Headline and ISO 8601 date (of a speech, the year); None where not known.
    file
        Where it lies in the source as published.
    """

    id: str
    text: str
    title: str | None
    date: str | None
    file: str


@dataclass(frozen=True, slots=True)
class File:
    """A file of a source: where it lies as published, and its bytes."""

    path: str
    data: bytes

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return PurePosixPath(self.path).stem


@dataclass(frozen=True, slots=True)
class Source:
    """An open source and how it is read.

    Attributes
    ----------
    name
        First part of the ids of its documents.
    archive
        Name of the packed file; None for a source that is not packed.
    member
        What the end of a file's path looks like; its group is the part that all layouts share.
    home
        Folder of the source as published, which that part lies in.
    extract
        The files, sorted by stem -> the documents, sorted by id.
    extractor
        Number of the version of `extract`.
    """

    name: str
    archive: str | None
    member: re.Pattern[str]
    home: str
    extract: Callable[[Iterable[File]], Iterator[Document]]
    extractor: int = 1

    def documents(self, folder: Path) -> Iterator[Document]:
        """Yield the documents that have a text, sorted by id, the same for every layout.

        Parameters
        ----------
        folder
            The folder of the packed files, or of the source as published, or of the texts alone.

        Raises
        ------
        MissingFile, UnreadableFile
            If the folder holds no file of this source, or one that is damaged.
        BadRow, UnusableText
            If a file does not hold what it must.
        """
        last = ""
        for document in self.extract(self._files(folder)):
            if not _ID.fullmatch(document.id) or document.id <= last:
                raise BadRow(f"the document id {document.id!r} after {last!r}", "ids without spaces, each one once")
            check_text(document.text, LONGEST_ARTICLE)
            last = document.id
            if document.text:
                yield document

    def _files(self, folder: Path) -> Iterator[File]:
        packed = folder / self.archive if self.archive else None
        if packed is not None and packed.is_file():
            yield from sorted(self._unpacked(packed), key=lambda file: file.stem)
            return
        found = sorted(self._loose(folder), key=lambda place: PurePosixPath(place[0]).stem)
        if not found:
            raise MissingFile(packed or folder / f"{self.name}*")
        for path, place in found:
            yield File(path, _read(place))

    def _place(self, path: str) -> str | None:
        """Return where a file of this source lies as published, or None if it is none of its files."""
        match = self.member.search(path)
        return None if match is None else f"{self.home}/{match[1]}"

    def _loose(self, folder: Path) -> Iterator[tuple[str, Path]]:
        if not folder.is_dir():
            raise MissingFile(folder)
        # The folder's own name counts: the texts may lie in it directly.
        above = PurePosixPath(folder.resolve().name)
        for place in folder.rglob("*"):
            path = self._place(str(above / place.relative_to(folder).as_posix()))
            if path is not None and place.is_file():
                yield path, place

    def _unpacked(self, packed: Path) -> Iterator[File]:
        total = 0
        try:
            with tarfile.open(packed, "r|gz") as archive:
                for member in archive:
                    path = self._place(member.name)
                    if path is None or not member.isfile():
                        continue
                    total += member.size
                    _check_size(member.name, member.size, total)
                    stream = archive.extractfile(member)
                    yield File(path, stream.read() if stream else b"")
        except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
            raise UnreadableFile(packed, f"a damaged archive: {error}") from error


def decoded(file: File) -> str:
    """Return the text of a file, or raise the error that names it."""
    try:
        return file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        got = f"byte 0x{file.data[error.start]:02x} at offset {error.start:,} of {file.path!r}, which is not UTF-8"
        raise BadRow(got, "text in UTF-8") from error


def _check_size(name: str, size: int, total: int) -> None:
    if size > LARGEST_FILE or total > LARGEST_ARCHIVE:
        expected = f"at most {LARGEST_FILE:,} a file and {LARGEST_ARCHIVE:,} in all"
        raise UnusableText(f"{size:,} bytes in {name!r}, {total:,} so far", expected, "Fetch the source again.")


def _read(place: Path) -> bytes:
    try:
        size = place.stat().st_size
        _check_size(str(place), size, size)
        return place.read_bytes()
    except OSError as error:
        raise UnreadableFile(place, error.strerror or str(error)) from error
