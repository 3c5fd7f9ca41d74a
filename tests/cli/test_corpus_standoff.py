import json

from stance.corpus.standoff import digest

TEXT = "The envoy of Ruritania visited the port on Monday."


def lay_source(corpus, folder, sha256):
    folder.mkdir()
    row = f'https://en.wikinews.org/wiki/Envoy,2019-01-02,Envoy,"{TEXT} More was said."\n'
    (folder / "wikinews_2019.csv").write_text(f"url,date,title,text\n{row}", "utf-8")
    standoff = corpus / "annotations" / "standoff"
    standoff.mkdir(exist_ok=True)
    pointer = {
        "id": f"wikinews/Envoy/0-{len(TEXT)}",
        "file": "data/wikinews_2019.csv",
        "extractor": 1,
        "sha256": sha256,
    }
    (standoff / "wikinews.jsonl").write_text(json.dumps(pointer) + "\n")


def hydrate(run, corpus, folder):
    return run("corpus", "hydrate", "--source", "wikinews", "--from", folder, "--corpus", corpus)


def test_hydrate_writes_into_the_cache(run, corpus, tmp_path, monkeypatch):
    monkeypatch.setenv("STANCE_CACHE", str(tmp_path / "cache"))
    lay_source(corpus, tmp_path / "files", digest(TEXT))
    result = hydrate(run, corpus, tmp_path / "files")
    assert (result.code, "1 sentences restored" in result.out) == (0, True)
    assert json.loads((tmp_path / "cache" / "wikinews.jsonl").read_text())["text"] == TEXT


def test_hydrate_ends_with_an_error_where_a_sentence_is_lost(run, corpus, tmp_path, monkeypatch):
    monkeypatch.setenv("STANCE_CACHE", str(tmp_path / "cache"))
    lay_source(corpus, tmp_path / "files", digest("other words"))
    result = hydrate(run, corpus, tmp_path / "files")
    assert result.code == 1
    assert "1 that read otherwise" in result.err


def test_split_gives_every_group_an_entry(run, corpus, tmp_path):
    lay_source(corpus, tmp_path / "files", digest(TEXT))
    assert run("corpus", "split", "--corpus", corpus).code == 0
    assert json.loads((corpus / "annotations" / "splits.json").read_text())["wikinews/Envoy"] == "train"
