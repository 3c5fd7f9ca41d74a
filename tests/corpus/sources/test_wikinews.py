import csv
import io

import pytest

from stance.corpus.sources.base import File
from stance.corpus.sources.wikinews import SOURCE
from stance.errors import BadRow

ADDRESS = "https://en.wikinews.org//wiki/"


def sheet(*rows):
    text = io.StringIO()
    csv.writer(text).writerows([("url", "date", "title", "text"), *rows])
    return File("data/wikinews_2020.csv", text.getvalue().encode())


def extract(*rows):
    return list(SOURCE.extract([sheet(*rows)]))


def text(raw):
    return extract((f"{ADDRESS}Page", "2020-01-02", "Title", raw))[0].text


def test_article_is_named_as_its_address_spells_it():
    (document,) = extract((f"{ADDRESS}Caf%C3%A9_a/b;_one_more", "2020-01-02", " The  title ", "It rained."))
    assert document.id == "wikinews/Caf%C3%A9_a%2Fb;_one_more"
    assert (document.date, document.title, document.file) == ("2020-01-02", "The title", "data/wikinews_2020.csv")


def test_article_with_no_day_has_no_date():
    assert extract((f"{ADDRESS}Page", "January", "Title", "It rained."))[0].date is None


def test_date_line_and_captions_are_dropped():
    raw = "Sunday, May 3, 2020 \n\n\nIt  rained.\n\n\nRain. Image: A. Body.\n\n\nA wet street\n\n\nIt stopped.\n"
    assert text(raw) == "It rained.\nIt stopped."


@pytest.mark.parametrize("line", ["— Ann Rowe", "██ Hares: 3", "This article requires pre-publication review by you."])
def test_what_is_no_prose_is_dropped(line):
    assert text(f"It rained.\n{line}") == "It rained."


@pytest.mark.parametrize("heading", ["Sources", "Related news", "External links:"])
def test_lists_at_the_end_are_dropped(heading):
    assert text(f"It rained.\n\n{heading}\n\nAnn Rowe. Rain in Lima. The Paper, 2020.") == "It rained."


def test_long_sentence_without_a_stop_is_kept():
    raw = "In the other matches of the week, the northern club lost to the southern club by 22 to 32"
    assert text(raw) == raw


def test_speakers_of_an_interview_are_named():
    raw = "((WN))  Why rain?\n\n((Ann Rowe)) : It is wet.\n\n: And why now?"
    assert text(raw) == "WN: Why rain?\nAnn Rowe: It is wet.\nAnd why now?"


def test_sentence_broken_in_two_is_closed():
    assert text("It rained on the\n\nhills.") == "It rained on the hills."


def test_original_of_a_quotation_in_another_script_is_dropped():
    assert text('"It rains." ((ru))Russian: \u200dИдёт дождь. Then it stopped.') == '"It rains." Then it stopped.'


def test_original_of_a_quotation_in_our_script_ends_the_line():
    raw = "It rained. The party ((pl))Polish language: \u200dPartia said so."
    assert text(raw) == "It rained."


def test_first_of_two_rows_with_one_address_counts():
    rows = [(f"{ADDRESS}Page", "2020-01-02", "Title", body) for body in ("First.", "Second.")]
    assert [document.text for document in extract(*rows)] == ["First."]


def test_test_pages_are_left_out():
    assert extract((f"{ADDRESS}TEST_PAGE:One", "2020-01-02", "Title", "This is a test.")) == []


@pytest.mark.parametrize("address", ["", "https://example.org/page", f"{ADDRESS}", f"{ADDRESS}two words"])
def test_address_without_a_page_is_named(address):
    with pytest.raises(BadRow, match="address"):
        extract((address, "2020-01-02", "Title", "It rained."))


@pytest.mark.parametrize("data", [b"url,date\r\na,b\r\n", b"url,date,title,text\r\na,b\r\n"])
def test_missing_columns_are_named(data):
    with pytest.raises(BadRow, match="url, date, title, text"):
        list(SOURCE.extract([File("data/wikinews_2020.csv", data)]))


def test_what_is_no_csv_is_named():
    field = "x" * (csv.field_size_limit() + 1)
    with pytest.raises(BadRow, match="not CSV"):
        extract((f"{ADDRESS}Page", "2020-01-02", "Title", field))
