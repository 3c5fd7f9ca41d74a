"""Speeches in the General Debate of the United Nations (CC0), scanned from the printed records.

The records break lines, number pages in the middle of sentences and, in some sessions, part "fl" from the letters
around it. What marks a paragraph differs: an indent, an empty line, or only a line that is shorter than it had to be.
"""

import re
from collections.abc import Iterable, Iterator

from stance.corpus.sources._lines import document_text, ends_sentence, goes_on, joined, squeezed
from stance.corpus.sources.base import Document, File, Source, decoded

_FURNITURE = re.compile(
    r"""\d{1,3}\s+\d\d-\d{5}|\d\d-\d{5}\s+\d{1,3}|\d\d-\d{5}   # page and job number
       |\d{1,2}/\d{1,2}                                      # page of pages
       |A/\d\d/PV\.\s?\d+
       |\((?:spoke|speaking)\ in\ \w+(?:;[^)]*)?\)
    """,
    re.VERBOSE,
)
_NOTICE = re.compile(r"\n[^\S\n]*This record contains the text of speeches.*?consolidated\s+corrigendum\.", re.DOTALL)
_LIGATURE = re.compile(
    r"\b((?:f|aff|camouf|conf|def|inf|outf|overf|ref|stif|unf|waterf|\w*chlorof) (?=l[a-z])"
    r"|brief (?=ly\b)|self (?=less))"
)
_EMPTY_REFERENCE = re.compile(r" ?\((?:see)?\s*\)")
_LOST_LETTERS = {"Jeremi.": "Jeremić", "Da.i.": "Dačić"}
"""Names of which the records of session 68 lost a letter."""

_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|Nos|para|paras|p|pp|Vol|[A-Z])\.$")
_UNWRAPPED = 200
"""A line as long as this was never wrapped: it is a paragraph."""


def extract(files: Iterable[File]) -> Iterator[Document]:
    """Yield the speeches."""
    for file in files:
        year = file.stem[-4:]
        yield Document(f"ungd/{file.stem}", document_text(paragraphs(decoded(file))), None, year, file.path)


def paragraphs(raw: str) -> Iterator[str]:
    """Yield the paragraphs of a speech whose lines are wrapped."""
    lines = [line.rstrip() for line in _NOTICE.sub("\n", raw.replace("\f", "\n")).splitlines()]
    lines = [line for line in lines if not _FURNITURE.fullmatch(line.strip())]
    full = [line for line in lines if line.strip()]
    width = sorted(map(len, full))[len(full) * 3 // 4] if full else 0
    paragraph, before, gap = "", "", False
    for line in lines:
        text = squeezed(line)
        if not text:
            gap = True
            continue
        marked = gap or line[0].isspace() or _cut_short(before, text, width)
        if marked and _complete(paragraph, text):
            yield _mended(paragraph)
            paragraph = ""
        paragraph, before, gap = joined(paragraph, text), text, False
    yield _mended(paragraph)


def _cut_short(line: str, following: str, width: int) -> bool:
    """Tell whether the next word would have fitted on the line, or the line was never wrapped."""
    return len(line) >= _UNWRAPPED or len(line) + 1 + len(following.split(" ", 1)[0]) < width * 0.9


def _complete(paragraph: str, following: str) -> bool:
    return ends_sentence(paragraph) and not goes_on(following) and not _ABBREVIATION.search(paragraph)


def _mended(paragraph: str) -> str:
    """Return the paragraph with "f lood" as "flood", names whole, and no reference that lost what it refers to."""
    for damaged, name in _LOST_LETTERS.items():
        paragraph = paragraph.replace(damaged, name)
    return _EMPTY_REFERENCE.sub("", _LIGATURE.sub(lambda match: match[1].rstrip(), paragraph))


SOURCE = Source(
    name="ungd",
    archive="ungd.tar.gz",
    member=re.compile(r"(?:^|/)(Session \d\d - \d{4}/[A-Z]{2,3}_\d\d_\d{4}\.txt)$"),
    home="data/data_original/TXT",
    extract=extract,
)
"""United Nations General Debate Corpus."""
