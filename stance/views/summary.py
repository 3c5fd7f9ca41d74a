"""Counts of statements by holder and by tie, as tables."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from stance.labels import Stance
from stance.records import Reading, Statement
from stance.views.labels import NONE, ORDER, WRITER, full_name, full_tie, glyph, holder_of
from stance.views.markup import Markup, element, joined

KEY = (
    ("Holder", "whose stance it is"),
    ("Tie", "the relationship it is about"),
    (WRITER, "no party’s"),
    (NONE, "neutral, or the tie is not known"),
    ("Numbers after words", "how far they move the log-odds of the stance"),
)
"""What the words of the page mean."""


def key() -> Markup:
    """Return what the words of the page mean, in a line."""
    told = (part for word, meaning in KEY for part in ("; ", element("b", word), f": {meaning}"))
    return element("p", *list(told)[1:], ".", class_="key")


def basis(readings: Iterable[Reading]) -> str:
    """Return what is counted, and how much of it the model is unsure of, in a sentence."""
    every = list(readings)
    sentences = sum(len({(each.start, each.end) for each in reading}) for reading in every)
    statements = sum(map(len, every))
    unsure = sum(each.abstain for reading in every for each in reading)
    told = (
        f"A sentence counts once for each holder and tie, so {_count(sentences, 'sentence')} "
        f"{'gives' if sentences == 1 else 'give'} {_count(statements, 'statement')}"
    )
    if not unsure:
        return f"{told}."
    verb = "is" if unsure == 1 else "are"
    threshold = "the model’s threshold (marked unsure)"
    return f"{told}; {unsure:,} of them {verb} below {threshold} and {verb} counted all the same."


def summary_tables(statements: Iterable[Statement]) -> Markup:
    """Return two tables: how many statements of each stance each holder has, and how many are about each tie."""
    counted = list(statements)
    return element(
        "div",
        count_table("By holder", "holder", _counts(counted, lambda each: full_name(holder_of(each)))),
        count_table("By tie", "tie", _counts(counted, lambda each: full_tie(each.tie))),
        class_="tables",
    )


def totals(statements: Iterable[Statement]) -> Markup:
    """Return how many statements there are of each stance, in a line."""
    counts = Counter(statement.stance for statement in statements)
    told = [part for label in ORDER for part in (", ", glyph(label), f" {counts[label]} {label}")][1:]
    return joined(f"{_count(counts.total(), 'statement')}: ", *told)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def count_table(caption: str, heading: str, rows: Mapping[str, Counter[Stance]]) -> Markup:
    """Return a table with a row for each name, a column for each stance, and the sums at its foot."""
    whole = sum(rows.values(), Counter[Stance]())
    head = [element("th", heading, scope="col")]
    head += [element("th", glyph(label), f" {label}", scope="col", class_="number") for label in ORDER]
    return scrolling(
        caption,
        element(
            "table",
            element("caption", caption),
            element("thead", element("tr", *head, element("th", "all", scope="col", class_="number"))),
            element("tbody", *(_row(name, counts) for name, counts in rows.items())),
            element("tfoot", _row("all", whole)),
        ),
    )


def scrolling(name: str, content: Markup) -> Markup:
    """Return wide content in a box that scrolls sideways by itself, also from the keyboard."""
    return element("div", content, class_="scroll", role="group", tabindex="0", aria_label=name)


def _row(name: str, counts: Counter[Stance]) -> Markup:
    numbers = (*(counts[label] for label in ORDER), counts.total())
    cells = (element("td", f"{number:,}", class_="number") for number in numbers)
    return element("tr", element("th", name, scope="row"), *cells)


def _counts(statements: Iterable[Statement], name: Callable[[Statement], str]) -> dict[str, Counter[Stance]]:
    """Return the counts of each name, the most frequent first, those without one last."""
    counts: defaultdict[str, Counter[Stance]] = defaultdict(Counter)
    for statement in statements:
        counts[name(statement)][statement.stance] += 1
    return dict(sorted(counts.items(), key=lambda item: (item[0] == NONE, -item[1].total(), item[0])))
