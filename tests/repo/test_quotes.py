from collections import Counter

import pytest

from benchmarks.quotes import PARTS, gold, score, text_of

ROWS = gold()


def test_gold_holds_150_quotes_and_statements_without():
    kinds = Counter(row["kind"] for row in ROWS)
    assert set(kinds) == {"direct", "indirect", "mixed", "scare", "none"}
    assert len(ROWS) - kinds["none"] == 150
    assert {row["id"] for row in ROWS if row["origin"] == "seed"} == {"000", "001", "002", "003", "004"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['id']}-{row['content']}")
def test_gold_rows_are_spans_of_their_text(row):
    text = text_of(row)
    spans = [row[part] for part in PARTS if row[part] is not None]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    assert (row["content"] is None) == (row["kind"] == "none")
    assert (row["cue"] is None) == (row["kind"] in {"none", "scare"})


def test_finder_reaches_its_target_on_the_seeds():
    scores = score("seed")
    assert scores.source_right >= 0.90
    assert scores.all_right >= 0.85


def test_finder_keeps_what_it_has_learned_on_composed_statements():
    scores = score("composed")
    assert scores.source_right >= 0.90
    assert scores.overlap["content"].precision >= 0.90
