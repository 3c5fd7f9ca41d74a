"""The seed articles: metadata, text, and the proof that the text is as received."""

import hashlib
from pathlib import Path

from stance.corpus.rows import read_rows
from stance.errors import BadAnnotation
from stance.files import read_bytes
from stance.records import Article
from stance.text.usable import decode

_FIELDS = {"id", "title", "published", "source", "sha256"}


def read_articles(corpus: Path) -> dict[str, Article]:
    """Return the seed articles by id, after comparing each file with its SHA-256.

    Parameters
    ----------
    corpus
        Folder that holds ``seeds/``.

    Raises
    ------
    BadAnnotation
        If a row lacks a field or a text is not the one that was received.
    """
    index = corpus / "seeds" / "articles.jsonl"
    articles = {}
    for line, row in read_rows(index):
        if row.keys() != _FIELDS:
            raise BadAnnotation(index, line, f"fields {sorted(row)}", f"{sorted(_FIELDS)}")
        data = read_bytes(corpus / "seeds" / "text" / f"{row['id']}.txt")
        digest = hashlib.sha256(data).hexdigest()
        if digest != row["sha256"]:
            raise BadAnnotation(index, line, f"text with SHA-256 {digest[:12]}…", f"{row['sha256'][:12]}…, as received")
        articles[row["id"]] = Article(row["id"], decode(data), row["title"], row["published"], row["source"])
    return articles
