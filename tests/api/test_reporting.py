import json
from pathlib import Path

import pytest

from stance.api.reading import read
from stance.api.reporting import article_ids, load_articles, read_articles, report
from stance.errors import BadAnnotation, EmptyFile, StanceError, UnusableText
from stance.records import Article
from stance.views.html import report_page

GOOD = {"id": "one", "text": "Talks begin.", "title": "A title", "published": "2024-01-10", "source": "The Daily"}


@pytest.fixture
def load(tmp_path):
    def load_rows(*rows, name="news.jsonl"):
        path = tmp_path / name
        path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
        return list(load_articles(path))

    return load_rows


def test_a_row_is_an_article(load):
    assert load(GOOD, name="NEWS.JSONL") == [Article("one", "Talks begin.", "A title", "2024-01-10", "The Daily")]


def test_what_is_not_known_may_be_left_out(load):
    found = load({"text": "One."}, {"id": 7, "text": "Two.", "title": "", "published": None, "other": []})
    assert found == [Article("news-1", "One."), Article("7", "Two.")]


def test_rows_may_begin_with_a_mark_and_have_blank_lines_between(load):
    assert load("\ufeff" + json.dumps(GOOD), "", {"text": "Two."})[1] == Article("news-3", "Two.")


@pytest.mark.parametrize(
    ("files", "ids"),
    [
        (["a/x.txt", "b/y.txt"], ["x", "y"]),
        (["a/x.txt", "b/x.txt", "b/y.txt"], ["a/x.txt", "b/x.txt", "y"]),
        (["a/x.txt", "a/x.md"], ["x.txt", "x.md"]),
        (["x.txt", "a/x.txt"], ["x.txt", "a/x.txt"]),
        (["/a/c/x.txt", "/b/c/x.txt"], ["a/c/x.txt", "b/c/x.txt"]),
        (["a/x.txt", "a/x.txt"], ["a/x.txt", "a/x.txt"]),
        (["x.y.txt", "a/x.y", "a/x.z"], ["x.y.txt", "a/x.y", "x.z"]),
        ([], []),
    ],
)
def test_articles_of_files_are_named_by_what_tells_them_apart(files, ids):
    assert article_ids([Path(file) for file in files]) == ids


def test_a_text_is_an_article_named_by_its_file(load):
    assert load("Talks begin.", name="a.txt") == [Article("a", "Talks begin.\n")]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{", "line 2: got no JSON"),
        ("[]", "line 2: got a list; expected one JSON object a line"),
        ({"id": "a"}, "line 2: got text None; expected an article in the field 'text'"),
        ({"text": " "}, "line 2: got text ' '"),
        ({"text": "x", "id": ["a"]}, r"line 2: got id \['a'\]; expected a string in the field 'id', or none"),
        ({"text": "x", "title": 7}, "line 2: got title 7; expected a string in the field 'title', or none"),
        ({"text": "x", "published": "May"}, "line 2: got published 'May'; expected an ISO 8601 date, as in 2024-01-31"),
    ],
)
def test_a_bad_row_is_told_with_its_place(row, told, load):
    with pytest.raises(BadAnnotation, match=told):
        load(GOOD, row)


def test_a_row_of_text_that_cannot_be_read_is_told_with_its_place(load):
    with pytest.raises(UnusableText, match=r"news\.jsonl, line 1: got a NUL"):
        load({"text": "a\0"})


def test_no_rows_are_told(load):
    with pytest.raises(BadAnnotation, match="got no rows"):
        load()


def test_an_empty_text_is_told(load):
    with pytest.raises(EmptyFile):
        load(name="a.txt")


def test_articles_are_read_in_order_and_progress_is_told(model):
    articles, steps = [Article("a", "Talks begin."), Article("b", "Talks end.")], []
    found = read_articles(articles, model=model, progress=lambda *step: steps.append(step))
    assert found == [read(article, model=model) for article in articles]
    assert steps == [("reading", 0, 2), ("reading", 1, 2), ("reading", 2, 2)]
    assert report(found) == report_page(found)


def test_no_articles_are_no_error(model):
    assert read_articles([], model=model) == []


def test_an_unknown_model_is_told():
    with pytest.raises(StanceError, match="nosuch"):
        read_articles([], model="nosuch")
