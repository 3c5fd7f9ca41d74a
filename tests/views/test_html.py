from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.records import Article
from stance.views.html import article_page, name_of, notebook_cell, report_page
from stance.views.reading import Reading

TAGS = {
    "a", "abbr", "article", "b", "body", "caption", "div", "figcaption", "figure", "footer", "h1", "h2", "h3", "head",
    "header", "html", "li", "main", "mark", "meta", "nav", "ol", "p", "path", "section", "span", "style", "svg",
    "table", "tbody", "td", "text", "tfoot", "th", "thead", "time", "title", "tr",
}  # fmt: skip
ATTRIBUTES = {
    "aria-describedby", "aria-hidden", "aria-label", "aria-labelledby", "charset", "class", "content", "d", "datetime",
    "href", "http-equiv", "id", "lang", "name", "role", "scope", "style", "tabindex", "text-anchor", "title", "viewbox",
    "x", "y",
}  # fmt: skip


@pytest.fixture(params=["article", "report"])
def page(request, reading, readings):
    return article_page(reading) if request.param == "article" else report_page(readings)


@pytest.fixture
def tree(page, parse):
    return parse(page)


def texts(tree, tag):
    return [node.text() for node in tree.every(tag)]


def test_ids_are_unique_and_references_lead_to_them(tree):
    nodes = list(tree.every())
    ids = Counter(node.attributes["id"] for node in nodes if "id" in node.attributes)
    assert max(ids.values()) == 1
    for name in ("aria-labelledby", "aria-describedby", "href"):
        used = [node.attributes[name].removeprefix("#") for node in nodes if name in node.attributes]
        assert used
        assert set(used) <= set(ids)


def test_nothing_is_loaded_and_nothing_runs(page, tree):
    assert {node.tag for node in tree.every()} <= TAGS
    assert {name for node in tree.every() for name in node.attributes} <= ATTRIBUTES
    assert all(node.attributes["href"].startswith("#") for node in tree.every("a"))
    policies = [node.attributes["content"] for node in tree.every("meta") if "http-equiv" in node.attributes]
    assert [policy.split("; ")[:2] for policy in policies] == [["default-src 'none'", "style-src 'unsafe-inline'"]]
    assert not any(word in page for word in ("http:", "https:", "url(", "@import", "javascript:"))


def test_the_page_has_a_language_a_title_and_landmarks(tree):
    (html,) = tree.every("html")
    assert html.attributes["lang"] == "en"
    assert [len(list(tree.every(tag))) for tag in ("h1", "main", "header", "footer")] == [1, 1, 1, 1]
    assert texts(tree, "h1") == [node.text() for node in tree.every("title")][:1]


def test_headings_leave_out_no_level(tree):
    levels = [int(node.tag[1]) for node in tree.every() if node.tag in ("h1", "h2", "h3")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_first_link_skips_to_the_content(tree):
    first = next(tree.every("a"))
    (main,) = tree.every("main")
    assert first.attributes["href"] == f"#{main.attributes['id']}"


def test_every_table_has_a_caption_and_named_columns(tree):
    tables = list(tree.every("table"))
    assert tables
    for table in tables:
        assert len(list(table.every("caption"))) == 1
        assert all(node.attributes.get("scope") in ("col", "row") for node in table.every("th"))


def test_an_article_has_its_title_date_and_source(reading, parse):
    tree = parse(article_page(reading))
    assert texts(tree, "h1") == ["A <tale> & its end"]
    assert next(tree.every(having="byline")).text() == "2024-01-10 · The Daily"
    assert next(tree.every("time")).attributes["datetime"] == "2024-01-10"


def test_an_article_that_tells_nothing_has_no_byline(parse):
    tree = parse(article_page(Reading(Article("tale", "Talks."), ())))
    assert (texts(tree, "h1"), list(tree.every(having="byline"))) == (["tale"], [])


@pytest.mark.parametrize(
    ("article", "name"),
    [
        (Article("tale", "", title="A title"), "A title"),
        (Article("tale", "", title="  "), "tale"),
        (Article(" ", ""), "Article"),
    ],
)
def test_an_article_always_has_a_name(article, name):
    assert name_of(article) == name


def test_a_date_that_is_none_is_shown_as_it_is(parse):
    tree = parse(article_page(Reading(Article("a", "Talks.", published="last <b>year</b>"), ())))
    assert next(tree.every(having="byline")).text() == "last <b>year</b>"


@pytest.mark.parametrize("make", [article_page, lambda reading: report_page([reading])], ids=["article", "report"])
@pytest.mark.parametrize("english", [True, False])
def test_an_article_in_another_language_is_marked(english, make, reading):
    page = make(Reading(reading.article, reading.statements, english=english))
    assert ("does not read as English" in page) is not english


def test_the_contents_lead_to_each_article(readings, parse):
    tree = parse(report_page(readings))
    (nav,) = tree.every("nav")
    links = {node.attributes["href"]: node.text() for node in nav.every("a")}
    assert links == {"#a1": "A <tale> & its end", "#a2": "Later", "#a3": "undated"}
    assert [node.attributes["id"] for node in tree.every("article")] == ["a1", "a2", "a3"]


@pytest.mark.parametrize(("count", "told"), [(0, "Report on 0 articles"), (1, "Report on 1 article")])
def test_a_report_counts_its_articles(count, told, readings, parse):
    assert texts(parse(report_page(readings[:count])), "h1") == [told]


def test_a_report_sums_over_all_articles(readings, parse):
    tree = parse(report_page(readings))
    assert "15 statements: ▲ 9 supportive, ▼ 3 warning, · 3 neutral" in texts(tree, "p")


def test_a_page_says_what_it_counts_and_what_its_words_mean(page, tree):
    (summary,) = (node for node in tree.every("section") if node.attributes.get("id") == "summary")
    told, _, words = (node.text() for node in summary.every("p"))
    assert told.startswith("A sentence counts once for each holder and tie, so ")
    assert words == (
        "Holder: whose stance it is; Tie: the relationship it is about; the writer: no party’s; none: neutral, or the "
        "tie is not known; Numbers after words: how far they move the log-odds of the stance."
    )
    assert "several stances" in page


def test_a_notebook_shows_the_page_in_a_frame_of_its_own(reading, parse):
    (frame,) = parse(notebook_cell(reading)).every()
    assert (frame.tag, frame.attributes["sandbox"]) == ("iframe", "")
    assert frame.attributes["srcdoc"] == article_page(reading)
    assert frame.attributes["title"] == "Statements of A <tale> & its end"


HOSTILE = st.sampled_from(["<script>x()</script>", '"><img src=x onerror=x()>', "'", "</style>", "&", "\r", ""])
ANY = HOSTILE | st.text(max_size=6)


@settings(deadline=None, max_examples=100)
@given(words=st.lists(ANY, min_size=10, max_size=10))
def test_no_field_can_become_markup(words, parse, state):
    name, title, published, source, holder, one, two, quote, voice, modality = words
    text = "Talks. More talks."
    others = {"quote": quote, "voice": voice, "modality": modality}
    found = state(text, 0, 6, "warning", holder, (one, two), [(0, 3, 1.0)], **others)
    reading = Reading(Article(name, text, title, published, source), (found,))
    for page in (article_page(reading), report_page([reading])):
        tree = parse(page)
        assert {node.tag for node in tree.every()} <= TAGS
        assert {attribute for node in tree.every() for attribute in node.attributes} <= ATTRIBUTES
