"""Normalisation with an offset map: one form for what looks the same, and the way back to the original.

Folds compatibility forms (NFKC), curly and angled quotation marks, dashes and exotic spaces; drops zero-width and
control characters; collapses white space. Does not touch case, accents, words or digits.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_FOLDED = {
    **dict.fromkeys("“”„‟«»〝〞〟″", '"'),
    **dict.fromkeys("‘’‚‛‹›′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
_BASE, _MARK, _INVISIBLE = "base", "mark", "invisible"
_DROPPED = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_PLAIN = re.compile(r"[!-_a-~]+(?: [!-_a-~]+)*", re.ASCII)
_SIMPLE = re.compile(rf"[\t\n\r -~\xa0À-ÿ{re.escape(''.join(_FOLDED))}]*")
"""Characters that fold one by one: NFKC changes none of them, but for those that are folded first."""
_FILLED = re.compile(r"\S+")
_FOLDED_ALONE = str.maketrans(_FOLDED)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text and where each of its characters came from.

    Attributes
    ----------
    text
        The normalised text.
    starts, ends
        For each character, the span of the original that it stands for.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original text that ``text[start:end]`` came from.

        Raises
        ------
        ValueError
            If the span is empty or outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"got span {start}-{end}, expected one inside 0-{len(self.text)} that is not empty")
        return self.starts[start], self.ends[end - 1]

    def lower(self) -> "Normalised":
        """Return the text in small letters, as ``str.lower`` gives it, traced to the same original."""
        text = self.text.lower()
        if len(text) == len(self.text):
            return Normalised(text, self.starts, self.ends)
        places = [place for place, character in enumerate(self.text) for _ in character.lower()]
        return Normalised(
            text, tuple(self.starts[place] for place in places), tuple(self.ends[place] for place in places)
        )

    def replaced(self, spans: Iterable[tuple[int, int]], word: str) -> "Normalised":
        """Return the text with each span replaced by a word, all of which stands for all that the span stood for.

        Parameters
        ----------
        spans
            Spans of the text: not empty, in order, without overlap.
        word
            What takes their place.
        """
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        last = 0
        for start, end in spans:
            pieces += [self.text[last:start], word]
            starts += [*self.starts[last:start], *[self.starts[start]] * len(word)]
            ends += [*self.ends[last:start], *[self.ends[end - 1]] * len(word)]
            last = end
        return Normalised(
            "".join([*pieces, self.text[last:]]), (*starts, *self.starts[last:]), (*ends, *self.ends[last:])
        )


def normalise(text: str) -> Normalised:
    """Return the normalised text with its offset map.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    Normalised
        Normalising its text again changes nothing.

    Notes
    -----
    NFKC is Unicode Standard Annex 15. It is applied to each base character with its combining marks, so that every
    character of the result can be traced.
    """
    if _SIMPLE.fullmatch(text):
        return _normalise_alone(text)
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for places in _clusters(text):
        start, end = places[0], places[-1] + 1
        for character in _fold("".join(text[place] for place in places)):
            if character == " " and (not characters or characters[-1] == " "):
                continue
            characters.append(character)
            starts.append(start)
            ends.append(end)
    if characters and characters[-1] == " ":
        characters.pop(), starts.pop(), ends.pop()
    return Normalised("".join(characters), tuple(starts), tuple(ends))


def fold(text: str) -> str:
    """Return the normalised text alone: ``normalise(text).text``."""
    if _PLAIN.fullmatch(text):
        return text
    if _SIMPLE.fullmatch(text):
        return " ".join(text.translate(_FOLDED_ALONE).split())
    return normalise(text).text


def _normalise_alone(text: str) -> Normalised:
    """Return a text normalised that has characters only that fold one by one."""
    folded = " ".join(text.translate(_FOLDED_ALONE).split())
    if len(folded) == len(text):
        return Normalised(folded, tuple(range(len(text))), tuple(range(1, len(text) + 1)))
    places: list[int] = []
    end = 0
    for run in _FILLED.finditer(text):
        # The first space of those that are one now.
        places += [end, *range(*run.span())] if places else range(*run.span())
        end = run.end()
    return Normalised(folded, tuple(places), tuple(place + 1 for place in places))


def _clusters(text: str) -> list[list[int]]:
    """Return the places of each base character and of the marks that combine with it; invisible ones are left out."""
    clusters: list[list[int]] = []
    for place, character in enumerate(text):
        kind = _kind(character)
        if kind == _MARK and clusters:
            clusters[-1].append(place)
        elif kind != _INVISIBLE:
            clusters.append([place])
    return clusters


@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    if unicodedata.category(character) in _DROPPED and not character.isspace():
        return _INVISIBLE
    composed = unicodedata.normalize("NFKC", character)
    return _MARK if unicodedata.combining(composed[0]) else _BASE


@lru_cache(maxsize=4096)
def _fold(cluster: str) -> str:
    composed = unicodedata.normalize("NFKC", "".join(_FOLDED.get(character, character) for character in cluster))
    return "".join(_fold_character(character) for character in composed)


def _fold_character(character: str) -> str:
    return " " if character.isspace() else _FOLDED.get(character, character)
