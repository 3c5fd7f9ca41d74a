import pytest

from stance.records import Reading
from stance.views.summary import basis, summary_tables, totals


def rows(table):
    return [[node.text() for node in row.every() if node.tag in ("th", "td")] for row in table.every("tr")]


def test_statements_are_counted_by_holder_and_by_tie(reading, parse):
    by_holder, by_tie = parse(summary_tables(reading)).every("table")
    assert rows(by_holder) == [
        ["holder", "▲ supportive", "▼ warning", "· neutral", "all"],
        ["China (CHN)", "0", "1", "0", "1"],
        ["United States (USA)", "1", "0", "0", "1"],
        ["the writer", "1", "0", "0", "1"],
        ["none", "1", "0", "1", "2"],
        ["all", "3", "1", "1", "5"],
    ]
    assert rows(by_tie)[1:] == [
        ["China (CHN) – United States (USA)", "1", "1", "0", "2"],
        ["a party that is not named (OTHER) – Taiwan (TWN)", "1", "0", "0", "1"],
        ["none", "1", "0", "1", "2"],
        ["all", "3", "1", "1", "5"],
    ]


def test_no_statements_are_counted_as_none(parse):
    for table in parse(summary_tables([])).every("table"):
        assert rows(table)[1:] == [["all", "0", "0", "0", "0"]]


@pytest.mark.parametrize(("count", "told"), [(0, "0 statements:"), (1, "1 statement:"), (2, "2 statements:")])
def test_totals_are_told_in_a_line(count, told, reading, parse):
    assert parse(totals(reading.statements[:count])).text().startswith(told)


def test_sentences_are_counted_once_and_statements_each(reading, readings):
    assert basis([reading]) == (
        "A sentence counts once for each holder and tie, so 4 sentences give 5 statements; 1 of them is below the "
        "model’s threshold (marked unsure) and is counted all the same."
    )
    assert "so 12 sentences give 15 statements; 3 of them are below" in basis(readings)


def test_nothing_is_said_of_what_is_unsure_where_nothing_is(reading):
    sure = Reading(reading.article, reading.statements[3:4])
    assert basis([sure]).endswith("so 1 sentence gives 1 statement.")


def test_a_table_scrolls_from_the_keyboard(reading, parse):
    boxes = list(parse(summary_tables(reading)).every(having="scroll"))
    assert [(box.attributes["tabindex"], box.attributes["aria-label"]) for box in boxes] == [
        ("0", "By holder"),
        ("0", "By tie"),
    ]
