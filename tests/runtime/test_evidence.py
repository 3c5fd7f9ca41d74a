from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.api.models import load_model
from stance.artifacts import Manifest, read_manifest
from stance.errors import TieNotSupported, UnusableText, UnusableTie
from stance.labels import Stance
from stance.runtime.cascade import Cascade
from stance.runtime.evidence import LEAST_SHARE, MOST_OCCLUSIONS, MOST_PIECES, find_evidence, weigh
from stance.runtime.onnx import OnnxClassifier
from stance.text.normalise import normalise
from stance.text.pieces import pieces
from stance.text.render import mask_parties, mask_traced

WORDS = """
China the United States’ warned U.S.-led “we” — never İzmir New Zealand welcomed \u200b \u0301 ﷺ , pact. ½
"""
TEXTS = st.lists(st.sampled_from(WORDS.split()), max_size=30).map(" ".join) | st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60
)
STANCES = st.sampled_from(list(Stance))
SALE = "China condemned the sale of arms to Taiwan by the United States."


class Counting:
    """A model whose log-odds of a warning are the sum of what its words are worth; it remembers its questions."""

    classes_ = np.asarray([str(label) for label in Stance])
    rhetoric_classes_ = np.asarray([], dtype=np.str_)
    takes_ties = True

    def __init__(self, **worth):
        self.worth, self.asked = worth, []
        self.manifest = Manifest("counting", "linear", {}, ["warning"], [], {}, None, {}, {})

    def answer(self, X):
        self.asked.append(list(X))
        texts = [item[0] if isinstance(item, tuple) else item for item in X]
        odds = np.asarray([sum(value for word, value in self.worth.items() if word in text) for text in texts], float)
        chances = 1 / (1 + np.exp(-odds))
        return np.stack([(1 - chances) / 2, (1 - chances) / 2, chances], axis=1), np.zeros((len(X), 0))


@pytest.fixture(scope="module", params=["linear-v4", "linear-v1", "small"])
def linear(request, model, root):
    return load_model(model if request.param == "small" else root / "models" / request.param)


@settings(deadline=None, max_examples=30)
@given(text=TEXTS, stance=STANCES)
def test_ngrams_and_bias_sum_to_the_score(linear, text, stance):
    found = linear.contributions(text, stance)
    logs = np.log(linear.predict_proba([text])[0])
    assert found.bias + found.weights.sum() == pytest.approx(logs[list(Stance).index(stance)] - logs.mean(), abs=1e-9)


@settings(deadline=None, max_examples=30)
@given(text=TEXTS, stance=STANCES)
def test_pieces_sum_to_what_the_ngrams_add(linear, text, stance):
    added = linear.contributions(text, stance).weights.sum()
    assert sum(each.weight for each in weigh(linear, text, stance)) == pytest.approx(added, abs=1e-9)


def plainly(linear, text, stance):
    """Return n-gram, span and weight of each n-gram that the model knows, one by one and by the definition."""
    plain = normalise(text)
    seen = {False: plain, True: mask_traced(plain)}
    column = linear.classes_.tolist().index(stance)
    stances = linear._coef[:, : len(linear.classes_)]
    found = []
    for block, offset in zip(linear._blocks, linear._offsets, strict=False):
        lower = seen[block.masked].lower()
        ngrams = block.analyzer(lower.text, block.shortest, block.longest)
        _, starts, ends = block.locator(lower.text, block.shortest, block.longest)
        counts = Counter(ngram for ngram in ngrams if ngram in block.columns)
        values = {ngram: (1 + np.log(count)) * block.idf[block.columns[ngram]] for ngram, count in counts.items()}
        length = np.sqrt(sum(value**2 for value in values.values()))
        for ngram, *span in zip(ngrams, starts, ends, strict=True):
            if ngram in values:
                scores = stances[block.columns[ngram] + offset]
                above = (scores[column] - scores.mean()) / linear._temperatures[0]
                found.append((ngram, lower.original(*span), above * values[ngram] / length / counts[ngram]))
    return found


@settings(deadline=None, max_examples=60)
@given(text=TEXTS, stance=STANCES)
def test_ngrams_spans_and_weights_are_those_of_the_definition(linear, text, stance):
    expected, found = plainly(linear, text, stance), linear.contributions(text, stance)
    assert found.ngrams == [ngram for ngram, _, _ in expected]
    assert [tuple(span) for span in found.spans.tolist()] == [span for _, span, _ in expected]
    assert found.weights.tolist() == pytest.approx([weight for _, _, weight in expected], abs=1e-12)


