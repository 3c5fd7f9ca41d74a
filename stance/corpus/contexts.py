"""Gold sentences in the article that they come from: title, date, and the sentences before."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stance.corpus.articles import read_articles
from stance.corpus.gold import GoldRow
from stance.corpus.sources import SOURCES
from stance.text.sentences import sentence_spans

_SPEECH = re.compile(r"ungd/(?P<code>[A-Z]+)_\d+_(?P<year>\d{4})")


@dataclass(frozen=True, slots=True)
class InContext:
    """A gold row and what was known when its sentence was read.

    Attributes
    ----------
    row
        The row, with its text.
    title, published
        Headline and date; None where not known.
    previous
        The sentences before it in the article; none for a composed statement.
    """

    row: GoldRow
    title: str | None = None
    published: str | None = None
    previous: tuple[str, ...] = ()


def in_context(rows: Iterable[GoldRow], corpus: Path, files: Path | None = None) -> list[InContext]:
    """Return rows that have a text, each in its context.

    Parameters
    ----------
    rows
        Gold; stand-off rows as hydrated. A row without a text is left out.
    corpus
        Folder that holds ``seeds/``.
    files
        Folder of the public files of the sources; without it, stand-off rows are left out.
    """
    by_group: dict[str, list[GoldRow]] = defaultdict(list)
    found = []
    for row in rows:
        if row.text is not None and row.origin == "composed":
            found.append(InContext(row))
        elif row.text is not None:
            by_group[row.group].append(row)
    for article in read_articles(corpus).values():
        found += _placed(by_group.pop(article.id, ()), article.text, article.title, article.published)
    for source in SOURCES.values() if files is not None else ():
        for document in source.documents(files or corpus):
            title = document.title or _title_of_speech(document.id)
            found += _placed(by_group.pop(document.id, ()), document.text, title, document.date)
    return sorted(found, key=lambda context: context.row.id)


def _placed(rows: Sequence[GoldRow], text: str, title: str | None, published: str | None) -> Iterator[InContext]:
    spans = sentence_spans(text) if rows else []
    for row in rows:
        begin = int(row.id.rpartition("/")[2].partition("-")[0])
        yield InContext(row, title, published, tuple(text[start:end] for start, end in spans if end <= begin))


def _title_of_speech(document: str) -> str | None:
    """Return a title for a speech of the General Debate, whose file names speaker and year and has none."""
    match = _SPEECH.match(document)
    return f"UN General Debate {match['code']} {match['year']}" if match else None
