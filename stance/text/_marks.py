"""Where quotation marks stand, and which way each faces in text whose marks may be lost, doubled or turned around."""

import re

_MARK = re.compile(r"[\"“”„«»]")
_MARKED = re.compile(r"[\"“][^\"“”]*[\"”]?")


def marked_spans(sentence: str) -> list[tuple[int, int]]:
    """Return the spans from a double quotation mark to the next, or to the end, as they stand: nothing is mended."""
    return [match.span() for match in _MARKED.finditer(sentence)]


def opening_marks(paragraph: str) -> set[int]:
    """Return the places of the double quotation marks that open a quotation.

    A mark after a space and before a letter opens; one after a letter and before a space closes, whatever its shape.
    One that touches both, or neither, is the opposite of the mark before it in the paragraph.
    """
    places = set()
    is_open = False
    for match in _MARK.finditer(paragraph):
        at = match.start()
        space_before = at == 0 or paragraph[at - 1].isspace()
        space_after = at + 1 == len(paragraph) or paragraph[at + 1].isspace()
        is_open = space_before if space_before != space_after else not is_open
        if is_open:
            places.add(at)
    return places
