"""Wikinews articles (CC BY): rows of CSV with the text of a page. Drops what is not prose, like date lines."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from stance.corpus.sources._lines import document_text, ends_sentence, goes_on, joined, squeezed
from stance.corpus.sources.base import Document, File, Source, decoded
from stance.errors import BadRow

_COLUMNS = ("url", "date", "title", "text")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DATELINE = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]+ \d{1,2}, \d{4}")
_SPEAKER = re.compile(r"\(\(([^()]+)\)\)\s*:?\s*")
_GLOSS = re.compile(
    r"\(\([a-z]{2,3}\)\)\s*[A-Z][\w ]*:\s*(?:.*[\u0370-\u1dff\u2c00-\ud7ff\uf900-\uffef]\W*|(?P<latin>.*))"
)
"""The original of a translated quotation. One in another script ends with it; in our own, its end cannot be seen."""

_TEST_PAGE = re.compile(r"TEST_PAGE|Wikinews:|User:")
_NOT_PROSE = re.compile(
    r"""[—–]\s?\w              # who a quotation that is set apart is from
      |[█*#|=]                # legend, list, table, heading
      |.*\(?\bImage:\s        # caption with its credit
      |This\ article\ requires\ pre-publication\ review
      |-\s?Article\ last\ amended
      |Have\ an\ opinion\ on\ this\ story
      |Share\ this\b
    """,
    re.VERBOSE,
)
_SOURCES = re.compile(r"(?:Sources|References|Related (?:news|articles)|External links|Sister links)(?:\s*\[edit\])?:?")
_SHORTEST = 70
"""Fewest characters of a line without a full stop that is not a heading or caption."""


def extract(files: Iterable[File]) -> Iterator[Document]:
    """Yield the articles, sorted by id; of two rows with one address, the first."""
    documents: dict[str, Document] = {}
    for file in files:
        for document in _articles(file):
            documents.setdefault(document.id, document)
    for name in sorted(documents):
        yield documents[name]


def _articles(file: File) -> Iterator[Document]:
    reader = csv.DictReader(io.StringIO(decoded(file), newline=""))
    try:
        for row in reader:
            if any(not isinstance(row.get(column), str) for column in _COLUMNS):
                got = f"a row of {file.path!r} without all of {', '.join(_COLUMNS)}"
                raise BadRow(got, "these columns", line=reader.line_num)
            text = document_text(_paragraphs(row["text"]))
            page = _page(row["url"], reader.line_num)
            if not _TEST_PAGE.match(page):
                date = row["date"] if _DATE.fullmatch(row["date"]) else None
                yield Document(f"wikinews/{page}", text, squeezed(row["title"]), date, file.path)
    except csv.Error as error:
        raise BadRow(f"{file.path!r}, which is not CSV ({error})", "rows of CSV", line=reader.line_num) from error


def _page(url: str, line: int) -> str:
    """Return the page's name as the address spells it, which is stable and free of spaces."""
    _, separator, name = url.partition("/wiki/")
    page = name.replace("/", "%2F")
    if not separator or not page or any(character.isspace() for character in page):
        raise BadRow(f"the address {url!r}", "an address that ends in /wiki/ and the page's name", line=line)
    return page


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the lines that are prose; two that one sentence was broken into are one."""
    paragraph = ""
    for line in _lines(text):
        if paragraph and not ends_sentence(paragraph) and goes_on(line):
            paragraph = joined(paragraph, line)
            continue
        if _is_prose(paragraph):
            yield paragraph
        paragraph = line
    if _is_prose(paragraph):
        yield paragraph


def _lines(text: str) -> Iterator[str]:
    for raw in text.splitlines():
        line = squeezed(_GLOSS.sub(" ", raw))
        if any(gloss["latin"] for gloss in _GLOSS.finditer(raw)) and not ends_sentence(line):
            line = line[: line.rfind(". ") + 1]
        if _SOURCES.fullmatch(line):
            return
        line = _SPEAKER.sub(r"\1: ", line).removeprefix(": ")
        if line and not _DATELINE.fullmatch(line) and not _NOT_PROSE.match(line):
            yield line


def _is_prose(line: str) -> bool:
    return ends_sentence(line) or len(line) >= _SHORTEST


SOURCE = Source(
    name="wikinews",
    archive=None,
    member=re.compile(r"(?:^|/)(wikinews_\d{4}\.csv)$"),
    home="data",
    extract=extract,
)
"""Wikinews in English."""
