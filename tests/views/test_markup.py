import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.views.markup import Markup, document, element, escape, joined

PIECES = [
    "<script>x()</script>",
    "</style>",
    "&amp;",
    "&#13;",
    "<!--",
    "-->",
    "]]>",
    "\r\n",
    "\r",
    "\n\n",
    "'",
    '"',
    "\0",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8) | st.just("\ud800"), max_size=12).map("".join)


def shown(text):
    return re.sub("[\0\ud800-\udfff]", "\ufffd", text)


@settings(deadline=None, max_examples=300)
@given(text=TEXTS)
def test_text_is_read_back_unchanged(text, parse):
    assert parse(element("p", text)).text() == shown(text)


@settings(deadline=None, max_examples=300)
@given(text=TEXTS)
def test_an_attribute_is_read_back_unchanged(text, parse):
    (node,) = parse(element("a", title=text)).every()
    assert node.attributes == {"title": shown(text)}


@settings(deadline=None, max_examples=100)
@given(text=TEXTS)
def test_a_page_can_be_written_whatever_its_text(text, parse):
    page = document(text, element("p", text))
    page.encode("utf-8")
    assert [node.text() for node in parse(page).every() if node.tag in ("title", "p")] == [shown(text)] * 2


def test_markup_is_not_escaped_again():
    assert element("p", element("b", "<")) == "<p><b>&lt;</b></p>"
    assert joined("a&", Markup("<i></i>")) == "a&amp;<i></i>"


def test_what_is_joined_to_markup_is_text_again():
    assert element("p", Markup("<b>") + "<i>") == "<p>&lt;b&gt;&lt;i&gt;</p>"


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"class_": "x"}, '<p class="x"></p>'),
        ({"aria_label": "x"}, '<p aria-label="x"></p>'),
        ({"title": None}, "<p></p>"),
        ({"x": 1.5}, '<p x="1.5"></p>'),
    ],
)
def test_attributes_are_named_as_html_names_them(attributes, expected):
    assert element("p", **attributes) == expected


def test_a_void_element_is_not_closed():
    assert element("meta", charset="utf-8") == '<meta charset="utf-8">'


def test_a_carriage_return_is_no_line_feed():
    assert escape("a\r\nb") == "a&#13;\nb"
