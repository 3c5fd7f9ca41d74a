import json

import stance
from stance import records
from stance.views.displacy import to_displacy
from stance.views.frame import to_frame
from stance.views.html import article_page, notebook_cell


def test_read_gives_the_public_reading():
    found = stance.read("Talks begin today.", model="linear-v4")
    assert type(found) is stance.Reading
    assert isinstance(found, records.Reading)


def test_it_is_equal_to_another_of_the_same_statements(reading):
    assert reading == stance.Reading(reading.article, reading.statements)


def test_its_methods_are_the_views(reading):
    assert reading.to_html() == article_page(reading)
    assert reading._repr_html_() == notebook_cell(reading)
    assert reading.to_displacy() == to_displacy(reading)
    assert reading.to_frame().equals(to_frame(reading))


def test_jsonl_is_a_row_a_statement(reading):
    lines = reading.to_jsonl().split("\n")
    assert lines.pop() == ""
    expected = [statement.to_dict() | {"english": True} for statement in reading]
    assert [json.loads(line) for line in lines] == expected


def test_jsonl_of_no_statements_is_empty(reading):
    assert stance.Reading(reading.article, ()).to_jsonl() == ""
