"""The one place where (sentence, tie) becomes the string that a model sees, for training and for serving."""

from stance.errors import TieNotSupported
from stance.protocols import Input
from stance.text.normalise import fold
from stance.text.parties import find_parties
from stance.text.usable import check_text

PARTY = "partyx"
"""What stands for every party in masked text: no word of English."""


def mask_parties(text: str) -> str:
    """Return the text with every party replaced by one word: what is said stays, about whom does not."""
    pieces, last = [], 0
    for mention in find_parties(text):
        pieces += [text[last : mention.start], PARTY]
        last = mention.end
    return "".join([*pieces, text[last:]])


def render(item: Input, model: str) -> str:
    """Return what a model that is blind to ties sees of an input: the normalised text.

    Parameters
    ----------
    item
        A text, or a text and a tie.
    model
        Name of the model, for the error.

    Raises
    ------
    TypeError
        If the item is neither.
    UnusableText
        If the text cannot be read.
    TieNotSupported
        If a tie is asked about.
    """
    text, tie = item if isinstance(item, tuple) else (item, None)
    if tie is not None:
        raise TieNotSupported(model)
    return fold(check_text(text))
