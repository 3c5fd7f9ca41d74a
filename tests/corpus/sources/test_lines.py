from hypothesis import given
from hypothesis import strategies as st

from stance.corpus.sources._lines import document_text, joined, squeezed


def test_squeezed_drops_what_cannot_be_seen():
    assert squeezed(" a\u200bb\u00ad\u00a0 c\x96\ud800 \x85d\u2028e ") == "ab c– d e"


def test_joined_keeps_the_hyphen_of_a_word():
    assert joined("the Secretary-", "General") == "the Secretary-General"


def test_joined_parts_a_suspended_hyphen():
    assert joined("short-", "and long-term") == "short- and long-term"


def test_joined_puts_no_space_before_a_stop():
    assert joined("to the committee", ".") == "to the committee."


def test_document_text_mends_stray_spaces():
    assert document_text(["He left , she ( Ann ) stayed .", "“ Why ? ”"]) == "He left, she (Ann) stayed.\n“Why?”"


def test_document_text_keeps_a_spaced_ellipsis():
    assert document_text(["He said . . . nothing."]) == "He said . . . nothing."


@given(st.lists(st.text()))
def test_document_text_has_clean_lines(paragraphs):
    text = document_text(paragraphs)
    text.encode()
    assert all(line and line == " ".join(line.split()) for line in text.split("\n")) or text == ""
