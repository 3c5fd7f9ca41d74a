"""Building and checking the annotations of a checkout: what ``corpus build`` writes and ``corpus check`` verifies."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from stance.corpus.agreement import agreement, agreement_by
from stance.corpus.composed import Composed, read_composed
from stance.corpus.coverage import coverage, lengths
from stance.corpus.datasheet import blocks, with_blocks
from stance.corpus.foreign import foreign_texts
from stance.corpus.gold import GoldRow, all_texts, build_gold
from stance.corpus.integrity import problems
from stance.corpus.judgements import read_passes
from stance.corpus.overlap import shared_runs
from stance.corpus.rows import to_lines
from stance.corpus.splits import SEED, extend_splits, group_of, origin_of, read_splits
from stance.errors import CorpusError
from stance.files import read_bytes, write_text
from stance.records import Judgement

AUTHOR, BLIND = "composed-author", "composed-blind"
"""Names of the two passes over composed statements."""


def built_files(corpus: Path) -> dict[Path, str]:
    """Return the content of every file that is built, by path; the same bytes for the same annotations."""
    annotations = corpus / "annotations"
    gold, agreed = build_gold(corpus), agreement(corpus)
    files = {
        annotations / "gold.jsonl": to_lines(row.to_dict() for row in gold),
        annotations / "agreement.json": json.dumps(agreed, indent=2) + "\n",
    }
    composed = read_composed(annotations / "composed")
    told = _composed(composed, gold, read_passes(annotations / "judgements")) if composed else {}
    if told:
        files[annotations / "coverage.json"] = json.dumps(told, indent=2) + "\n"
    sheet = annotations / "README.md"
    if sheet.is_file():
        files[sheet] = with_blocks(sheet.read_text("utf-8"), blocks(gold, agreed, told))
    return files


def _composed(
    composed: Mapping[str, Composed], gold: list[GoldRow], passes: Mapping[str, Mapping[str, Judgement]]
) -> dict[str, Any]:
    """Return what the composed statements cover, and how their two passes agree by register and by rule."""
    author, blind = passes[AUTHOR], passes[BLIND]
    registers = {key: row.register for key, row in composed.items()}
    rules = {key: str(row.rule) for key, row in author.items() if row.rule is not None}
    return {
        "coverage": coverage(composed, gold, author, blind),
        "words_of_the_seeds": lengths([row.text or "" for row in gold if row.origin == SEED]),
        "agreement_by_register": agreement_by(author, blind, registers),
        "agreement_by_rule": agreement_by(author, blind, rules),
    }


def build(corpus: Path) -> list[Path]:
    """Write the built files and return their paths."""
    files = built_files(corpus)
    for path, content in files.items():
        write_text(path, content)
    return list(files)


def split(corpus: Path) -> Path:
    """Give every group without a split one, and return the path of the file that was written."""
    path = corpus / "annotations" / "splits.json"
    groups = {group_of(key) for key in all_texts(corpus) if origin_of(key) != SEED}
    splits = extend_splits(read_splits(path), groups)
    write_text(path, json.dumps(splits, indent=0) + "\n")
    return path


def check(corpus: Path, against: Sequence[Path] = ()) -> dict[str, int]:
    """Verify articles, judgements, adjudications and splits, and that the built files are what they build.

    Parameters
    ----------
    corpus
        A checkout.
    against
        Files or folders of somebody else's text, with which no composed statement may share a run of eight words.

    Returns
    -------
    dict
        Counts of what was checked.

    Raises
    ------
    CorpusError
        If anything breaks its rules, or a built file is not up to date.
    """
    for path, content in built_files(corpus).items():
        if read_bytes(path) != content.encode():
            raise CorpusError(
                f"got {path} that differs from what its sources build; expected them equal. "
                "Run: python -m stance corpus build"
            )
    rows = build_gold(corpus)
    composed = read_composed(corpus / "annotations" / "composed")
    found = problems(rows, composed)
    shared = shared_runs({key: row.text for key, row in composed.items()}, foreign_texts(against))
    found += [f"{key} shares {run!r} with a text of {' or '.join(map(str, against))}" for key, run in shared.items()]
    if found:
        raise CorpusError(
            f"got {len(found)} faults ({'; '.join(found[:5])}); expected none. Rewrite or drop a statement."
        )
    return summary(rows)


def summary(rows: list[GoldRow]) -> dict[str, int]:
    """Return counts of gold rows: in all, by origin, stance and how they were settled, and mixed ones."""
    counts = Counter({"sentences": len(rows), "mixed": sum(row.mixed for row in rows)})
    counts.update(f"origin {row.origin}" for row in rows)
    counts.update(f"stance {row.stance}" for row in rows)
    counts.update(f"settled by {row.settled_by}" for row in rows)
    return dict(sorted(counts.items(), key=lambda item: (item[0] != "sentences", item[0])))
