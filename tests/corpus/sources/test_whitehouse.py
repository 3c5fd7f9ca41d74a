import pytest

from stance.corpus.sources.base import File
from stance.corpus.sources.whitehouse import SOURCE
from stance.errors import BadRow

HEADING = "<h1>Briefing by Press Secretary Ann Rowe, 3/4/12</h1>\n"


def extract(body, heading=HEADING):
    literal = body if isinstance(body, str) else repr(body)
    (document,) = SOURCE.extract([File("pressBriefings/12.html", (heading + literal).encode())])
    return document


def lines(html):
    return extract(html.encode()).text.split("\n")


def test_briefing_has_its_number_title_and_date():
    document = extract(b"<p>MR. ROWE: Hello.</p>")
    assert (document.id, document.date) == ("whitehouse/12", "2012-03-04")
    assert document.title == "Briefing by Press Secretary Ann Rowe, 3/4/12"


@pytest.mark.parametrize("heading", ["<h1>A Briefing</h1>\n", ""])
def test_briefing_without_a_day_in_its_title_has_no_date(heading):
    assert extract(b"<p>Q Why?</p>", heading).date is None


def test_only_what_is_said_is_kept():
    html = "<p>Briefing Room</p><p>1:08 P.M. EST</p><p>MS. ROWE: Hello.</p><p>It rains.</p><p>END<br/>1:41 P.M. EST</p>"
    assert lines(html) == ["MS. ROWE: Hello.", "It rains."]


def test_second_briefing_on_a_page_is_kept():
    html = "<p>MR. ROWE: Bye.</p><p>END 2:25 P.M. EDT</p><p>Room</p><p>1:12 P.M.</p><p>Q Hello?</p><p>END</p>"
    assert lines(html) == ["MR. ROWE: Bye.", "Q Hello?"]


def test_bytes_and_entities_are_decoded():
    html = "<p>\n\tMR. ROWE:\u00a0 It\u2019s R&amp;D\u00a0 &amp;amp; more.\u00a0</p>"
    assert lines(html) == ["MR. ROWE: It’s R&D & more."]


def test_scripts_and_navigation_are_dropped():
    html = "<nav>Home<p>Q Menu</p></nav><p>MR. ROWE: Yes.</p><script>var a = '<p>';</script><p>No.</p>"
    assert lines(html) == ["MR. ROWE: Yes.", "No."]


def test_inline_marks_do_not_part_a_sentence():
    assert lines("<p>MR. ROWE: It is <em>very</em> <a href='x'>wet</a>.</p>") == ["MR. ROWE: It is very wet."]


def test_sentence_broken_by_a_line_break_is_closed():
    assert lines("<p>MR. ROWE: It is very<br/>wet.<br/>Yes.</p>") == ["MR. ROWE: It is very wet.", "Yes."]


def test_sentence_that_another_speaker_breaks_off_stays_open():
    assert lines("<p>Q But the</p><p>MR. McROWE: No.</p>") == ["Q But the", "MR. McROWE: No."]


def test_page_in_one_paragraph_is_parted_by_speaker():
    html = (
        "<p>Aboard a plane 10:00 A.M. EST MR. ROWE: Ask. Q Why? MS. O’DAY: Because -- (laughter.) MR. ROWE: Well.</p>"
    )
    assert lines(html)[-3:] == ["Q Why?", "MS. O’DAY: Because -- (laughter.)", "MR. ROWE: Well."]


def test_spaces_lost_after_stops_are_put_back():
    assert lines("<p>MR. ROWE:Hello, all.Good to see you.See usa.gov or the U.S.A. now.</p>") == [
        "MR. ROWE: Hello, all. Good to see you. See usa.gov or the U.S.A. now."
    ]


def test_footnote_marks_are_dropped():
    assert lines("<p>*MR. ROWE: It was vetoed.*</p>") == ["MR. ROWE: It was vetoed."]


@pytest.mark.parametrize("body", ["", "'text'", "b'open", "b'a' + b'b'", "b'\\xff'", "b'a\x00'", "b'" + "(" * 10_000])
def test_damaged_page_is_named(body):
    with pytest.raises(BadRow, match=r"12\.html"):
        extract(body)


def test_code_is_never_run():
    with pytest.raises(BadRow):
        extract("b''.join([])")
