from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from stance.labels import Rhetoric, Stance
from stance.records import Article, Evidence, Prediction, Sentence, Statement
from stance.views.reading import Reading

VOID = {"meta"}
TEXT = (
    "Talks resumed.\n\nRuritania condemned the sale, and Borduria praised it. The ministers met.\n\n \n"
    "“We will help,” said the envoy."
)


@dataclass
class Node:
    tag: str
    attributes: dict = field(default_factory=dict)
    children: list = field(default_factory=list)

    @property
    def classes(self):
        return self.attributes.get("class", "").split()

    def every(self, tag=None, *, having=None):
        """Every element below, in the order of the page, of a tag and a class."""
        for child in self.children:
            if isinstance(child, Node):
                if tag in (None, child.tag) and (having is None or having in child.classes):
                    yield child
                yield from child.every(tag, having=having)

    def text(self, without=None):
        """All text below, without that of the elements of a class."""
        return "".join(
            child if isinstance(child, str) else child.text(without)
            for child in self.children
            if isinstance(child, str) or without not in child.classes
        )


class Tree(HTMLParser):
    """Reads a page into nodes; a tag that is not closed, or closed and not open, is an error."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.stack = [Node("")]
        self.feed(page)
        self.close()
        (self.root,) = self.stack

    def handle_starttag(self, tag, attrs):
        node = Node(tag, dict(attrs))
        assert len(node.attributes) == len(attrs)
        self.stack[-1].children.append(node)
        if tag not in VOID:
            self.stack.append(node)

    def handle_endtag(self, tag):
        assert self.stack.pop().tag == tag

    def handle_data(self, data):
        self.stack[-1].children.append(data)


def statement(text, start, end, stance="neutral", holder=None, tie=None, evidence=(), **others):
    chances = {label: 0.8 if label == stance else 0.1 for label in Stance}
    abstain, rhetoric = others.pop("abstain", False), others.pop("rhetoric", Rhetoric.REPORT)
    prediction = Prediction(text[start:end], Stance(stance), chances, rhetoric, abstain=abstain)
    spans = tuple(Evidence(first, last, text[first:last], weight) for first, last, weight in evidence)
    return Statement(Sentence("a", start, end, text[start:end]), prediction, holder, tie, evidence=spans, **others)


@pytest.fixture(scope="session")
def parse():
    return lambda page: Tree(page).root


@pytest.fixture(scope="session")
def state():
    """Make a statement from a text, its place, and what it conveys."""
    return statement


@pytest.fixture(scope="session")
def reading():
    """An article with a supportive, a mixed, and neutral statements, evidence, a quote."""
    first = TEXT.index("Ruritania")
    middle, last = TEXT.index("The ministers"), TEXT.index("“We")
    both = {"start": first, "end": middle - 1, "tie": ("CHN", "USA"), "voice": "own", "modality": "actual"}
    evidence = [(first + 10, first + 19, 1.25), (first + 20, first + 28, -0.5)]
    statements = (
        statement(TEXT, 0, 14, "supportive", abstain=True),
        statement(TEXT, **both, stance="warning", holder="CHN", evidence=evidence),
        statement(TEXT, **both, stance="supportive", holder="USA"),
        statement(TEXT, middle, middle + 18, rhetoric=None),
        statement(TEXT, last, len(TEXT), "supportive", None, ("OTHER", "TWN"), quote="We will help,"),
    )
    return Reading(Article("tale", TEXT, "A <tale> & its end", "2024-01-10", "The Daily"), statements)


@pytest.fixture(scope="session")
def readings(reading):
    """Three articles: of two days, and of none."""
    later = Article("later", TEXT, "Later", "2024-03-05T10:00:00Z")
    return [reading, Reading(later, reading.statements), Reading(Article("undated", TEXT), reading.statements)]
