"""Writing HTML so that text cannot become markup: a string is escaped unless its type says that it is HTML already."""

import re
from html import escape as _escape
from importlib.resources import files

_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
"""What no page in UTF-8 can hold. A reader of HTML would put U+FFFD in the place of a NUL itself."""

_VOID = frozenset({"meta"})

# No script runs and nothing is fetched, whatever the text says, should an escape ever be missed.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


class Markup(str):
    """A string that is HTML. What is joined to it is a plain string again, and so is escaped where it is used."""

    __slots__ = ()


def escape(text: str) -> Markup:
    """Return the HTML that a browser reads as the text, unchanged; U+FFFD stands for what a page cannot hold."""
    whole = _UNWRITABLE.sub("\ufffd", text)
    # A carriage return as a character reference: a bare one is read as a line feed.
    return Markup(_escape(whole).replace("\r", "&#13;"))


def element(tag: str, *content: str, **attributes: str | float | None) -> Markup:
    """Return an element.

    Parameters
    ----------
    tag
        Its name.
    content
        In order; escaped unless it is `Markup`.
    attributes
        Values, escaped; None leaves the attribute out. Names end in an underscore where Python needs it (``class_``),
        other underscores are hyphens (``aria_label``).
    """
    given = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _VOID:
        return Markup(f"<{tag}{given}>")
    return Markup(f"<{tag}{given}>{joined(*content)}</{tag}>")


def joined(*content: str) -> Markup:
    """Return pieces of content one after another, escaped unless they are `Markup`."""
    return Markup("".join(each if isinstance(each, Markup) else escape(each) for each in content))


def document(title: str, *body: str) -> str:
    """Return a whole page that loads nothing from elsewhere and runs no script."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("style", Markup((files("stance.views") / "style.css").read_text(encoding="utf-8"))),
    )
    return f"<!doctype html>\n{element('html', head, element('body', *body), lang='en')}\n"
