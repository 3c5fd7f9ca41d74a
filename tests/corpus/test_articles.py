import hashlib
import json

import pytest

from stance import paths
from stance.corpus.articles import read_articles
from stance.errors import BadAnnotation, MissingFile

COMMITTED = paths.corpus_folder()


def test_read_articles_gives_text_and_metadata(corpus):
    article = read_articles(corpus([]))["tale"]
    assert (article.id, article.title, article.published) == ("tale", "A tale", None)
    assert article.text.startswith("Arcadia offered")


def test_committed_articles_are_as_received():
    stated = [json.loads(line) for line in (COMMITTED / "seeds" / "articles.jsonl").read_text("utf-8").splitlines()]
    texts = {path.stem: path.read_bytes() for path in (COMMITTED / "seeds" / "text").iterdir()}
    assert {row["id"]: row["sha256"] for row in stated} == {
        name: hashlib.sha256(data).hexdigest() for name, data in texts.items()
    }


def test_read_articles_gives_every_committed_article():
    assert sorted(read_articles(COMMITTED)) == ["000", "001", "002", "003", "004"]


@pytest.mark.parametrize("change", [lambda data: data + b" ", lambda data: data[:-1], lambda data: data.swapcase()])
def test_read_articles_refuses_a_text_that_was_touched(corpus, change):
    folder = corpus([])
    path = folder / "seeds" / "text" / "tale.txt"
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(BadAnnotation, match=r"articles\.jsonl, line 1: got text with SHA-256"):
        read_articles(folder)


@pytest.mark.parametrize("fields", [{}, {"id": "tale"}, {"byline": "Nobody"}])
def test_read_articles_refuses_missing_and_unknown_fields(corpus, fields):
    folder = corpus([])
    index = folder / "seeds" / "articles.jsonl"
    row = json.loads(index.read_text()) | fields if "byline" in fields else fields
    index.write_text(json.dumps(row) + "\n")
    with pytest.raises(BadAnnotation, match=r"articles\.jsonl, line 1: got fields"):
        read_articles(folder)


def test_read_articles_refuses_a_row_without_its_text(corpus):
    folder = corpus([])
    (folder / "seeds" / "text" / "tale.txt").unlink()
    with pytest.raises(MissingFile):
        read_articles(folder)
