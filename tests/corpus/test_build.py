import json

import pytest

from stance import paths
from stance.corpus.build import build, built_files, check
from stance.errors import CorpusError, MissingFile


@pytest.fixture
def folder(corpus, judge):
    agreed = [judge("tale/0-32"), judge("tale/73-101", stance="neutral", rhetoric="report")]
    return corpus([agreed, agreed])


def test_build_writes_gold_and_agreement(folder):
    annotations = folder / "annotations"
    assert build(folder) == [annotations / "gold.jsonl", annotations / "agreement.json"]
    assert len((annotations / "gold.jsonl").read_text().splitlines()) == 2
    assert json.loads((annotations / "agreement.json").read_bytes())["passes"] == {"pass-1": 2, "pass-2": 2}


def test_build_of_a_single_pass_can_be_checked(corpus, judge):
    folder = corpus([[judge()]])
    build(folder)
    assert check(folder)["settled by one pass"] == 1


def test_built_files_are_the_same_each_time(folder):
    assert built_files(folder) == built_files(folder)


def test_check_counts_what_was_built(folder):
    build(folder)
    assert list(check(folder).items()) == [
        ("sentences", 2),
        ("mixed", 0),
        ("origin seed", 2),
        ("settled by unanimous", 2),
        ("stance neutral", 1),
        ("stance supportive", 1),
    ]


@pytest.mark.parametrize("name", ["gold.jsonl", "agreement.json"])
def test_check_refuses_a_built_file_that_was_edited(folder, name):
    build(folder)
    path = folder / "annotations" / name
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(CorpusError, match=f"{name} that differs.*corpus build"):
        check(folder)


@pytest.mark.parametrize("name", ["gold.jsonl", "agreement.json"])
def test_check_refuses_a_built_file_that_is_missing(folder, name):
    build(folder)
    (folder / "annotations" / name).unlink()
    with pytest.raises(MissingFile, match=name):
        check(folder)


def test_committed_corpus_passes_its_check():
    counts = check(paths.corpus_folder())
    assert counts["sentences"] == sum(count for name, count in counts.items() if name.startswith("origin"))


def test_build_fills_the_data_sheet_where_there_is_one(folder):
    names = ("composition", "sources", "composed", "settled", "agreement", "registers and rules")
    sheet = folder / "annotations" / "README.md"
    sheet.write_text("".join(f"<!-- {name}: built -->\n<!-- {name}: end -->\n" for name in names))
    build(folder)
    assert "| **all** | 2 | 1 | 1 | 0 |  |" in sheet.read_text()
    check(folder)
    sheet.write_text(sheet.read_text().replace("| **all** | 2 |", "| **all** | 3 |"))
    with pytest.raises(CorpusError, match="differs from what its sources build"):
        check(folder)
