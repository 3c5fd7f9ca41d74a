import json

import pytest


def test_check_counts_what_it_verified(run, corpus):
    result = run("corpus", "check", "--corpus", corpus)
    assert (result.code, result.err) == (0, "")
    counts = dict(line.split(": ") for line in result.out.splitlines())
    assert counts["sentences"] == "24"
    assert counts["mixed"] == "0"
    assert (counts["stance neutral"], counts["stance supportive"], counts["stance warning"]) == ("8", "8", "8")
    assert (counts["settled by one pass"], counts["settled by unanimous"]) == ("1", "23")


def test_check_refuses_gold_that_was_edited(fails, corpus):
    gold = corpus / "annotations" / "gold.jsonl"
    gold.write_text(gold.read_text().replace("supportive", "neutral", 1))
    line = fails("corpus", "check", "--corpus", corpus)
    assert f"got {gold} that differs from what its sources build" in line
    assert "Run: python -m stance corpus build" in line


def test_check_refuses_a_text_that_was_altered(fails, corpus):
    (corpus / "seeds" / "text" / "a0.txt").write_text("Other text.\n")
    assert "got text with SHA-256" in fails("corpus", "check", "--corpus", corpus)


def test_check_refuses_passes_that_disagree(fails, corpus):
    path = corpus / "annotations" / "judgements" / "two.jsonl"
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    rows[0] |= {"rhetoric": "pledge"}
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    line = fails("corpus", "build", "--corpus", corpus)
    assert f"1 sentences are unsettled: {rows[0]['id']}. Add a row to adjudications.jsonl" in line


def test_build_names_what_it_writes(run, corpus):
    gold = corpus / "annotations" / "gold.jsonl"
    before = gold.read_bytes()
    gold.unlink()
    result = run("corpus", "build", "--corpus", corpus)
    assert (result.code, result.out.splitlines()) == (0, [str(gold), str(gold.with_name("agreement.json"))])
    assert gold.read_bytes() == before


def test_agreement_is_told_for_all_and_for_each_pair(run, corpus):
    result = run("corpus", "agreement", "--corpus", corpus)
    assert (result.code, result.err) == (0, "")
    told = "alpha 1.000 (95 % interval 1.000 to 1.000), n 23"
    pair = ["  all passes: " + told, "  one | two: " + told]
    assert result.out.splitlines() == ["stance:", *pair, "rhetoric:", *pair]


@pytest.mark.parametrize("command", ["check", "build", "agreement"])
def test_folder_that_is_no_checkout_is_told(command, fails, tmp_path):
    assert str(tmp_path) in fails("corpus", command, "--corpus", tmp_path)


@pytest.mark.parametrize("command", ["check", "build", "agreement"])
def test_checkout_is_the_one_that_this_runs_from(command, run, corpus, monkeypatch):
    (corpus / "pyproject.toml").write_text("")
    monkeypatch.setattr("stance.paths._PACKAGE", corpus / "stance")
    assert run("corpus", command).out == run("corpus", command, "--corpus", corpus).out


@pytest.mark.parametrize("command", ["check", "build", "agreement"])
def test_installed_package_asks_for_a_checkout(command, fails, tmp_path, monkeypatch):
    monkeypatch.setattr("stance.paths._PACKAGE", tmp_path / "stance")
    assert "expected a source checkout. Name the checkout with --corpus" in fails("corpus", command)


def test_no_command_is_a_usage_error(run):
    assert run("corpus").code == 2


def test_check_against_a_file_refuses_statements_that_repeat_it(fails, run, corpus, tmp_path):
    text = "The two ministers of fisheries spoke for an hour about quotas for herring, an aide said."
    row = {"id": "composed/s-1-1", "text": text, "scenario": "s-1", "register": "wire", "pair": None, "rules": []}
    (corpus / "annotations" / "composed").mkdir()
    (corpus / "annotations" / "composed" / "trade.jsonl").write_text(json.dumps(row | {"marks": []}) + "\n")
    judged = {"id": row["id"], "stance": "neutral", "rhetoric": "report", "mixed": False, "rule": None, "sure": 3}
    for name in ("composed-author", "composed-blind"):
        path = corpus / "annotations" / "judgements" / f"{name}.jsonl"
        path.write_text(json.dumps(judged | {"statements": []}) + "\n")
    splits = corpus / "annotations" / "splits.json"
    splits.write_text(json.dumps(json.loads(splits.read_text()) | {"composed/s-1": "train"}))
    run("corpus", "build", "--corpus", corpus)
    for name, foreign in (("alike.txt", text.lower()), ("other.txt", "Something else entirely.")):
        (tmp_path / name).write_text(foreign)
    run("corpus", "check", "--corpus", corpus, "--against", tmp_path / "other.txt")
    line = fails("corpus", "check", "--corpus", corpus, "--against", tmp_path / "alike.txt")
    assert "composed/s-1-1 shares 'an hour about quotas for herring an aide'" in line
