import json
from dataclasses import replace

from stance.corpus import contexts
from stance.corpus.contexts import in_context
from stance.corpus.sources import SOURCES


def test_a_seed_sentence_has_its_title_and_the_sentences_before(root, gold):
    rows = [row for row in gold if row.origin == "seed"]
    found = in_context(rows, root)
    assert [each.row.id for each in found] == sorted(row.id for row in rows)
    text = (root / "seeds" / "text" / "000.txt").read_text(encoding="utf-8")
    each = next(each for each in found if each.row.id == "000/1058-1125")
    assert each.title
    assert all(sentence in text[:1058] for sentence in each.previous)
    assert len(each.previous) > 3


def test_a_composed_statement_stands_alone(root, gold):
    row = next(row for row in gold if row.origin == "composed")
    assert [(each.row, each.title, each.previous) for each in in_context([row], root)] == [(row, None, ())]


def test_a_stand_off_sentence_is_placed_in_its_document(root, gold, tmp_path, monkeypatch):
    folder = tmp_path / "data" / "jsons"
    folder.mkdir(parents=True)
    article = {"content": "Japan spoke .\nChina left .", "content_original": "Japan spoke.\nChina left."}
    (folder / "0123456789abcdef.json").write_text(json.dumps(article | {"date": "2015-01-02", "title": "Two"}))
    row = next(row for row in gold if row.origin == "standoff")
    placed = replace(row, id="allsides/0123456789abcdef/13-24", text="China left.")
    monkeypatch.setattr(contexts, "SOURCES", {"allsides": SOURCES["allsides"]})
    found = in_context([placed, replace(row, text=None)], root, tmp_path)
    assert [(each.title, each.published, each.previous) for each in found] == [("Two", "2015-01-02", ("Japan spoke.",))]


def test_stand_off_sentences_are_left_out_without_their_files(root, gold):
    row = replace(next(row for row in gold if row.origin == "standoff"), text="China left.")
    assert in_context([row], root) == []


def test_a_speech_has_a_title_that_names_its_speaker(root, gold, tmp_path, monkeypatch):
    folder = tmp_path / "Session 65 - 2010"
    folder.mkdir()
    (folder / "FJI_65_2010.txt").write_text("We thank Japan.\nWe left.", encoding="utf-8")
    monkeypatch.setattr(contexts, "SOURCES", {"ungd": SOURCES["ungd"]})
    row = next(row for row in gold if row.origin == "standoff")
    speech = replace(row, id="ungd/FJI_65_2010/0-15", text="We thank Japan.")
    assert [each.title for each in in_context([speech], root, tmp_path)] == ["UN General Debate FJI 2010"]
