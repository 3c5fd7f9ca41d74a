"""Measures of reading: are the parties found, is the holder right, is the tie right; and two baselines.

Pure functions over parallel lists, one place for each sentence that has a stance. Whether it has one is measured in
`metrics`.
"""

from collections.abc import Collection, Hashable, Iterable, Sequence

from stance.labels import Stance
from stance.records import HeldStance
from stance.text.parties import find_parties
from stance.text.quotes import find_quotes
from stance.text.sources import main_quote
from stance.text.ties import HeldTie

Answers = Sequence[Sequence[HeldTie]]
"""The pairs that a reader gives for each sentence, its first choice first."""


def main_pairs(statements: Collection[HeldStance], stance: Stance) -> frozenset[HeldTie]:
    """Return the pairs that a sentence's own label may rest on: those of its statements that have its stance."""
    return frozenset(HeldTie(each.holder, each.tie) for each in statements if each.stance == stance)


def set_f1(truth: Sequence[Collection[Hashable]], found: Sequence[Collection[Hashable]]) -> float:
    """Return the F1 of sets, counted over all sentences together, from 0 to 1.

    Parameters
    ----------
    truth, found
        For each sentence, the true items and those found: codes of parties (party mention F1), (holder, tie) pairs, or
        (holder, tie, stance) triples (statement triple F1). An item counts as right if it is equal in every part.
    """
    right = sum(len(set(true) & set(answer)) for true, answer in zip(truth, found, strict=True))
    total = sum(len(set(true)) + len(set(answer)) for true, answer in zip(truth, found, strict=True))
    return 2 * right / total if total else 0.0


def holder_accuracy(truth: Sequence[Collection[HeldTie]], answers: Answers) -> float:
    """Return the fraction of sentences whose first answer has the holder of a main pair; no answer is wrong."""
    return _share(
        bool(answer) and answer[0].holder in {pair.holder for pair in main}
        for main, answer in zip(truth, answers, strict=True)
    )


def tie_accuracy(truth: Sequence[Collection[HeldTie]], answers: Answers) -> float:
    """Return the fraction of sentences whose first answer has exactly the tie of a main pair; no answer is wrong."""
    return _share(
        bool(answer) and answer[0].tie in {pair.tie for pair in main}
        for main, answer in zip(truth, answers, strict=True)
    )


def tie_overlap(truth: Sequence[Collection[HeldTie]], answers: Answers) -> float:
    """Return the mean overlap of the first answer's tie with the nearest tie of a main pair, from 0 to 1.

    Overlap is that of Jaccard: parties in both over parties in either. A tie that shares one of two parties counts 1/3.
    """
    return _share(
        max((_jaccard(answer[0].tie, pair.tie) for pair in main), default=0.0) if answer else 0.0
        for main, answer in zip(truth, answers, strict=True)
    )


def triples(pairs: Iterable[HeldTie], stance: Stance | None) -> frozenset[HeldStance]:
    """Return pairs with one stance for all; none if the stance is neutral or not known."""
    if stance is None or stance == Stance.NEUTRAL:
        return frozenset()
    return frozenset(HeldStance(pair.holder, pair.tie, stance) for pair in pairs)


def first_two_parties(sentence: str) -> tuple[HeldTie, ...]:
    """Return the baseline that takes the first party named for the holder, and the first two for the tie."""
    codes = list(dict.fromkeys(mention.code for mention in find_parties(sentence)))
    return (HeldTie(codes[0], tuple(sorted(codes[:2]))),) if len(codes) > 1 else ()


def nearest_party(sentence: str) -> tuple[HeldTie, ...]:
    """Return the baseline that takes the party named last before the cue of speech for the holder.

    If none is named before it, the first after it; the tie is with the other party that is named nearest to the holder.
    Without a cue of speech it is `first_two_parties`.
    """
    told = main_quote(find_quotes(sentence))
    mentions = find_parties(sentence)
    if told is None or told.cue is None or not mentions:
        return first_two_parties(sentence)
    before = [mention for mention in mentions if mention.start < told.cue[0]]
    holder = before[-1] if before else mentions[0]
    others = [mention for mention in mentions if mention.code != holder.code]
    if not others:
        return ()
    partner = min(others, key=lambda mention: abs(mention.start - holder.start))
    first, second = sorted((holder.code, partner.code))
    return (HeldTie(holder.code, (first, second)),)


def _jaccard(one: Collection[str], other: Collection[str]) -> float:
    return len(set(one) & set(other)) / len(set(one) | set(other))


def _share(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
