"""Reading many articles for one report: from text files, or from JSONL that also tells title, date and source."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from stance.api.models import load_model
from stance.api.reading import read
from stance.corpus.rows import read_rows
from stance.errors import BadAnnotation, UnusableText
from stance.records import Article
from stance.runtime.model import Model
from stance.text.parties import PartyTable
from stance.text.usable import LONGEST_ARTICLE, check_text, read_text
from stance.views.dates import published_on
from stance.views.html import report_page
from stance.views.reading import Reading

Progress = Callable[[str, int, int], None]
"""Called with what is being done, steps done, and steps in all."""

_TOLD = ("title", "published", "source")


def article_ids(files: Sequence[Path]) -> list[str]:
    """Return an id for the article of each text file: its stem, or where several are equal the shortest distinct path.

    Files of one path, which are the same, have one id.
    """
    ends = [0] * len(files)
    while True:
        names = [str(Path(*file.parts[-end:])) if end else file.stem for file, end in zip(files, ends, strict=True)]
        uses = Counter(names)
        longer = [
            end + (uses[name] > 1 and end < len(file.parts)) for file, end, name in zip(files, ends, names, strict=True)
        ]
        if longer == ends:
            return names
        ends = longer


def load_articles(path: Path, *, rows: bool | None = None, name: str | None = None) -> Iterator[Article]:
    """Yield the articles of a file.

    Parameters
    ----------
    path
        A text in UTF-8, or JSONL with an article a row: ``text``; if known ``id``, ``title``, ``published`` (an ISO
        8601 date or time), ``source``. Other fields are passed over.
    rows
        Whether it is JSONL; None to tell by its name.
    name
        The id of the article of a text file; None for the file's stem.

    Raises
    ------
    StanceError
        If the file cannot be read, or a row does not hold what it must.
    """
    if path.suffix.lower() == ".jsonl" if rows is None else rows:
        found = [_article(path, line, row) for line, row in read_rows(path, strict=False)]
        if not found:
            raise BadAnnotation(path, 1, "no rows", 'an article a row, as in {"id": "…", "text": "…"}')
        yield from found
    else:
        yield Article(path.stem if name is None else name, read_text(path))


def read_articles(
    articles: Sequence[Article],
    *,
    model: str | Path | Model = "default",
    evidence: bool = True,
    parties: PartyTable | None = None,
    progress: Progress = lambda _what, _done, _steps: None,
) -> list[Reading]:
    """Return the readings of articles, in order.

    Parameters
    ----------
    articles
        What to read.
    model, evidence, parties
        As in `read`.
    progress
        Told of each article.
    """
    predictor = load_model(model) if isinstance(model, str | Path) else model
    readings = []
    for done, article in enumerate(articles):
        progress("reading", done, len(articles))
        readings.append(read(article, model=predictor, evidence=evidence, parties=parties))
    progress("reading", len(articles), len(articles))
    return readings


def report(readings: Sequence[Reading]) -> str:
    """Return one page for any number of articles: contents, counts over all, a timeline, and each article."""
    return report_page(readings)


def _article(path: Path, line: int, row: dict[str, Any]) -> Article:
    """Return the article of a row, or raise the error that says where it is wrong."""
    text, name = row.get("text"), row.get("id")
    if not isinstance(text, str) or not text.strip():
        raise BadAnnotation(path, line, f"text {text!r:.80}", "an article in the field 'text'")
    if name is not None and not isinstance(name, str | int):
        raise BadAnnotation(path, line, f"id {name!r:.80}", "a string in the field 'id', or none")
    told = {field: row.get(field) or None for field in _TOLD}
    for field, value in told.items():
        if value is not None and not isinstance(value, str):
            raise BadAnnotation(path, line, f"{field} {value!r:.80}", f"a string in the field {field!r}, or none")
    if told["published"] and published_on(told["published"]) is None:
        raise BadAnnotation(path, line, f"published {told['published']!r:.80}", "an ISO 8601 date, as in 2024-01-31")
    try:
        check_text(text, LONGEST_ARTICLE)
    except UnusableText as error:
        raise error.of(path.with_name(f"{path.name}, line {line}")) from error
    return Article(f"{path.stem}-{line}" if name is None else str(name), text, **told)
