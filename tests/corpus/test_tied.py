from stance.corpus.gold import GoldRow
from stance.corpus.tied import tie_stances, tied_examples
from stance.labels import Rhetoric, Stance
from stance.records import HeldStance

TEXT = "Japan welcomed the pact with France, but China condemned it, and Peru said nothing."


def row(*held, stance=Stance.WARNING, text=TEXT, split="train", key="composed/s-1-1"):
    statements = tuple(HeldStance(None, tuple(tie.split()), label) for tie, label in held)
    return GoldRow(key, "composed", text, stance, Rhetoric.CRITICISE, mixed=False, statements=statements,
                   settled_by="unanimous", split=split)  # fmt: skip


MIXED = row(("FRA JPN", Stance.SUPPORTIVE), ("CHN JPN", Stance.WARNING))


def test_a_tie_of_a_statement_has_its_stance_and_one_only_named_is_neutral():
    found = tie_stances(MIXED)
    assert found["FRA", "JPN"] is Stance.SUPPORTIVE
    assert found["CHN", "JPN"] is Stance.WARNING
    assert found["CHN", "PER"] is Stance.NEUTRAL
    assert len(found) == 6


def test_of_two_stances_toward_a_tie_the_sentence_decides():
    both = row(("FRA JPN", Stance.SUPPORTIVE), ("FRA JPN", Stance.WARNING), stance=Stance.WARNING)
    assert tie_stances(both)["FRA", "JPN"] is Stance.WARNING


def test_two_holders_who_agree_outweigh_the_main_clause():
    both = row(("FRA JPN", Stance.SUPPORTIVE), ("FRA JPN", Stance.SUPPORTIVE), ("CHN JPN", Stance.WARNING))
    assert tie_stances(both)["FRA", "JPN"] is Stance.SUPPORTIVE


def test_pairs_inside_a_larger_tie_have_no_answer():
    found = tie_stances(row(("CHN FRA JPN", Stance.WARNING)))
    assert set(found) == {("CHN", "PER"), ("FRA", "PER"), ("JPN", "PER")}


def test_ties_with_parties_that_no_text_can_name_are_left_out():
    assert ("OTHER", "USA") not in tie_stances(row(("OTHER USA", Stance.WARNING)))


def test_examples_keep_the_rhetoric_only_of_the_own_stance():
    made = tied_examples([MIXED], splits=["train"])
    rhetoric = dict(zip((item[1] for item in made.X), made.rhetoric, strict=True))
    assert rhetoric["CHN", "JPN"] == "criticise"
    assert rhetoric["FRA", "JPN"] is None


def test_balanced_examples_have_as_many_of_the_same_stance_as_of_others():
    rows = [
        MIXED,
        *(row(("CHN JPN", Stance.WARNING), key=f"composed/s-1-{n}", text="China and Japan.") for n in range(9)),
    ]
    made = tied_examples(rows, splits=["train"], balanced=True)
    same = sum(stance == "warning" for stance in made.stance)
    assert (same, len(made)) == (5, 10)
    assert made == tied_examples(rows, splits=["train"], balanced=True)


def test_rows_of_other_splits_held_out_or_without_text_are_passed_over():
    rows = [row(split="test"), row(text=None), row(key="composed/t-1-1")]
    assert len(tied_examples(rows, splits=["train"], hold_out=["composed/t-1"])) == 0
