"""Press briefings of the White House (public domain): a heading, then HTML inside the repr of a Python bytes object.

Keeps what is said, from the first speaker to the word END, with the names of the speakers as the transcript has them.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.parser import HTMLParser

from stance.corpus.sources._lines import document_text, ends_sentence, joined, squeezed
from stance.corpus.sources.base import Document, File, Source, decoded
from stance.errors import BadRow

_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>\s*", re.DOTALL)
_DAY = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-](?:20)?(\d\d)\b")
_SPEAKER = r"(?:[A-Z][A-Za-z]?[A-Z.’'-]*,? ){0,5}[A-Z][A-Za-z]?[A-Z.’'-]+(?: \([A-Z ]+\))?:"
_TURN = re.compile(rf"Q\b|{_SPEAKER}")
_NEXT_TURN = re.compile(rf"(?<![A-Z]\.)(?<=[.?!)-]) (?=Q (?=[A-Z-])|{_SPEAKER} )")
_UNSPACED_TURN = re.compile(rf"({_SPEAKER})(?=[A-Za-z“\"(-])")
_END = re.compile(r"END\b(?! [a-z])")
_FOOTNOTE_MARK = re.compile(r"\s?\*+")
_GLUED = re.compile(r"(?<=[a-z]{2}[.?!])(?=[A-Z][a-z’']*[ ,])")
_SKIPPED = frozenset({"script", "style", "nav", "header", "footer", "form", "aside", "noscript", "title"})
_INLINE = frozenset({"a", "abbr", "b", "em", "font", "i", "span", "strong", "sub", "sup", "u", "wbr"})


def extract(files: Iterable[File]) -> Iterator[Document]:
    """Yield the briefings."""
    for file in files:
        title, body = _page(file)
        spoken = document_text(_spoken(_pieces(body)))
        yield Document(f"whitehouse/{file.stem}", spoken, title, _date(title), file.path)


def _page(file: File) -> tuple[str | None, str]:
    raw = decoded(file)
    heading = _TITLE.match(raw)
    title = squeezed("".join(_pieces(heading[1]))) if heading else None
    literal = raw[heading.end() :].strip() if heading else raw.strip()
    try:
        body = ast.literal_eval(literal) if literal.startswith(("b'", 'b"')) else None
        if not isinstance(body, bytes):
            raise BadRow(f"{file.path!r} without a bytes literal", "a page as repr(bytes) writes it")
        return title, body.decode("utf-8")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise BadRow(f"{file.path!r}, whose bytes literal is damaged", "a page as repr(bytes) writes it") from error


def _date(title: str | None) -> str | None:
    day = _DAY.search(title or "")
    return None if day is None else f"20{day[3]}-{int(day[1]):02}-{int(day[2]):02}"


class _Body(HTMLParser):
    """Collects the text of a page, a piece for each block or line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces = [""]
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._skipped += tag in _SKIPPED
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._skipped = max(0, self._skipped - (tag in _SKIPPED))
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.pieces[-1] += data

    def _break(self, tag: str) -> None:
        if tag not in _INLINE:
            self.pieces.append("")


def _pieces(html: str) -> list[str]:
    parser = _Body()
    parser.feed(html)
    parser.close()
    # Some pages wrote "&amp;amp;" for "&".
    return [piece for piece in map(squeezed, map(unescape, parser.pieces)) if piece]


def _spoken(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the paragraphs between the first speaker and the word END; more than one briefing may be on a page."""
    paragraph, begun = "", False
    for piece in _turns(pieces):
        turn, end = _TURN.match(piece) is not None, _END.match(piece) is not None
        if begun and not turn and not end and not ends_sentence(paragraph):
            paragraph = joined(paragraph, piece)
            continue
        yield paragraph
        begun = turn or (begun and not end)
        paragraph = piece if begun else ""
    yield paragraph


def _turns(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces, parted where another speaker begins, with the spaces that were lost after stops."""
    for piece in pieces:
        spaced = _GLUED.sub(" ", _UNSPACED_TURN.sub(r"\1 ", _FOOTNOTE_MARK.sub("", piece).strip()))
        yield from _NEXT_TURN.split(spaced)


SOURCE = Source(
    name="whitehouse",
    archive="whitehouse_briefings.tar.gz",
    member=re.compile(r"(?:^|/)(?:pressBriefings|whitehouse_briefings)/(\d+\.html)$"),
    home="pressBriefings",
    extract=extract,
)
"""Press briefings of the White House, 2009 to 2016."""
