import json
import sys
from collections import Counter

import pytest

from stance import load_corpus, paths
from stance.corpus.dataset import to_dataset
from stance.corpus.gold import GoldRow, read_gold
from stance.errors import MissingExtra
from stance.labels import Rhetoric, Stance
from stance.records import HeldStance

COLUMNS = ["id", "origin", "text", "stance", "rhetoric", "mixed", "statements", "settled_by", "group"]
HELD = HeldStance(None, ("ARC", "BOR"), Stance.WARNING)


def gold(sentence_id, split, text="Borduria expelled the envoy."):
    return GoldRow(sentence_id, "seed", text, Stance.WARNING, Rhetoric.THREATEN, False, (HELD,), "one pass", split)  # noqa: FBT003


def test_to_dataset_gives_a_dataset_for_each_split_that_has_rows():
    dataset = to_dataset([gold("a/0-1", "test"), gold("b/0-1", "seed"), gold("b/2-3", "seed")])
    assert {split: rows.num_rows for split, rows in dataset.items()} == {"seed": 2, "test": 1}
    assert list(dataset) == ["seed", "test"]


def test_to_dataset_gives_every_field_of_a_row():
    (row,) = to_dataset([gold("composed/harbour-1", "train")])["train"]
    assert row == {
        "id": "composed/harbour-1",
        "origin": "seed",
        "text": "Borduria expelled the envoy.",
        "stance": "warning",
        "rhetoric": "threaten",
        "mixed": False,
        "statements": [{"holder": None, "tie": ["ARC", "BOR"], "stance": "warning"}],
        "settled_by": "one pass",
        "group": "composed/harbour",
    }


def test_to_dataset_keeps_a_row_whose_text_is_not_printed():
    (row,) = to_dataset([gold("ungd/ABC/0-9", "test", None)])["test"]
    assert row["text"] is None


def test_to_dataset_of_no_rows_has_no_splits():
    assert dict(to_dataset([])) == {}


def test_to_dataset_gives_the_same_columns_without_any_statement():
    row = GoldRow("a/0-1", "seed", "A.", Stance.NEUTRAL, Rhetoric.REPORT, False, (), "one pass", "seed")  # noqa: FBT003
    assert to_dataset([row])["seed"].features == to_dataset([gold("a/0-1", "seed")])["seed"].features


def test_load_corpus_has_the_documented_columns():
    assert {split: rows.column_names for split, rows in load_corpus().items()} == dict.fromkeys(load_corpus(), COLUMNS)


def test_load_corpus_has_a_row_for_each_of_gold():
    rows = read_gold(paths.gold_file())
    assert {split: held.num_rows for split, held in load_corpus().items()} == Counter(row.split for row in rows)


def test_load_corpus_reads_the_checkout_that_is_named(tmp_path):
    annotations = tmp_path / "annotations"
    annotations.mkdir()
    (annotations / "gold.jsonl").write_text(json.dumps(gold("a/0-1", "validation").to_dict()) + "\n")
    assert list(load_corpus(tmp_path)) == ["validation"]


def test_to_dataset_without_datasets_raises_missing_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "datasets", None)
    with pytest.raises(MissingExtra, match=r"pip install 'stance-ties\[train\]'"):
        to_dataset([])
