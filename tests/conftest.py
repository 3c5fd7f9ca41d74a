from pathlib import Path

import pytest

from stance.corpus.examples import from_gold
from stance.corpus.gold import read_gold

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def gold():
    return read_gold(ROOT / "annotations" / "gold.jsonl")


@pytest.fixture(scope="session")
def seed_examples(gold):
    return from_gold(gold, splits=["seed"])
