"""Counts of statements by holder and by tie, as tables."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from stance.labels import Stance
from stance.records import Statement
from stance.views.labels import NONE, ORDER, full_name, full_tie, glyph, holder_of
from stance.views.markup import Markup, element, joined


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
    return joined(f"{counts.total()} statement{'' if counts.total() == 1 else 's'}: ", *told)


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
