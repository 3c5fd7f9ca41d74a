"""US newspaper and agency articles of the Article-Bias-Prediction corpus: JSON, the text as tokens and as published.

The corpus chose the lines of its `content`, tokenised them and masked the publisher's name. `content_original` has the
same lines, and more, as published: the lines are taken from the former, their spelling from the latter.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from stance.corpus.sources._detokenise import restored
from stance.corpus.sources._lines import document_text, squeezed
from stance.corpus.sources.base import Document, File, Source, decoded
from stance.errors import BadRow

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_LEAD = re.compile(r"(?:Story highlights|Image copyright .{2,40}? Image caption|Media caption|[•⦁►·*|]+)\s*")
_NOT_PROSE = re.compile(
    r"""(?:JUST|MUST)\ WATCH | Play\ Video\b | LISTEN\ TO\ ARTICLE | Media\ playback
      | SEE\ ALSO: | More: | Read\ more: | Related\ Coverage | Share\ All\ sharing
      | Sign\ up | Newsletter\ Sign\ Up | POLITICO\ \S+\ newsletter | Want\ FOX\ News | Get\ The\ Brief
      | Get\ (?:all\ )?the\ (?:latest|Monitor) | Interested\ in\ .{2,60}\?\ Add | Do\ You\ Approve
      | Please\ include\ a\ contact\ number | poster= | https?://\S+$
      | .*(?:\ Read\ more | Privacy\ Policy | Post\ Email | Add\ Interest | [–-]\ video | Email\ Sign\ Up\b.*)$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Lines of the page around the article: links, forms, players."""


def extract(files: Iterable[File]) -> Iterator[Document]:
    """Yield the articles."""
    for file in files:
        row = _row(file)
        lines = restored(row["content"].split("\n"), row["content_original"].split("\n"))
        text = document_text(filter(_is_prose, (_LEAD.sub("", squeezed(line), count=1) for line in lines)))
        date = row["date"] if _DATE.fullmatch(row["date"]) else None
        yield Document(f"allsides/{file.stem}", text, squeezed(row["title"]) or None, date, file.path)


def _is_prose(line: str) -> bool:
    """Tell whether a line is the article's own: links to other articles are in capitals."""
    return _NOT_PROSE.match(line) is None and re.search("[a-z]", line) is not None


def _row(file: File) -> dict[str, str]:
    """Return the fields that are read; one that may lack is empty then."""
    try:
        row: Any = json.loads(decoded(file))
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadRow(f"{file.path!r}, which is not JSON ({error})", "an article as JSON") from error
    if not isinstance(row, dict) or not isinstance(row.get("content"), str):
        raise BadRow(f"{file.path!r} without a text in `content`", "an article as JSON")
    return {name: str(row.get(name) or "") for name in ("content", "content_original", "title", "date")}


SOURCE = Source(
    name="allsides",
    archive="allsides.tar.gz",
    member=re.compile(r"(?:^|/)([0-9A-Za-z]{16}\.json)$"),
    home="data/jsons",
    extract=extract,
)
"""Articles on politics by US media, 2012 to 2020."""
