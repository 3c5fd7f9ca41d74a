"""From Penn Treebank tokens to running text: "Rao 's `` report , '' he said" is "Rao's "report," he said" again.

Only white space, quotation marks and brackets change. Where tokens leave a choice ("AT & T", "so ... on"), the more
frequent reading is taken; where the original is at hand, `restored` takes its spelling instead.
"""

import re
from collections.abc import Iterable, Iterator

_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_MARKS = {"``": '"', "''": '"', "`": "'"}
_CLOSING = re.compile(r"(?:[,.;:?!%)\]}”’']+(?<!\.\.)|'')")
_OPENING = re.compile(r"[(\[{“‘@#]+|``|`|(?:[A-Z]{1,3})?[$£€]")
_STARTS_TIGHT = re.compile(r"(?:'(?:s|re|ve|ll|d|m)|n['’]t)", re.IGNORECASE)
_CONTRACTED = re.compile(r"(?:s|t|re|ve|ll|d|m|em|\d\d?s)", re.IGNORECASE)
_PARTED = re.compile(r"can not|gon na|wan na|got ta|gim me|lem me", re.IGNORECASE)
_PREFIXES = frozenset({"O", "D", "L", "d", "l", "D’", "O’"})
_INITIALS = re.compile(r"[A-Z]{1,2} & [A-Z]")
_BRACKETED_LETTER = re.compile(r"\[([^\W\daAI_])\] (?=[a-z])")
_MASK = re.compile("█+")


def detokenised(line: str) -> str:
    """Return a line of tokens as running text. Nothing but white space, quotation marks and brackets changes."""
    tokens = ["", "", *_directed(line.split()), "", ""]
    places = range(2, len(tokens) - 2)
    spaces = ("" if _tight(tokens[i - 2 : i + 3]) else " " for i in places)
    text = "".join(space + _MARKS.get(tokens[i], tokens[i]) for i, space in zip(places, spaces, strict=True))
    return _BRACKETED_LETTER.sub(r"[\1]", text.strip())


def _directed(tokens: Iterable[str]) -> Iterator[str]:
    """Yield the tokens, brackets as themselves, straight quotation marks as opening and closing by turns."""
    within = False
    for mark in tokens:
        if mark == '"':
            within = not within
            yield "``" if within else "''"
        else:
            yield _BRACKETS.get(mark, mark)


def _tight(window: list[str]) -> bool:
    """Tell whether there is no space before the third of five tokens."""
    before, left, right, after, _ = window
    if _CLOSING.fullmatch(right) or _STARTS_TIGHT.fullmatch(right) or (right == "‘" and _CONTRACTED.fullmatch(after)):
        return True
    if left == "’":
        return before in _PREFIXES or _CONTRACTED.fullmatch(right) is not None
    if _OPENING.fullmatch(left) or (left == ":" and right.startswith("//")):
        return True
    if "&" in (left, right):
        return any(_INITIALS.fullmatch(" ".join(window[place : place + 3])) for place in (0, 1))
    return _PARTED.fullmatch(f"{left} {right}") is not None


def restored(lines: Iterable[str], original: Iterable[str]) -> Iterator[str]:
    """Yield lines of tokens as the original spells them, or detokenised where it has none that differs in marks only.

    Parameters
    ----------
    lines
        Lines of tokens. A mask (█) stands for a name of up to 40 characters that the original still has.
    original
        Lines of running text, in any order; it may have more.
    """
    spelled = {_key(line): line.strip() for line in original}
    for line in lines:
        key = _key(line)
        if key not in spelled and "█" in key:
            pattern = re.compile(".{1,40}?".join(map(re.escape, _MASK.split(key))))
            key = next(filter(pattern.fullmatch, spelled), key)
        yield spelled[key] if key in spelled else detokenised(line)


def _key(line: str) -> str:
    """Return what a line of tokens and its original have in common."""
    tokens = "".join(_BRACKETS.get(token, token) for token in line.split())
    return tokens.replace("``", "''").replace('"', "''")
