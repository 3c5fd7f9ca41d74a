import pytest

from stance.corpus.datasheet import blocks, with_blocks
from stance.corpus.gold import GoldRow
from stance.errors import CorpusError
from stance.labels import Rhetoric, Stance

PAGE = "# Sheet\n\n<!-- a: built -->\nold\n<!-- a: end -->\n\nProse.\n"
AGREED = {"n": 2, "alpha": 0.9, "interval": [0.8, 1.0]}
AGREEMENT = {label: {"overall": AGREED, "pairs": {"seed-1 | seed-2": AGREED}} for label in ("stance", "rhetoric")}


def row(key, origin, stance, split):
    return GoldRow(key, origin, "Text.", stance, Rhetoric.REPORT, mixed=False, statements=(), settled_by="unanimous",
                   split=split)  # fmt: skip


GOLD = [row("a/0-5", "seed", Stance.NEUTRAL, "seed"), row("wikinews/d/0-5", "standoff", Stance.WARNING, "train")]


def test_a_block_is_replaced_and_the_prose_kept():
    made = with_blocks(PAGE, {"a": "new"})
    assert made == PAGE.replace("old", "new")
    assert with_blocks(made, {"a": "new"}) == made


@pytest.mark.parametrize("page", ["# Sheet\n", "<!-- a: built -->\n", "<!-- a: end -->\n"])
def test_a_page_without_the_marks_is_refused(page):
    with pytest.raises(CorpusError, match="expected both"):
        with_blocks(page, {"a": "new"})


def test_blocks_tell_what_there_is():
    made = blocks(GOLD, AGREEMENT, {})
    assert "| standoff | 1 | 0 | 0 | 1 |" in made["composition"]
    assert "| standoff | 0 | 1 | 0 | 0 |" in made["composition"]
    assert made["sources"] == "1 sentences from wikinews."
    assert made["settled"] == "Settled so: 2 by unanimous."
    assert "| rhetoric | seed passes 1 and 2 | 2 | 0.900 | 0.800 to 1.000 |" in made["agreement"]
    assert made["composed"] == made["registers and rules"] == "None."
