import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.cases import SEEDS
from benchmarks.sections import reading_speed

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "benchmarks" / "results"


def run(name, out):
    command = [sys.executable, "-m", f"benchmarks.{name}", "--profile", "smoke", "--out", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return json.loads(out.read_text())


def test_quality_smoke_measures_every_classifier(tmp_path):
    figures = run("quality", tmp_path / "quality.json")["figures"]
    assert sorted(figures) == ["linear", "majority"]
    assert figures["linear"]["stance"]["macro_f1"] > figures["majority"]["stance"]["macro_f1"]


def test_speed_smoke_measures_every_contender(tmp_path):
    figures = run("speed", tmp_path / "speed.json")["figures"]
    assert sorted(figures["contenders"]) == [
        "scikit-learn pipeline, as linear-v1",
        "stance, linear-v1",
        "stance, linear-v4",
    ]
    assert all(value > 0 for row in figures["contenders"].values() for repeats in row.values() for value in repeats)
    read = figures["reading"]["articles_per_s"]
    assert sorted(read) == ["fast", "linear-v4", "minilm-v1"]
    for rates in read.values():
        assert 0 < rates["with evidence"][0] < rates["without evidence"][0]
    assert figures["reading"]["long_article"]["seconds"][0] > 0


def test_the_section_on_reading_gives_medians_of_each_model():
    rates = {"with evidence": [9.0, 10.0, 20.0], "without evidence": [30.0, 40.0, 35.0]}
    long = {"model": "linear-v3", "characters": 1_000_000, "seconds": [7.0, 6.5, 8.0]}
    figures = {"articles": 5, "articles_per_s": {"linear-v3": rates}, "long_article": long}
    section = reading_speed({"figures": {"reading": figures}})
    assert "| linear-v3 | 10.00 | 35.00 |" in section
    assert "1,000,000 characters takes 7.0 s with linear-v3" in section


OLD_FORM = {
    "ablations",
    "curves",
    "ties",
}
"""Results that may be of the form in which ``data`` tells of the seed articles alone, whatever was measured on.

They were measured before results told of each set of sentences; whoever measures one again takes it off this list.
"""

COMMITTED = sorted(path.stem for path in RESULTS.glob("*.json"))


def committed(name):
    return json.loads((RESULTS / f"{name}.json").read_text())


@pytest.mark.parametrize("name", COMMITTED)
def test_a_committed_result_says_what_it_depends_on(name):
    result = committed(name)
    assert (result["benchmark"], result["profile"]) == (name, "full")
    assert set(result["machine"]) == {"processor", "cores", "system", "python"}


@pytest.mark.parametrize("name", COMMITTED)
def test_a_committed_result_tells_of_each_set_of_sentences(name, seed_examples):
    data = committed(name)["data"]
    today = {"rows": len(seed_examples), "fingerprint": seed_examples.fingerprint()}
    if name in OLD_FORM and "fingerprint" in data:
        assert data == today
        return
    assert data
    for told in data.values():
        assert set(told) == {"rows", "fingerprint"}
        assert told["rows"] > 0
    assert data.get(SEEDS, today) == today


def test_the_results_on_seed_articles_name_them():
    for name in ("curves", "quality", "reading", "serving", "speed"):
        data = committed(name)["data"]
        assert (name in OLD_FORM and "fingerprint" in data) or SEEDS in data


def test_the_released_models_are_those_that_were_measured():
    released = {path.parent.name for path in (ROOT / "models").glob("*/manifest.json")}
    # linear-v1 learned from the seed articles alone and is kept as the baseline of the benchmark of speed.
    assert set(committed("serving")["figures"]["quality"]) == released - {"linear-v1"}


def test_the_tables_are_those_that_the_results_make():
    code = (
        "from benchmarks.tables import pages\n"
        "stale = [str(path) for path, content in pages().items() if path.read_text('utf-8') != content]\n"
        "assert not stale, stale"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr


def test_reading_smoke_measures_the_reader_and_the_baselines(tmp_path):
    figures = run("reading", tmp_path / "reading.json")["figures"]
    assert {SEEDS, "composed, validation"} <= set(figures)
    for measured in figures.values():
        assert {"stance", "nearest party", "first two parties"} <= set(measured)
        for name in ("holder accuracy", "tie exact", "pair F1", "triple F1, stance given", "triple F1 end to end"):
            figure = measured["stance"][name]
            assert 0 <= figure["low"] <= figure["high"] <= 1


def test_evidence_smoke_measures_every_model(tmp_path):
    figures = run("evidence", tmp_path / "evidence.json")["figures"]
    assert sorted(figures) == ["linear-v4", "minilm-v1"]
    for measured in figures.values():
        assert measured["n"] > 0
        assert measured["comprehensiveness"]["value"] > measured["random comprehensiveness"]["value"]
        assert measured["sufficiency"]["value"] < measured["random sufficiency"]["value"]
