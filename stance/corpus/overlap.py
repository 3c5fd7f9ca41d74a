"""Text that stands twice: near-duplicates, templates that only swap the parties, runs of words shared with a file."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from stance.text.ngrams import word_ngrams
from stance.text.render import mask_parties

SHINGLE = 3
"""Words of a shingle, by which texts are compared."""

NEAR = 0.6
"""Jaccard similarity of shingles from which two texts count as near-duplicates."""

RUN = 8
"""Words of a run that must not be shared with a text of somebody else's."""

_COMMON = 50
"""A shingle in more texts than this tells nothing and is passed over when pairs are looked for."""


class NearDuplicate(NamedTuple):
    """Two texts that are nearly the same, and their Jaccard similarity, from 0 to 1."""

    one: str
    other: str
    similarity: float


def near_duplicates(texts: Mapping[str, str], *, mask: bool) -> Iterator[NearDuplicate]:
    """Yield pairs of texts that share most of their word shingles.

    Parameters
    ----------
    texts
        Id to text.
    mask
        Whether parties are masked first.

    References
    ----------
    Broder, A. Z. (1997). On the resemblance and containment of documents. SEQUENCES.
    """
    shingles = {key: _shingles(mask_parties(text) if mask else text) for key, text in texts.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    for key, own in shingles.items():
        for shingle in own:
            holders[shingle].append(key)
    shared: Counter[tuple[str, str]] = Counter()
    for keys in holders.values():
        if len(keys) <= _COMMON:
            shared.update(combinations(keys, 2))
    for (one, other), count in shared.items():
        union = len(shingles[one]) + len(shingles[other]) - count
        if count >= NEAR * union:
            yield NearDuplicate(one, other, count / union)


def _shingles(text: str) -> frozenset[str]:
    words = word_ngrams(text, 1, 1)
    return frozenset(word_ngrams(text, SHINGLE, SHINGLE)) if len(words) >= SHINGLE else frozenset({" ".join(words)})


def runs(text: str) -> frozenset[str]:
    """Return every run of `RUN` lower-cased words of a text."""
    return frozenset(word_ngrams(text, RUN, RUN))


def shared_runs(texts: Mapping[str, str], others: Iterable[str]) -> dict[str, str]:
    """Return the texts that share a run of `RUN` words with one of the others: id to the first such run."""
    where: dict[str, list[str]] = defaultdict(list)
    for key, text in texts.items():
        for run in runs(text):
            where[run].append(key)
    found: dict[str, str] = {}
    for other in others:
        for run in sorted(runs(other) & where.keys()):
            for key in where[run]:
                found.setdefault(key, run)
    return found
