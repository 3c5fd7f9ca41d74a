"""How far annotators agree: Krippendorff's alpha with bootstrap intervals, over all passes and for each pair."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.corpus.judgements import read_passes
from stance.records import Judgement

RESAMPLES = 2000
LEVEL = 0.95


def agreement(corpus: Path) -> dict[str, Any]:
    """Return the agreement of the passes of a corpus, for stance and for rhetoric.

    Parameters
    ----------
    corpus
        Folder that holds ``annotations/``.

    Returns
    -------
    dict
        For each label set ``overall`` and ``pairs``; each with ``alpha``, its bootstrap ``interval`` over sentences,
        the share of ``agreeing`` pairs of judgements, and ``n``, the number of sentences judged twice or more. Where
        there are none, the others are None.
    """
    passes = read_passes(corpus / "annotations" / "judgements")
    return {
        "measure": "Krippendorff's alpha, nominal",
        "interval": f"{LEVEL:.0%} percentile bootstrap over sentences, {RESAMPLES} resamples, seed 0",
        "passes": {annotator: len(rows) for annotator, rows in passes.items()},
        "stance": _for_label(passes, "stance"),
        "rhetoric": _for_label(passes, "rhetoric"),
    }


def _for_label(passes: Mapping[str, Mapping[str, Judgement]], label: str) -> dict[str, Any]:
    pairs = {
        f"{one} | {other}": _measured([passes[one], passes[other]], label)
        for one, other in combinations(passes, 2)
        if passes[one].keys() & passes[other].keys()
    }
    return {"overall": _measured(list(passes.values()), label), "pairs": pairs}


def _measured(passes: Sequence[Mapping[str, Judgement]], label: str) -> dict[str, Any]:
    keys = sorted({key for rows in passes for key in rows})
    values = [[str(getattr(rows[key], label)) for rows in passes if key in rows] for key in keys]
    shared = [unit for unit in values if len(unit) > 1]
    if not shared:
        return {"alpha": None, "interval": None, "agreeing": None, "n": 0}
    coincidences = unit_coincidences(shared)
    generator = np.random.default_rng(0)
    draws = generator.multinomial(len(shared), np.full(len(shared), 1 / len(shared)), size=RESAMPLES)
    resampled = [alpha(total) for total in np.tensordot(draws, coincidences, axes=1)]
    low, high = np.nanquantile(resampled, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    total = coincidences.sum(axis=0)
    return {
        "alpha": round(alpha(total), 4),
        "interval": [round(float(low), 4), round(float(high), 4)],
        "agreeing": round(float(np.trace(total) / total.sum()), 4),
        "n": len(shared),
    }


def agreement_by(
    one: Mapping[str, Judgement], other: Mapping[str, Judgement], kinds: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """Return how two passes agree on the stance of each kind of sentence.

    Parameters
    ----------
    one, other
        Judgements of two passes by sentence id.
    kinds
        Sentence id to the kind (a register, a rule) that it is counted under.

    Returns
    -------
    dict
        Kind to ``n``, the share ``agreeing``, and ``alpha``.
    """
    pairs: dict[str, list[list[str]]] = {}
    for key in sorted(one.keys() & other.keys() & kinds.keys()):
        pairs.setdefault(kinds[key], []).append([str(one[key].stance), str(other[key].stance)])
    return {
        kind: {
            "n": len(units),
            "agreeing": round(sum(first == second for first, second in units) / len(units), 4),
            "alpha": round(alpha(unit_coincidences(units).sum(axis=0)), 4),
        }
        for kind, units in sorted(pairs.items())
    }


def unit_coincidences(units: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    """Return each unit's coincidence matrix.

    Parameters
    ----------
    units
        The values that each unit was given, two or more a unit.

    Returns
    -------
    ndarray of shape (n_units, n_values, n_values)
        Ordered pairs of values within the unit, each weighted by 1 / (values of the unit - 1).
    """
    labels = {label: place for place, label in enumerate(sorted({value for unit in units for value in unit}))}
    matrices = np.zeros((len(units), len(labels), len(labels)))
    for place, unit in enumerate(units):
        counts = np.zeros(len(labels))
        for value in unit:
            counts[labels[value]] += 1
        matrices[place] = (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    return matrices


def alpha(coincidences: NDArray[np.float64]) -> float:
    """Return Krippendorff's alpha for nominal values.

    Parameters
    ----------
    coincidences
        Coincidence matrix summed over units, shape ``(n_values, n_values)``.

    Returns
    -------
    float
        1 for perfect agreement, 0 for chance; 1 where every value is the same.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability.
    """
    totals = coincidences.sum(axis=1)
    n = totals.sum()
    expected = n * n - (totals * totals).sum()
    if expected == 0:
        return 1.0
    return float(1 - (n - 1) * (n - np.trace(coincidences)) / expected)
