import hashlib
import json
from pathlib import Path

import pytest

TEXT = "Arcadia offered Borduria a loan. Borduria expelled the envoy of Arcadia. The harvest was poor in May.\n"
SENTENCES = {
    "tale/0-32": "Arcadia offered Borduria a loan.",
    "tale/33-72": "Borduria expelled the envoy of Arcadia.",
    "tale/73-101": "The harvest was poor in May.",
}


def judged(sentence_id="tale/0-32", **changes):
    """Build a judgement of an invented sentence: supportive, unless it is told otherwise."""
    tie = {"holder": "ARC", "tie": ["ARC", "BOR"], "stance": changes.get("stance", "supportive")}
    row = {"id": sentence_id, "stance": "supportive", "rhetoric": "pledge", "mixed": False, "rule": None, "sure": 3}
    statements = [] if changes.get("stance") == "neutral" else [tie]
    return row | {"statements": statements} | changes


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture(scope="session")
def judge():
    return judged


@pytest.fixture(scope="session")
def invented():
    """Sentences of the invented article, by id."""
    return SENTENCES


@pytest.fixture
def write(tmp_path):
    """Write rows, or a text, to a file of its own."""

    def to_file(content, name="rows.jsonl"):
        path = tmp_path / name
        path.write_bytes((content if isinstance(content, str) else lines(content)).encode())
        return path

    return to_file


@pytest.fixture
def corpus(tmp_path):
    """Lay out a corpus of one invented article; returns a function that fills it with passes and adjudications."""
    return CorpusOf(tmp_path / "corpus")


class CorpusOf:
    """A corpus folder, filled anew by each call."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, passes, *, adjudications=(), splits=None, text=TEXT):
        texts, judgements = self.folder / "seeds" / "text", self.folder / "annotations" / "judgements"
        for each in (texts, judgements):
            each.mkdir(parents=True, exist_ok=True)
        (texts / "tale.txt").write_bytes(text.encode())
        digest = hashlib.sha256(text.encode()).hexdigest()
        article = {"id": "tale", "title": "A tale", "published": None, "source": None, "sha256": digest}
        (self.folder / "seeds" / "articles.jsonl").write_text(lines([article]))
        for old in judgements.glob("*.jsonl"):
            old.unlink()
        for number, rows in enumerate(passes, start=1):
            (judgements / f"pass-{number}.jsonl").write_text(lines(rows))
        (self.folder / "annotations" / "adjudications.jsonl").write_text(lines(adjudications))
        (self.folder / "annotations" / "splits.json").write_text(json.dumps(splits or {}))
        return self.folder
