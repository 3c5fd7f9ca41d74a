"""The page of one reading, the page of many, and a page inside a notebook."""

from collections.abc import Iterable, Iterator, Sequence

from stance.records import Article, Reading
from stance.views.article import article_text
from stance.views.dates import published_on, when
from stance.views.labels import GLYPHS, ORDER
from stance.views.markup import Markup, document, element, joined
from stance.views.summary import basis, key, summary_tables, totals
from stance.views.timeline import timeline

_NOT_ENGLISH = "This text does not read as English: what is said of it is not to be relied on."
_CAVEAT = "Stances, holders and ties are a model’s answers, and some are wrong: check a sample by hand."


def article_page(reading: Reading) -> str:
    """Return a page of its own for one article: the text with its statements, and their counts.

    Returns
    -------
    str
        HTML that loads nothing and runs no script. All text of the article is in it, escaped.
    """
    title = name_of(reading.article)
    return _page(
        title,
        joined(_about(reading.article), _language(reading)),
        _section("summary", 2, "Summary", *_counted([reading])),
        _section("statements", 2, "Statements", _legend(), article_text(reading, "s")),
    )


def report_page(readings: Sequence[Reading]) -> str:
    """Return one page for any number of articles: contents, counts over all, a timeline, and each article.

    Parameters
    ----------
    readings
        In the order in which the page shows them.
    """
    count = f"{len(readings):,} article{'' if len(readings) == 1 else 's'}"
    return _page(
        f"Report on {count}",
        Markup(),
        _contents(readings),
        _section("summary", 2, "Summary", *_counted(readings)),
        _section("timeline", 2, "Timeline", timeline(readings)),
        _section("articles", 2, "Articles", _legend()),
        *(_article(reading, f"a{number}") for number, reading in enumerate(readings, start=1)),
    )


def notebook_cell(reading: Reading) -> str:
    """Return the page in a frame, so that its style and its ids are its own, and the notebook's are not touched."""
    style = "width:100%;height:36rem;border:1px solid;resize:vertical"
    title = f"Statements of {name_of(reading.article)}"
    return element("iframe", srcdoc=article_page(reading), title=title, sandbox="", style=style)


def name_of(article: Article) -> str:
    """Return the title of an article, or its id, or what to call one that has neither."""
    return (article.title or "").strip() or article.id.strip() or "Article"


def _page(title: str, about: Markup, *sections: Markup) -> str:
    return document(
        title,
        element("a", "Skip to the content", href="#content", class_="skip"),
        element("header", element("h1", title), about),
        element("main", *sections, id="content", tabindex="-1"),
        element("footer", element("p", _CAVEAT)),
    )


def _section(name: str, level: int, heading: str, *content: Markup) -> Markup:
    title = element(f"h{level}", heading, id=f"{name}-title")
    return element("section", title, *content, id=name, aria_labelledby=f"{name}-title")


def _counted(readings: Sequence[Reading]) -> Iterator[Markup]:
    """Yield the counts over all readings, what is counted, and what the words mean."""
    every = [statement for reading in readings for statement in reading]
    yield element("p", basis(readings))
    yield element("p", totals(every))
    yield key()
    yield summary_tables(every)


def _article(reading: Reading, name: str) -> Markup:
    return element(
        "article",
        element("h3", name_of(reading.article), id=f"{name}-title"),
        _about(reading.article),
        _language(reading),
        element("p", totals(reading)),
        summary_tables(reading),
        article_text(reading, name),
        id=name,
        aria_labelledby=f"{name}-title",
    )


def _about(article: Article) -> Markup:
    """Return date and source, as far as they are known."""
    day = published_on(article.published)
    known = [when(day) if day else joined(article.published or ""), joined(article.source or "")]
    parts = [part for each in known if each for part in (" · ", each)][1:]
    return element("p", *parts, class_="byline") if parts else Markup()


def _language(reading: Reading) -> Markup:
    return Markup() if reading.english else element("p", element("strong", _NOT_ENGLISH))


def _contents(readings: Iterable[Reading]) -> Markup:
    def entry(number: int, reading: Reading) -> Markup:
        link = element("a", name_of(reading.article), href=f"#a{number}")
        return element("li", link, _about(reading.article), element("p", totals(reading), class_="byline"))

    entries = (entry(number, reading) for number, reading in enumerate(readings, start=1))
    return element(
        "nav", element("h2", "Contents", id="contents-title"), element("ol", *entries), aria_labelledby="contents-title"
    )


def _legend() -> Markup:
    return element(
        "p",
        *_samples(),
        "Point at a sentence, or move to it with the Tab key, for its probabilities and the words that speak for and "
        "against its stance.",
        class_="legend",
    )


def _samples() -> Iterator[str]:
    for label in ORDER:
        sample = element("span", str(label), class_="sentence")
        yield element("span", f"{GLYPHS[label]} ", sample, class_=f"unit {label}")
        yield " "
    yield element("span", element("span", "several stances", class_="sentence"), class_="unit mixed")
    yield ". "
