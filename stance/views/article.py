"""An article's text as HTML: every character kept, each sentence marked with its stance, a note on it beside it.

A note stands before its sentence, and the style sheet moves it into the margin, beside the sentence's first line: so
it is read out where it belongs, and needs no script. All of it but its first line shows only while the sentence or the
note is pointed at or has the focus.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, starmap

from stance.labels import Stance
from stance.records import Evidence, Reading, Statement
from stance.views.labels import ORDER, full_name, full_tie, glyph, holder_and_tie
from stance.views.markup import Markup, element, escape

_MIXED = "mixed"
_BLANK_LINES = re.compile(r"\n[ \t\r\f]*+\n[ \t\r\n\f]*+")
"""Between two paragraphs. Possessive, so that no text is slow; only what a browser takes for white space."""


def article_text(reading: Reading, prefix: str) -> Markup:
    """Return the text of an article with its statements.

    Parameters
    ----------
    reading
        The article and its statements. A sentence that begins inside the one before it is shown from where that ends.
    prefix
        Begins every id, so that several articles stand on one page.
    """
    text, done = reading.article.text, 0
    paragraphs = _Paragraphs()
    for number, statements in enumerate(_by_sentence(reading), start=1):
        start, end = max(done, statements[0].sentence.start), min(len(text), statements[0].sentence.end)
        if start < end:
            paragraphs.between(text[done:start])
            paragraphs.add(_unit(text, start, end, statements, f"{prefix}-{number}"))
            done = end
    paragraphs.between(text[done:])
    return element("div", *paragraphs.close(), class_="text")


def _by_sentence(reading: Reading) -> Iterator[list[Statement]]:
    def place(statement: Statement) -> tuple[int, int]:
        return statement.sentence.start, statement.sentence.end

    for _, statements in groupby(sorted(reading, key=place), key=place):
        yield list(statements)


class _Paragraphs:
    """Gathers pieces into paragraphs. The blank lines between stay in the page, where a browser passes over them."""

    def __init__(self) -> None:
        self._closed: list[Markup] = []
        self._open: list[Markup] = []

    def add(self, piece: Markup) -> None:
        if piece:
            self._open.append(piece)

    def between(self, text: str) -> None:
        """Add text between sentences, which may end a paragraph."""
        done = 0
        for blank in _BLANK_LINES.finditer(text):
            self.add(escape(text[done : blank.start()]))
            self.close().append(escape(blank[0]))
            done = blank.end()
        self.add(escape(text[done:]))

    def close(self) -> list[Markup]:
        """End the paragraph; return everything so far."""
        if self._open:
            self._closed.append(element("p", *self._open))
            self._open = []
        return self._closed


def _unit(text: str, start: int, end: int, statements: Sequence[Statement], name: str) -> Markup:
    """Return a sentence and the note on it."""
    stances = list(dict.fromkeys(str(statement.stance) for statement in statements))
    kind = stances[0] if len(stances) == 1 else _MIXED
    evidence = [each for statement in statements for each in statement.evidence]
    sentence = element(
        "span",
        *_marked(text, start, end, evidence),
        class_="sentence",
        tabindex="0",
        role="group",
        aria_label=f"Statement, {' and '.join(stances)}",
        aria_describedby=f"{name}-note",
    )
    quiet = " quiet" if kind == Stance.NEUTRAL else ""
    note = element("span", *map(_remark, statements), class_=f"note{quiet}", id=f"{name}-note")
    return element("span", note, sentence, class_=f"unit {kind}", id=name)


def _marked(text: str, start: int, end: int, evidence: Iterable[Evidence]) -> Iterator[Markup]:
    """Yield a sentence in pieces, marked by whether what covers them speaks for or against the stance on the whole."""
    changes: dict[int, float] = {}
    covering: dict[int, int] = {}
    for each in evidence:
        first, last = max(start, each.start), min(end, each.end)
        if first < last:
            for place, sign in ((first, 1), (last, -1)):
                changes[place] = changes.get(place, 0.0) + sign * each.weight
                covering[place] = covering.get(place, 0) + sign
    done, weight, depth = start, 0.0, 0
    for place in [*sorted(changes), end]:
        piece = escape(text[done:place])
        side = "for" if weight >= 0 else "against"
        if piece:
            yield element("mark", piece, class_=side) if depth else piece
        done, weight, depth = place, weight + changes.get(place, 0.0), depth + covering.get(place, 0)


def _remark(statement: Statement) -> Markup:
    """Return the note on one statement: a line that always shows, and the rest."""
    about = holder_and_tie(statement)
    head = element(
        "span",
        glyph(statement.stance),
        " ",
        element("b", statement.stance),
        f" {statement.probability:.2f}{', unsure' if statement.abstain else ''}. ",
        *([element("span", about, class_="about"), ". "] if about else []),
        class_="head",
    )
    facts = element("span", _bar(statement), *starmap(_fact, _facts(statement)), class_="more")
    return element("span", head, facts, class_=f"remark {statement.stance}")


def _fact(name: str, value: str) -> Markup:
    return element("span", f"{name}: ", value, ". ", class_="fact")


def _facts(statement: Statement) -> Iterator[tuple[str, str]]:
    prediction = statement.prediction
    chances = ", ".join(f"{label} {prediction.probabilities.get(label, 0.0):.2f}" for label in ORDER)
    yield "Probabilities", chances
    if prediction.abstain:
        yield "Unsure", "below the model’s own threshold"
    if statement.holder is not None:
        yield "Holder", full_name(statement.holder)
    if statement.tie is not None:
        yield "Tie", full_tie(statement.tie)
    for name, value in (
        ("Rhetoric", prediction.rhetoric),
        ("Voice", statement.voice),
        ("Modality", statement.modality),
        ("Quote", None if statement.quote is None else f"“{statement.quote}”"),
    ):
        if value is not None:
            yield name, value
    for name, side in (("Speaks for it", 1), ("Speaks against it", -1)):
        told = [f"“{each.text}” {each.weight:+.2f}" for each in statement.evidence if (each.weight >= 0) == (side > 0)]
        if told:
            yield name, ", ".join(told)


def _bar(statement: Statement) -> Markup:
    """Return the probabilities as lengths."""
    parts = (
        element("span", class_=str(label), style=f"width:{100 * statement.prediction.probabilities.get(label, 0):.1f}%")
        for label in ORDER
    )
    return element("span", *parts, class_="bar", aria_hidden="true")
