from stance.corpus.composed import Composed
from stance.corpus.coverage import coverage, lengths, minimal_pairs
from stance.corpus.gold import GoldRow
from stance.corpus.integrity import problems
from stance.labels import Rhetoric, Stance
from stance.records import HeldStance, Judgement

TEXT = "The ministry said on Friday that the two delegations would meet again before the end of the year."
HELD = (HeldStance("CHN", ("CHN", "USA"), Stance.WARNING),)


def statement(number, text, *, scenario="s-1", pair=None):
    return Composed(f"composed/{scenario}-{number}", text, scenario, "wire", pair, (2,), ("negation",))


def gold(row, stance=Stance.NEUTRAL, *, split="train"):
    held = () if stance is Stance.NEUTRAL else HELD
    return GoldRow(row.id, "composed", row.text, stance, Rhetoric.REPORT, mixed=False, statements=held,
                   settled_by="unanimous", split=split)  # fmt: skip


def judgement(row, rule):
    return Judgement(row.id, Stance.NEUTRAL, Rhetoric.REPORT, mixed=False, statements=(), rule=rule, sure=3)


def found(*statements, splits=None, stances=None):
    rows = [
        gold(row, (stances or {}).get(row.id, Stance.NEUTRAL), split=(splits or {}).get(row.id, "train"))
        for row in statements
    ]
    return problems(rows, {row.id: row for row in statements})


def test_problems_of_different_statements_are_none():
    assert (
        found(statement(1, TEXT), statement(2, "Fog closed the airport for most of the morning, officials said.")) == []
    )


def test_problems_name_near_duplicates_and_the_splits_they_leak_between():
    one, other = statement(1, TEXT), statement(2, TEXT.replace("Friday", "Monday"), scenario="s-2")
    (first, _) = found(one, other, splits={one.id: "train", other.id: "test"})
    assert "alike as they stand, in two splits" in first


def test_problems_see_a_template_with_other_parties():
    one = statement(1, "France urged Italy to stop the ban at once, and said so again.")
    other = statement(2, "Japan urged China to stop the ban at once, and said so again.")
    assert [each.partition(" alike ")[2] for each in found(one, other)] == ["with parties masked"]


def test_problems_let_a_minimal_pair_be_alike():
    one, other = statement(1, TEXT, pair="p"), statement(2, TEXT.replace("would", "would not"), pair="p")
    assert found(one, other) == []


def test_problems_name_a_minimal_pair_over_two_scenarios():
    one, other = statement(1, TEXT, pair="p"), statement(2, "Boats left.", scenario="s-2", pair="p")
    assert "a minimal pair over two scenarios" in found(one, other)[0]


def test_problems_name_one_text_with_two_stances():
    one, other = statement(1, TEXT, pair="p"), statement(2, TEXT, pair="p")
    assert "different stances" in found(one, other, stances={one.id: Stance.WARNING})[0]


def test_minimal_pairs_need_two_statements():
    assert minimal_pairs(
        [statement(1, TEXT, pair="p"), statement(2, TEXT, pair="q"), statement(3, TEXT, pair="p")]
    ) == [("composed/s-1-1", "composed/s-1-3")]


def test_coverage_counts_what_the_quotas_name():
    one, other = statement(1, TEXT, pair="p"), statement(2, "They did not.", pair="p")
    rows = [gold(one, Stance.WARNING), gold(other)]
    author = {row.id: judgement(row, 2) for row in (one, other)}
    blind = {one.id: judgement(one, 2), other.id: judgement(other, None)}
    counts = coverage({row.id: row for row in (one, other)}, rows, author, blind)
    assert (counts["statements"], counts["scenarios"], counts["minimal_pairs"]) == (2, 1, 1)
    assert (counts["parties"], counts["pairs_of_parties"]) == (2, 1)
    assert (counts["rule"], counts["mark"], counts["with_a_mark"]) == ({"2": 1}, {"negation": 2}, 2)
    assert counts["stance"] == {"neutral": 1, "warning": 1}


def test_lengths_are_in_words():
    assert lengths(["one two", "one two three four"])["mean"] == 3
    assert lengths(["alone"]) == {}