@settings(deadline=None, max_examples=60)
@given(text=TEXTS, stance=STANCES)
def test_an_ngram_is_shared_equally_by_the_pieces_that_it_touches(linear, text, stance):
    found = pieces(text)
    expected = [0.0] * len(found)
    for _, (start, end), weight in plainly(linear, text, stance):
        begun = max([place for place, piece in enumerate(found) if piece.start <= start], default=0)
        last = max([place for place, piece in enumerate(found) if piece.start < end], default=0)
        for place in range(begun, last + 1):
            expected[place] += weight / (last + 1 - begun)
    assert [each.weight for each in weigh(linear, text, stance)] == pytest.approx(expected, abs=1e-12)


@settings(deadline=None, max_examples=30)
@given(text=TEXTS)
def test_every_ngram_is_found_where_it_stands(linear, text):
    found = linear.contributions(text, Stance.WARNING)
    assert len(found.ngrams) == len(found.spans) == len(found.weights)
    assert all(0 <= start < end <= len(text) for start, end in found.spans)


@pytest.mark.parametrize("stance", Stance)
def test_what_is_said_for_one_stance_is_said_against_the_others(linear, stance):
    found = [linear.contributions(SALE, each) for each in Stance]
    assert sum(each.weights for each in found) == pytest.approx(0, abs=1e-12)
    assert found[0].ngrams == linear.contributions(SALE, stance).ngrams


def test_a_known_ngram_comes_with_its_span(root):
    found = load_model(root / "models" / "linear-v4").contributions(f"  “{SALE}”", Stance.WARNING)
    slices = [f"  “{SALE}”"[start:end] for start, end in found.spans]
    assert ("condemned", "condemned") in zip(found.ngrams, slices, strict=True)
    assert ("partyx condemned", "China condemned") in zip(found.ngrams, slices, strict=True)
    seen = f'"{SALE}"'.lower(), mask_parties(f'"{SALE}"').lower()
    assert all(any(ngram.strip() in text for text in seen) for ngram in found.ngrams)


def test_the_linear_model_finds_the_verb(root):
    found = weigh(load_model(root / "models" / "linear-v4"), SALE, Stance.WARNING)
    start, end, _ = max(found, key=lambda each: each.weight)
    assert SALE[start:end] == "condemned"


def test_the_majority_model_has_no_evidence(root):
    assert find_evidence(load_model(root / "models" / "majority-v1"), SALE, Stance.WARNING) == ()


def test_the_linear_model_takes_no_tie(linear):
    with pytest.raises(TieNotSupported):
        find_evidence(linear, (SALE, ("CHN", "USA")), Stance.WARNING)
    assert find_evidence(linear, (SALE, None), Stance.WARNING) == find_evidence(linear, SALE, Stance.WARNING)


@pytest.mark.parametrize("found", [weigh, find_evidence])
@settings(deadline=None, max_examples=30)
@given(text=TEXTS, stance=STANCES)
def test_spans_are_in_order_and_inside_the_text(linear, found, text, stance):
    for model in (linear, Counting(warned=2.0, pact=-1.0)):
        edges = [edge for start, end, _ in found(model, text, stance) for edge in (start, end)]
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(text) for edge in edges)
        assert all(start < end for start, end in zip(edges[::2], edges[1::2], strict=True))


def test_occlusion_gives_a_word_what_the_log_odds_lose_without_it():
    found = weigh(Counting(condemned=3.0, arms=-1.0), SALE, Stance.WARNING)
    weights = {SALE[start:end]: weight for start, end, weight in found}
    assert weights == pytest.approx(
        {"China": 0, "condemned": 3, "sale": 0, "arms": -1, "Taiwan": 0, "United States": 0}, abs=1e-9
    )


def test_occlusion_asks_once():
    model = Counting()
    weigh(model, SALE, Stance.WARNING)
    ((first, *rest),) = model.asked
    assert (first, len(rest)) == (SALE, 6)
    assert rest[1] == "China  the sale of arms to Taiwan by the United States."


@pytest.mark.parametrize("number", [1, MOST_OCCLUSIONS, MOST_OCCLUSIONS + 1, 3 * MOST_OCCLUSIONS, 2000])
def test_occlusion_asks_a_bounded_number_of_questions(number):
    model = Counting(word0=1.0)
    text = " ".join(f"the word{place % 7}," for place in range(number))
    found = weigh(model, text, Stance.WARNING)
    assert len(model.asked[0]) == 1 + min(number, MOST_OCCLUSIONS) == 1 + len(found)
    assert (found[0].start, found[-1].end) == (4, len(text) - 1)


