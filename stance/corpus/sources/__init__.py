"""Open sources whose judged sentences are committed as pointers and hashes, and the extractors that read them."""

from stance.corpus.sources import allsides, ungd, whitehouse, wikinews
from stance.corpus.sources.base import Document, Source

__all__ = ["SOURCES", "Document", "Source"]

SOURCES: dict[str, Source] = {
    source.name: source for source in (allsides.SOURCE, ungd.SOURCE, whitehouse.SOURCE, wikinews.SOURCE)
}
"""The open sources by name."""
