import json
from dataclasses import replace

import pytest

from stance.corpus.examples import with_hydrated
from stance.corpus.gold import GoldRow
from stance.corpus.sources import SOURCES
from stance.corpus.standoff import StandOff, digest, hydrate, hydrated_texts, read_standoff
from stance.errors import BadAnnotation, CorpusError
from stance.labels import Rhetoric, Stance

SETTLED = {"settled_by": "one pass", "split": "train"}
URL = "https://en.wikinews.org/wiki/Envoy_visits"
TEXT = "The envoy of Ruritania visited the port on Monday. Officials welcomed her warmly."


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "wikinews_2019.csv").write_text(f'url,date,title,text\n{URL},2019-01-02,Envoy visits,"{TEXT}"\n', "utf-8")
    return folder


@pytest.fixture
def document(files):
    (found,) = SOURCES["wikinews"].documents(files)
    return found


@pytest.fixture
def pointer(document):
    end = document.text.index(".") + 1
    return StandOff(f"{document.id}/0-{end}", document.file, 1, digest(document.text[:end]))


def test_hydrate_restores_a_sentence_and_the_cache_gives_it_back(files, pointer, document, tmp_path):
    found = hydrate("wikinews", [pointer], files, tmp_path / "cache")
    assert (found.restored, found.missing, found.altered) == (1, (), ())
    texts = hydrated_texts([pointer], tmp_path / "cache")
    assert texts == {pointer.id: document.text[: pointer.span[1]]}


def test_hydrate_leaves_out_what_reads_otherwise(files, pointer, tmp_path):
    altered = replace(pointer, sha256=digest("something else"))
    found = hydrate("wikinews", [altered], files, tmp_path / "cache")
    assert (found.restored, found.altered) == (0, (pointer.id,))
    assert hydrated_texts([altered], tmp_path / "cache") == {}


def test_hydrate_tells_what_it_did_not_find(files, pointer, tmp_path):
    lost = replace(pointer, id="wikinews/Gone/0-5")
    assert hydrate("wikinews", [lost], files, tmp_path / "cache").missing == (lost.id,)


def test_hydrate_passes_over_other_sources(files, pointer, tmp_path):
    other = replace(pointer, id="ungd/AFG_65_2010/0-5")
    assert hydrate("wikinews", [other], files, tmp_path / "cache").restored == 0


def test_hydrate_refuses_another_extractor(files, pointer, tmp_path):
    with pytest.raises(CorpusError, match="of extractor 9; expected 1"):
        hydrate("wikinews", [replace(pointer, extractor=9)], files, tmp_path / "cache")


def test_hydrate_refuses_an_unknown_source(files, tmp_path):
    with pytest.raises(CorpusError, match=r"got source 'wikinew'; expected one of .*wikinews.* Check the name"):
        hydrate("wikinew", [], files, tmp_path / "cache")


def test_hydrated_texts_believe_no_text_whose_hash_differs(pointer, tmp_path):
    (tmp_path / "wikinews.jsonl").write_text(json.dumps({"id": pointer.id, "text": "forged"}) + "\n")
    assert hydrated_texts([pointer], tmp_path) == {}


def test_with_hydrated_fills_in_texts(files, pointer, tmp_path):
    standoff = tmp_path / "annotations" / "standoff"
    standoff.mkdir(parents=True)
    row = {"id": pointer.id, "file": pointer.file, "extractor": 1, "sha256": pointer.sha256}
    (standoff / "wikinews.jsonl").write_text(json.dumps(row) + "\n")
    hydrate("wikinews", [pointer], files, tmp_path / "cache")
    gold = GoldRow(pointer.id, "standoff", None, Stance.NEUTRAL, Rhetoric.REPORT, mixed=False, statements=(), **SETTLED)
    (filled,) = with_hydrated([gold], tmp_path, tmp_path / "cache")
    assert filled.text.startswith("The envoy of Ruritania")
    assert with_hydrated([gold], None, tmp_path / "cache") == [gold]


@pytest.mark.parametrize(
    ("change", "message"),
    [({"id": "ungd/x/0-5"}, "id 'ungd/x/0-5'"), ({"more": 1}, "fields"), ({"id": None}, "fields|id None")],
)
def test_read_standoff_refuses_a_row_that_breaks_the_format(tmp_path, change, message):
    row = {"id": "wikinews/x/0-5", "file": "f", "extractor": 1, "sha256": "0"} | change
    (tmp_path / "wikinews.jsonl").write_text(json.dumps(row) + "\n")
    with pytest.raises(BadAnnotation, match=message):
        read_standoff(tmp_path)


def test_read_standoff_refuses_an_id_twice(tmp_path):
    row = json.dumps({"id": "wikinews/x/0-5", "file": "f", "extractor": 1, "sha256": "0"}) + "\n"
    (tmp_path / "wikinews.jsonl").write_text(row * 2)
    with pytest.raises(BadAnnotation, match="line 2: got a second row"):
        read_standoff(tmp_path)
