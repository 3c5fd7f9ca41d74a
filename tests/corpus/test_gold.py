import json

import pytest

from stance import paths
from stance.corpus.articles import read_articles
from stance.corpus.gold import build_gold, read_gold, sentence_texts, strict_majority
from stance.corpus.rows import to_lines
from stance.corpus.splits import SPLITS
from stance.errors import BadAnnotation, UnsettledDisagreement
from stance.labels import Stance
from stance.records import Article

COMMITTED = paths.corpus_folder()
BORDURIA = {"holder": "BOR", "tie": ["ARC", "BOR"], "stance": "supportive"}


@pytest.fixture(scope="module")
def gold():
    return read_gold(COMMITTED / "annotations" / "gold.jsonl")


def test_build_gold_takes_text_origin_and_split_from_the_corpus(corpus, judge):
    (row,) = build_gold(corpus([[judge()]]))
    assert (row.id, row.text, row.origin) == ("tale/0-32", "Arcadia offered Borduria a loan.", "seed")
    assert (row.split, row.group) == ("seed", "tale")


def test_build_gold_sorts_by_id(corpus, judge, invented):
    rows = build_gold(corpus([[judge(key) for key in reversed(invented)]]))
    assert [row.id for row in rows] == sorted(invented)


def test_build_gold_leaves_out_what_nobody_judged(corpus, judge):
    assert len(build_gold(corpus([[judge()], [judge()]]))) == 1


def test_build_gold_refuses_a_judgement_of_no_sentence_and_names_its_line(corpus, judge):
    folder = corpus([[judge()], [judge(), judge("tale/0-31")]])
    with pytest.raises(BadAnnotation, match=r"pass-2\.jsonl, line 2: got a judgement of 'tale/0-31'"):
        build_gold(folder)


def test_build_gold_refuses_an_adjudication_of_what_nobody_judged(corpus, judge):
    folder = corpus([[judge()]], adjudications=[judge(why="So."), judge("tale/33-72", why="So.")])
    with pytest.raises(BadAnnotation, match=r"adjudications\.jsonl, line 2: got an adjudication of 'tale/33-72'"):
        build_gold(folder)


def test_build_gold_refuses_a_pass_that_gives_a_reason(corpus, judge):
    with pytest.raises(BadAnnotation, match="got fields"):
        build_gold(corpus([[judge(why="So.")]]))


def test_unsettled_sentences_are_all_named(corpus, judge):
    first = [judge("tale/0-32"), judge("tale/33-72"), judge("tale/73-101")]
    second = [judge("tale/0-32", rhetoric="praise"), judge("tale/33-72"), judge("tale/73-101", rhetoric="praise")]
    with pytest.raises(UnsettledDisagreement, match="2 sentences are unsettled: tale/0-32, tale/73-101"):
        build_gold(corpus([first, second]))


@pytest.mark.parametrize("values", [[1], [1, 1], [1, 1, 2], [2, 1, 1, 3, 1]])
def test_strict_majority_is_what_more_than_half_have(values):
    assert strict_majority(values) == 1


@pytest.mark.parametrize("values", [[1, 2], [1, 1, 2, 2], [1, 2, 3], [1, 1, 2, 3]])
def test_strict_majority_is_none_where_no_value_has_more_than_half(values):
    assert strict_majority(values) is None


def test_sentence_texts_are_what_their_ids_say():
    article = Article("a", "One thing happened. Another did not.")
    assert sentence_texts({"a": article}) == {"a/0-19": "One thing happened.", "a/20-36": "Another did not."}


def test_read_gold_gives_back_what_was_built(corpus, judge, write):
    held = [BORDURIA, BORDURIA | {"stance": "warning"}]
    rows = build_gold(corpus([[judge(statements=held, mixed=True), judge("tale/33-72", stance="neutral")]]))
    assert read_gold(write([row.to_dict() for row in rows])) == rows


def test_read_gold_gives_none_for_a_text_that_is_not_printed(corpus, judge, write):
    (row,) = build_gold(corpus([[judge()]]))
    printed = row.to_dict()
    del printed["text"]
    (read,) = read_gold(write([printed]))
    assert read.text is None
    assert read.to_dict() == printed


@pytest.mark.parametrize(
    "changes",
    [
        {"stance": "hostile"},
        {"rhetoric": None},
        {"note": "?"},
        {"statements": None},
        {"statements": ["ARC"]},
        {"statements": [BORDURIA | {"tie": ["ARC"]}]},
    ],
)
def test_read_gold_names_file_and_line_of_a_row_that_is_none(corpus, judge, write, changes):
    (row,) = build_gold(corpus([[judge()]]))
    path = write([row.to_dict(), row.to_dict() | changes])
    with pytest.raises(BadAnnotation) as caught:
        read_gold(path)
    assert str(caught.value).startswith(f"{path}, line 2: got no gold row")


def test_read_gold_refuses_a_row_that_lacks_a_field(write):
    with pytest.raises(BadAnnotation, match="line 1: got no gold row"):
        read_gold(write([{"id": "tale/0-32", "statements": [], "stance": "neutral", "rhetoric": "report"}]))


def test_committed_gold_is_rebuilt_byte_for_byte():
    built = to_lines(row.to_dict() for row in build_gold(COMMITTED))
    assert (COMMITTED / "annotations" / "gold.jsonl").read_bytes() == built.encode()


def test_committed_judgements_name_sentences_that_slice_to_their_text(gold):
    texts = {path.stem: path.read_bytes().decode() for path in (COMMITTED / "seeds" / "text").iterdir()}
    judged = {
        json.loads(line)["id"]
        for path in (COMMITTED / "annotations" / "judgements").iterdir()
        for line in path.read_text("utf-8").splitlines()
    }
    assert judged == {row.id for row in gold}
    for row in gold:
        if row.origin == "seed":
            article, _, place = row.id.partition("/")
            start, end = map(int, place.split("-"))
            assert texts[article][start:end] == row.text


def test_committed_gold_holds_together(gold):
    assert [row.id for row in gold] == sorted({row.id for row in gold})
    for row in gold:
        stances = {held.stance for held in row.statements}
        assert row.mixed == (len(stances) > 1)
        assert (row.stance is Stance.NEUTRAL) == (not stances)
        assert row.stance is Stance.NEUTRAL or row.stance in stances


def test_committed_gold_keeps_each_group_in_one_split(gold):
    splits = {(row.group, row.split) for row in gold}
    assert len(splits) == len({group for group, _ in splits})
    assert {split for _, split in splits} <= set(SPLITS)


def test_committed_seeds_are_judged_in_every_sentence(gold):
    assert set(sentence_texts(read_articles(COMMITTED))) == {row.id for row in gold if row.origin == "seed"}
