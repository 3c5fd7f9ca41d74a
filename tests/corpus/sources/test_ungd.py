from hypothesis import given
from hypothesis import strategies as st

from stance.corpus.sources.base import File
from stance.corpus.sources.ungd import SOURCE, paragraphs


def text(raw):
    return list(filter(None, paragraphs(raw)))


def test_speech_has_its_code_session_and_year():
    path = "data/data_original/TXT/Session 66 - 2011/XYZ_66_2011.txt"
    (document,) = SOURCE.extract([File(path, b"\xef\xbb\xbfWe seek \npeace. \n")])
    assert (document.id, document.date, document.title) == ("ungd/XYZ_66_2011", "2011", None)
    assert (document.text, document.file) == ("We seek peace.", path)


def test_indented_lines_begin_paragraphs():
    raw = " We came here to speak of the sea and the \nland. \n We leave. \n"
    assert text(raw) == ["We came here to speak of the sea and the land.", "We leave."]


def test_empty_lines_part_paragraphs():
    assert text("We came here to speak of the sea.\n\nWe leave.") == ["We came here to speak of the sea.", "We leave."]


def test_line_that_ends_early_ends_its_paragraph():
    raw = (
        "We came here to speak of the sea and the land and the\n"
        "sky.\n"
        "We also came here to speak of the deep lakes and of\n"
        "the rivers that feed them all."
    )
    assert text(raw)[0] == "We came here to speak of the sea and the land and the sky."
    assert len(text(raw)) == 2


def test_line_that_was_never_wrapped_is_a_paragraph():
    long = "We came here to speak. " * 12
    assert text(f"{long}\n{long}") == [long.strip(), long.strip()]


def test_page_number_in_a_sentence_is_dropped():
    raw = " The free peoples of the isles have a right to \n \n \n23 10-54321 \n \ntheir own sea. \n"
    assert text(raw) == ["The free peoples of the isles have a right to their own sea."]


def test_page_number_in_a_word_is_dropped():
    assert text("We thank the Secretary-\n10-54321 7 \n \nGeneral.") == ["We thank the Secretary-General."]


def test_page_break_in_a_sentence_is_closed():
    assert text("We hope that the\n\n\n\f\nharvest is good.") == ["We hope that the harvest is good."]


def test_notice_of_the_record_is_dropped():
    raw = (
        "We hope that the\n\nThis record contains the text of speeches in\nmany words. They will be issued in a "
        "consolidated \ncorrigendum.\n\n\fharvest is good."
    )
    assert text(raw) == ["We hope that the harvest is good."]


def test_note_on_the_language_is_dropped():
    assert text("We agree.\n\n(spoke in French)\nWe repeat it.") == ["We agree.", "We repeat it."]


def test_abbreviation_at_the_end_of_a_line_ends_no_paragraph():
    assert text("I thank Mr.\n\n Ono.") == ["I thank Mr. Ono."]


def test_parted_ligatures_are_closed():
    raw = "The f lood was brief ly ref lected in our f lag, of late, if less."
    assert text(raw) == ["The flood was briefly reflected in our flag, of late, if less."]


def test_reference_that_was_lost_is_dropped():
    assert text("As I said (see ), we agree ().") == ["As I said, we agree."]


@given(st.text(alphabet="aA .-\n\f1(", max_size=200))
def test_paragraphs_never_raise(raw):
    assert all("\n" not in paragraph for paragraph in paragraphs(raw))
