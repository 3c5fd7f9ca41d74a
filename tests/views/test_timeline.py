from datetime import date, timedelta

import pytest

from stance.records import Article
from stance.views.reading import Reading
from stance.views.timeline import timeline

TEXT = "Ruritania condemned it."


def drawn(tree):
    """Tell the marks: where each stands from left to right, and what its title tells."""
    marks = [node for node in tree.every("text") if node.classes]
    return [(float(node.attributes["x"]), next(node.every("title")).text()) for node in marks]


def axis(tree):
    return [node.text() for node in tree.every("text") if node.attributes["y"] == "16"]


@pytest.fixture
def report(state, parse):
    """The timeline of an article a day, each with a warning; None is an article without a date."""

    def make(days, holder="CHN"):
        statements = (state(TEXT, 0, len(TEXT), "warning", holder, ("CHN", "USA")),)
        articles = [Article("a", TEXT, published=None if day is None else str(day)) for day in days]
        return parse(timeline([Reading(article, statements) for article in articles]))

    return make


def test_the_table_tells_date_holder_tie_and_stance(readings, parse):
    rows = [
        [cell.text() for cell in row.every() if cell.tag in ("th", "td")]
        for row in parse(timeline(readings)).every("tr")
    ]
    pair = "China (CHN) – United States (USA)"
    assert rows[0] == ["date", "holder", "tie", "▲ supportive", "▼ warning"]
    assert rows[1:4] == [
        ["2024-01-10", "China (CHN)", pair, "0", "1"],
        ["2024-01-10", "United States (USA)", pair, "1", "0"],
        ["2024-01-10", "the writer", "a party that is not named (OTHER) – Taiwan (TWN)", "1", "0"],
    ]
    assert [row[0] for row in rows[1:]] == ["2024-01-10"] * 3 + ["2024-03-05"] * 3 + ["no date"] * 3


def test_the_drawing_tells_the_same_as_the_table(readings, parse):
    told = sorted(title for _, title in drawn(parse(timeline(readings))))
    days = ["2024-01-10", "2024-03-05", "no date"]
    marks = ["CHN: CHN–USA: 1 warning", "USA: CHN–USA: 1 supportive", "the writer: OTHER–TWN: 1 supportive"]
    assert told == [f"{day}, {mark}" for day in days for mark in marks]


def test_the_drawing_has_a_name(readings, parse):
    (svg,) = parse(timeline(readings)).every("svg")
    assert svg.attributes["role"] == "img"
    assert next(svg.every("title")).text().startswith("Statements from 2024-01-10 to 2024-03-05")


def test_dates_stand_in_proportion(report):
    first = date(2024, 1, 1)
    places = [x for x, _ in drawn(report([first, first + timedelta(25), first + timedelta(100)]))]
    assert (places[1] - places[0]) / (places[2] - places[0]) == pytest.approx(0.25, abs=0.01)


def test_statements_of_one_day_are_one_mark(report):
    assert [told for _, told in drawn(report([date(2024, 1, 1)] * 3))] == ["2024-01-01, CHN: CHN–USA: 3 warning"]


def test_without_a_date_nothing_is_made_up(report):
    tree = report([None, None])
    assert axis(tree) == ["no date"]
    assert next(tree.every("title")).text().startswith("Statements without a date")


def test_the_axis_names_first_and_last_and_keeps_its_distance(report):
    days = [date(2024, 1, 1) + timedelta(each) for each in (0, 1, 2, 3, 500, 998, 999, 1000)]
    found = axis(report(days))
    assert (found[0], found[-1]) == (str(days[0]), str(days[-1]))
    assert len(found) <= 5


def test_more_rows_than_can_be_drawn_are_in_the_table(state, parse):
    ties = [("CHN", f"X{number:02}") for number in range(30)]
    statements = tuple(state(TEXT, 0, len(TEXT), "warning", "CHN", tie) for tie in ties)
    tree = parse(timeline([Reading(Article("a", TEXT), statements)]))
    assert (len(drawn(tree)), len(list(tree.every("tr")))) == (24, 31)
    assert "The 6 least frequent holders and ties are in the table only." in next(tree.every("figcaption")).text()


def test_no_tie_is_told(parse):
    assert "nothing to draw" in parse(timeline([Reading(Article("a", TEXT), ())])).text()
