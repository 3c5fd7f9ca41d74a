import argparse
import json

import numpy as np
import pytest

from benchmarks.cases import SEEDS, go_on, score, with_development, write_result
from stance.corpus.examples import Examples

FEW = Examples(["Talks ended.", "They left."], ["neutral", "warning"], ["report", None], ["a", "b"])
START = {"corpus": "these", "cells": {}}


class Fixed:
    """A model that answers every text alike."""

    def predict(self, X):
        return np.asarray(["neutral"] * len(X))

    def predict_rhetoric(self, X):
        return np.asarray(["report"] * len(X))


@pytest.fixture
def options(tmp_path):
    return argparse.Namespace(profile="full", out=tmp_path / "result.json")


def test_a_result_tells_of_each_set_that_it_is_about(options, seed_examples):
    path = write_result("trial", options, {"figure": 1}, {SEEDS: seed_examples, "few": FEW})
    result = json.loads(path.read_text())
    assert (path, result["benchmark"], result["figures"]) == (options.out, "trial", {"figure": 1})
    assert result["data"] == {
        name: {"rows": len(each), "fingerprint": each.fingerprint()}
        for name, each in ((SEEDS, seed_examples), ("few", FEW))
    }


def test_a_full_run_goes_on_with_what_was_measured_on_the_same_corpus(options):
    assert go_on("trial", options, START) == START
    begun = {"corpus": "these", "cells": {"a": 1}}
    write_result("trial", options, begun, {"few": FEW})
    assert go_on("trial", options, START) == begun
    assert go_on("trial", options, {"corpus": "others", "cells": {}}) == {"corpus": "others", "cells": {}}


def test_a_smoke_run_begins_anew(options):
    write_result("trial", options, {"corpus": "these", "cells": {"a": 1}}, {"few": FEW})
    assert go_on("trial", argparse.Namespace(profile="smoke", out=options.out), START) == START


def test_a_score_is_what_a_hand_computes():
    found = score(Fixed(), FEW)
    assert (found["n"], found["macro_f1"], found["rhetoric"]) == (2, round(2 / 3 / 2, 4), 1.0)


def test_the_development_file_is_scored_on_where_one_is_named(tmp_path, monkeypatch):
    monkeypatch.delenv("STANCE_DEV", raising=False)
    assert with_development({"few": FEW}) == {"few": FEW}
    row = {"text": "Talks ended.", "stance": "neutral", "rhetoric": "report", "doc": "d"}
    (tmp_path / "dev.jsonl").write_text(json.dumps(row) + "\n")
    monkeypatch.setenv("STANCE_DEV", str(tmp_path / "dev.jsonl"))
    assert list(with_development({"few": FEW})) == ["few", "development"]
