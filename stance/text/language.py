"""Whether a text is English, which is all that the models and rules here can read.

Decides by script and by counts of function words, English against other languages. Does not tell which other language
it is, nor read each sentence by itself.
"""

import re
from collections.abc import Iterator

from stance.text._words import word_list

_STRETCH = 6_000
"""Code points that are looked at in the beginning, in the middle and at the end of a text."""

_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-zªºÀ-ÖØ-öø-ɏɐ-ʯᴀ-ᶿḀ-ỿﬀ-ﬆＡ-Ｚａ-ｚ]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

_LEAST_LATIN = 0.7
"""Fraction of letters that are Latin: an English article may quote a name as it is written elsewhere."""

_FEWEST_WORDS = 8
_ENOUGH_WORDS = 25
_LEAST_ENGLISH = 0.03
"""Fraction of words that are function words of English. In prose it is about 0.3, in headlines it may be 0."""


def is_english(text: str) -> bool:
    """Tell whether a text is English, as far as anything in it tells.

    Parameters
    ----------
    text
        Any text. Of a long one no more than a beginning, a middle and an end is looked at.

    Returns
    -------
    bool
        False if under 0.7 of the letters are Latin; if there are 8 words or more and fewer than two English function
        words for each foreign one; or if there are 25 or more and under 3 % are English function words. A text that
        tells nothing, being short or a headline, counts as English.

    Notes
    -----
    That function words tell a language is the method of Ingle, N. C. (1976). A language identification table. The
    Incorporated Linguist 15(4). The lists are our own (``word_lists.tsv``, `english` and `foreign`): articles,
    pronouns, prepositions, conjunctions and auxiliaries, without those that are spelt alike in English and another of
    the languages and without what stands in names ("de", "van", "des").
    """
    sample = " ".join(_stretches(text))
    letters = len(_LETTER.findall(sample))
    if len(_LATIN.findall(sample)) < _LEAST_LATIN * letters:
        return False
    words = _WORD.findall(sample)
    if len(words) < _FEWEST_WORDS:
        return True
    english = sum(word.lower() in word_list("english") for word in words)
    # With a capital it may be a name: "Han", "Los Angeles".
    foreign = sum(word in word_list("foreign") for word in words)
    return english >= 2 * foreign and (len(words) < _ENOUGH_WORDS or english >= _LEAST_ENGLISH * len(words))


def _stretches(text: str) -> Iterator[str]:
    """Yield a text, or if it is long its beginning, middle and end."""
    if len(text) <= 3 * _STRETCH:
        yield text
        return
    for start in (0, (len(text) - _STRETCH) // 2, len(text) - _STRETCH):
        yield text[start : start + _STRETCH]
