"""The committed annotations are tested like code."""

import os
from collections import Counter
from pathlib import Path

import pytest

from stance.corpus.composed import read_composed
from stance.corpus.coverage import minimal_pairs
from stance.corpus.rows import read_rows
from stance.corpus.sources import SOURCES
from stance.corpus.standoff import hydrate, read_standoff

ROOT = Path(__file__).parents[2]
STANDOFF = read_standoff(ROOT / "annotations" / "standoff")
COMPOSED = read_composed(ROOT / "annotations" / "composed")
FILES = Path(os.environ.get("STANCE_OPEN_SOURCES") or ROOT.parent / "shared" / "data" / "open")


@pytest.mark.skipif(not FILES.is_dir(), reason=f"the open sources are not in {FILES}; name them in STANCE_OPEN_SOURCES")
@pytest.mark.parametrize("source", SOURCES)
def test_every_stand_off_sentence_is_restored(source, tmp_path):
    found = hydrate(source, STANDOFF.values(), FILES, tmp_path)
    wanted = sum(pointer.source == source for pointer in STANDOFF.values())
    assert (found.restored, found.missing, found.altered) == (wanted, (), ())


def test_no_text_of_a_stand_off_sentence_is_committed(gold):
    assert {row.text for row in gold if row.origin == "standoff"} == {None}
    rows = (row for path in (ROOT / "annotations" / "standoff").glob("*.jsonl") for _, row in read_rows(path))
    assert {tuple(row) for row in rows} == {("id", "file", "extractor", "sha256")}


def test_a_document_gives_at_most_twelve_sentences():
    assert max(Counter(pointer.document for pointer in STANDOFF.values()).values()) <= 12


def test_every_split_has_its_tenth(gold):
    for origin in ("composed", "standoff"):
        groups = {row.group: row.split for row in gold if row.origin == origin}
        shares = Counter(groups.values())
        assert all(0.08 < shares[split] / len(groups) < 0.12 for split in ("validation", "test"))


def test_minimal_pairs_stand_in_one_scenario():
    pairs = minimal_pairs(COMPOSED.values())
    assert len(pairs) > 300
    assert all(COMPOSED[one].scenario == COMPOSED[other].scenario for one, other in pairs)


def test_composed_statements_are_a_third_each_stance(gold):
    shares = Counter(row.stance for row in gold if row.origin == "composed")
    assert all(0.3 < count / shares.total() < 0.37 for count in shares.values())
