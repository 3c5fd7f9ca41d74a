"""Asked about a tie that a sentence is not about: how often the answer is neutral, and what that costs.

Every sentence that takes a stance is asked about its own ties and about one tie of another sentence, drawn at random.
Told by how many of the two parties are in view, and whether other parties are. Needs hydrated stand-off sentences. Run:
``python -m benchmarks.elsewhere --profile full``.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.cases import arguments, write_result
from stance.api.learning import gold_rows
from stance.api.models import load_model
from stance.corpus.examples import from_gold
from stance.corpus.gold import GoldRow
from stance.corpus.tied import Pair, tie_stances
from stance.labels import Stance
from stance.text.parties import OTHER, party_codes
from stance.text.ties import scene_of

Asked = tuple[GoldRow, Pair, bool]
"""A sentence, a tie, and whether the sentence takes a stance toward it."""


def main() -> None:
    """Measure and write the result."""
    options = arguments("Ties that a sentence is not about.")
    full = options.profile == "full"
    rows = [row for row in gold_rows(None) if row.text is not None and row.statements]
    rows = rows if full else [row for row in rows if row.origin == "composed"][::40]
    known = [row for row in rows if row.split in {"train", "validation"}]
    unseen = [row for row in rows if row.split == "test" or not full]
    figures = {"in view": _in_view(list(asked(known))), "answers": _answers(list(asked(unseen)))}
    splits = sorted({row.split for row in rows})
    sets = {"train and validation, with a stance": known, "test, with a stance": unseen}
    data = {name: from_gold(each, splits=splits) for name, each in sets.items()}
    print(write_result("elsewhere", options, figures, data))


def asked(rows: Sequence[GoldRow]) -> Iterator[Asked]:
    """Yield each sentence with its own ties, and with one of another sentence that it has no stance toward."""
    rng = random.Random(0)  # noqa: S311  (no secret)
    own = [[tie for tie, stance in tie_stances(row).items() if stance != Stance.NEUTRAL] for row in rows]
    every = [tie for ties in own for tie in ties]
    for row, ties in zip(rows, own, strict=True):
        yield from ((row, tie, True) for tie in ties)
        drawn = rng.choice(every)
        if set(drawn) <= party_codes() and not any(set(drawn) <= set(each.tie) for each in row.statements):
            yield row, drawn, False


def _in_view(every: Sequence[Asked]) -> dict[str, dict[str, int]]:
    """Return how many questions have how many of their two parties in view, and others or not."""
    counts: Counter[tuple[str, str]] = Counter((_kind(row, tie), "own" if own else "other") for row, tie, own in every)
    kinds = sorted({kind for kind, _ in counts})
    return {kind: {"own": counts[kind, "own"], "other": counts[kind, "other"]} for kind in kinds}


def _kind(row: GoldRow, tie: Pair) -> str:
    view = {*scene_of(row.text or "").codes} - {OTHER}
    return f"{len(view & set(tie))} of the tie, {'others' if view - set(tie) else 'no others'}"


def _answers(every: Sequence[Asked]) -> dict[str, Any]:
    """Return the share of neutral answers of the default model, by what is in view."""
    predictor = load_model()
    found = predictor.predict([(row.text or "", tie) for row, tie, _ in every])
    shares: dict[str, Any] = {}
    for own in (True, False):
        for kind in sorted({_kind(row, tie) for row, tie, _ in every}):
            chosen = [
                label
                for label, (row, tie, is_own) in zip(found, every, strict=True)
                if is_own == own and _kind(row, tie) == kind
            ]
            if chosen:
                neutral = sum(label == Stance.NEUTRAL for label in chosen)
                shares[f"{'own' if own else 'other'}: {kind}"] = {"n": len(chosen), "neutral": neutral}
    return shares


if __name__ == "__main__":
    main()