def test_occlusion_of_a_long_sentence_takes_out_neighbours_together():
    text = " ".join([*["filler"] * 2 * MOST_OCCLUSIONS, "grave", "threat"])
    found = find_evidence(Counting(grave=1.0, threat=1.0), text, Stance.WARNING)
    (start, end, weight), *rest = sorted(found, key=lambda each: -each.weight)
    assert "grave threat" in text[start:end]
    assert (weight, rest) == (pytest.approx(2.0, abs=1e-9), [])


def test_the_parties_of_the_tie_are_not_taken_out():
    model = Counting()
    item = (SALE, ("China", "USA"))
    found = weigh(model, item, Stance.WARNING)
    assert [SALE[start:end] for start, end, _ in found] == ["condemned", "sale", "arms", "Taiwan"]
    assert model.asked[0][0] == item
    assert {each[1] for each in model.asked[0]} == {item[1]}
    assert all("China" in text and "United States" in text for text, _ in model.asked[0])


def test_a_tie_that_nobody_knows_is_refused():
    with pytest.raises(UnusableTie):
        weigh(Counting(), (SALE, ("CHN", "Ruritania")), Stance.WARNING)


@pytest.mark.parametrize("text", ["", " \n", "\u200b \u200b"])
@pytest.mark.parametrize("asked", [weigh, find_evidence])
def test_no_words_give_no_evidence(linear, asked, text):
    for model in (linear, Counting()):
        assert [each for each in asked(model, text, Stance.WARNING) if each.weight] == []


def test_function_words_are_taken_out_where_there_are_no_others():
    assert len(weigh(Counting(), "It is.", Stance.WARNING)) == 2
    assert weigh(Counting(), ("China", ("CHN", "USA")), Stance.WARNING) == []


def test_evidence_is_the_strongest_in_the_order_of_the_text():
    text = "alpha beta gamma delta epsilon zeta eta"
    worth = {"alpha": 0.9, "beta": 0.05, "gamma": -1.0, "delta": 0.5, "epsilon": 0.7, "zeta": 0.8, "eta ": 0.0}
    found = find_evidence(Counting(**worth), text, Stance.WARNING)
    assert [text[start:end] for start, end, _ in found] == ["alpha", "gamma", "delta", "epsilon", "zeta"]
    assert len(found) == MOST_PIECES


def test_evidence_leaves_out_what_is_light_beside_the_strongest():
    worth = {"alpha": 2.0, "beta": 2.0 * LEAST_SHARE * 0.9, "gamma": 2.0 * LEAST_SHARE * 1.1}
    found = find_evidence(Counting(**worth), "alpha beta gamma", Stance.WARNING)
    assert [start for start, _, _ in found] == [0, 11]


def test_certainty_to_the_last_digit_has_finite_evidence():
    found = weigh(Counting(condemned=900.0), SALE, Stance.WARNING)
    assert np.isfinite([each.weight for each in found]).all()
    assert max(each.weight for each in found) > 20


def test_a_transformer_is_asked_without_each_word(exported):
    transformer = OnnxClassifier(exported)
    text = "they condemn the sale"
    found = weigh(transformer, text, Stance.WARNING)
    with_all, without = transformer.predict_proba([text, "they  the sale"])[:, 2]
    odds = [np.log(chance / (1 - chance)) for chance in (with_all, without)]
    assert [text[start:end] for start, end, _ in found] == ["condemn", "sale"]
    assert found[0].weight == pytest.approx(odds[0] - odds[1], abs=1e-6)


def test_a_transformer_gives_evidence_toward_a_tie(exported):
    item = ("China and Japan condemn the sale", ("CHN", "JPN"))
    found = weigh(OnnxClassifier(exported), item, Stance.WARNING)
    assert [item[0][start:end] for start, end, _ in found] == ["condemn", "sale"]


@pytest.mark.parametrize(("threshold", "word"), [(0.0, "condemned"), (1.1, "arms")])
def test_of_a_cascade_the_model_that_answered_gives_the_evidence(exported, threshold, word):
    models = {"a": Counting(condemned=1.0), "b": Counting(arms=1.0)}
    params = {"first": "a", "second": "b", "threshold": threshold}
    digests = dict.fromkeys(("first", "second"), models["a"].manifest.digest())
    changes = {"params": params, "data": {"digests": digests}, "rhetoric_classes": []}
    manifest = replace(read_manifest(exported), kind="cascade", **changes)
    ((start, end, _),) = find_evidence(Cascade(manifest, models.get), SALE, Stance.WARNING)
    assert SALE[start:end] == word


@pytest.mark.parametrize("text", ["a\0b", "x" * 20_001])
def test_text_that_cannot_be_read_is_refused(linear, text):
    with pytest.raises(UnusableText):
        find_evidence(linear, text, Stance.WARNING)
