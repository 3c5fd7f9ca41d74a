from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import stance
from stance.api.reading import read
from stance.artifacts import Manifest
from stance.errors import EmptyFile
from stance.labels import Rhetoric, Stance
from stance.records import Article
from stance.text.parties import load_parties
from stance.text.render import render
from stance.text.ties import held_ties

MIXED = "China condemned the sale of arms to Taiwan by the United States."
TALK = 'Japan welcomed the pact. "We trust Peru and will help it," the Japanese minister said.'


@dataclass
class Tied:
    """A model conditioned on ties: everything is a warning but what `stances` says."""

    stances: dict = field(default_factory=dict)
    takes_ties: bool = True
    classes_ = np.asarray([str(label) for label in Stance])
    rhetoric_classes_ = np.asarray([str(label) for label in Rhetoric])
    manifest = Manifest("tied", "x", {}, [], [], calibration={}, abstention=None, data={}, versions={})

    def answer(self, X):
        for item in X:
            render(item, "tied", "both")
        labels = [self.stances.get(item[1] if isinstance(item, tuple) else None, "warning") for item in X]
        rows = np.asarray([[0.8 if name == label else 0.1 for name in self.classes_] for label in labels])
        return rows.reshape(len(X), 3), np.full((len(X), 9), 1 / 9)


@dataclass
class Wordy(Tied):
    """A model that finds a warning where there is one word, and remembers what it was asked."""

    takes_ties: bool = True
    asked: list = field(default_factory=list)

    def answer(self, X):
        self.asked += X
        texts = [item[0] if isinstance(item, tuple) else item for item in X]
        rows = [[0.1, 0.1, 0.8] if "condemned" in text else [0.8, 0.1, 0.1] for text in texts]
        return np.asarray(rows).reshape(len(X), 3), np.full((len(X), 9), 1 / 9)


def test_each_tie_with_a_stance_is_a_statement_of_its_own():
    text = "Iran warned Israel on Monday, and France thanked Germany for its help."
    pairs = [pair.tie for pair in held_ties(text)]
    assert len(pairs) > 1
    found = read(text, model=Tied({pairs[0]: "neutral", pairs[1]: "supportive"}))
    assert [(each.tie, each.stance) for each in found] == [
        (tie, Stance.SUPPORTIVE if tie == pairs[1] else Stance.WARNING) for tie in pairs[1:]
    ]
    assert {each.sentence.text for each in found} == {text}


def test_where_no_tie_has_the_stance_the_most_probable_is_given_it():
    model = Tied(dict.fromkeys([("CHN", "USA"), ("TWN", "USA"), ("CHN", "TWN")], "neutral"))
    (statement,) = read(MIXED, model=model)
    assert (statement.holder, statement.stance) == ("CHN", Stance.WARNING)
    assert statement.tie is not None


def test_a_model_blind_to_ties_gives_one_statement_a_sentence():
    (statement,) = read(MIXED, model=Tied(takes_ties=False))
    assert (statement.holder, statement.prediction.tie) == ("CHN", None)


def test_a_party_that_is_not_named_is_not_asked_about():
    (statement,) = read("The allies condemned China.", model=Tied())
    assert (statement.stance, statement.tie) == (Stance.WARNING, ("CHN", "OTHER"))


def test_neutral_statements_have_no_holder_and_no_tie():
    (statement,) = read(MIXED, model=Tied({None: "neutral"}))
    assert (statement.holder, statement.tie) == (None, None)


def test_quoted_words_come_with_the_sentence_they_stand_in():
    quotes = [statement.quote for statement in read(TALK, model=Tied(takes_ties=False))]
    assert quotes == [None, "We trust Peru and will help it,"]


def test_voice_and_modality_are_told():
    (statement,) = read("The minister said Japan would not sign the pact with Peru.", model=Tied(takes_ties=False))
    assert (statement.voice, statement.modality) == ("reported", "negated")


@pytest.mark.parametrize(("published", "modality"), [("2024-01-05", "actual"), ("2026-01-05", "past"), (None, "past")])
def test_the_date_of_an_article_tells_what_is_settled(published, modality):
    article = Article("a", "In 2023 the United States sold arms to Taiwan.", published=published)
    (statement,) = read(article, model=Tied(takes_ties=False))
    assert statement.modality == modality


def test_a_title_tells_who_speaks():
    article = Article("a", "We condemn the launch by North Korea.", title="Remarks by the Ambassador of Japan")
    (statement,) = read(article, model=Tied(takes_ties=False))
    assert (statement.holder, statement.tie) == ("JPN", ("JPN", "PRK"))


@pytest.mark.parametrize("takes_ties", [True, False])
def test_evidence_is_placed_in_the_article(takes_ties):
    text = f"Nothing happened. {MIXED}"
    rows = [
        (each.start, each.end, each.text)
        for statement in read(text, model=Wordy(takes_ties=takes_ties))
        for each in statement.evidence
    ]
    assert rows
    assert rows == [(text.index("condemned"), text.index("condemned") + 9, "condemned")] * len(rows)


def test_evidence_is_asked_of_the_tie_that_the_statement_is_about():
    model = Wordy(takes_ties=True)
    found = read(MIXED, model=model)
    ties = [statement.prediction.tie for statement in found]
    asked = [item[1] for item in model.asked if isinstance(item, tuple) and "condemned" not in item[0]]
    assert None not in ties
    assert asked == ties


def test_neutral_statements_have_no_evidence():
    (statement,) = read("Nothing happened.", model=Wordy())
    assert (statement.stance, statement.evidence) == (Stance.NEUTRAL, ())


def test_evidence_that_is_not_wanted_costs_nothing():
    model = Wordy(takes_ties=False)
    (statement,) = read(MIXED, model=model, evidence=False)
    assert (statement.stance, statement.evidence) == (Stance.WARNING, ())
    assert model.asked == [MIXED]


def test_an_article_that_is_not_english_is_told():
    assert read(MIXED, model=Tied()).english
    assert not read("Le ministre a dit que son pays est contre la vente et pour le dialogue.", model=Tied()).english


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text(
        "code\tkind\trole\tsurface\tprovenance\nGRS\tstate\tname\tGraustark\tinvented\n"
        "RUR\tstate\tname\tRuritania\tinvented\n"
    )
    return path


def test_parties_of_the_users_own_are_read_in_one_call_alone(mine):
    text = "Ruritania condemned Graustark."
    for parties in (mine, str(mine), load_parties(mine)):
        (statement,) = read(text, model=Tied(), parties=parties)
        assert (statement.holder, statement.tie) == ("RUR", ("GRS", "RUR"))
    (statement,) = read(text, model=Tied())
    assert (statement.holder, statement.tie) == (None, None)


@pytest.mark.parametrize("source", [7, None, [MIXED], b"bytes"])
def test_what_is_no_article_is_refused(source):
    with pytest.raises(TypeError, match="expected a text, a path or an Article"):
        read(source, model=Tied())


def test_an_empty_file_is_told(tmp_path):
    (tmp_path / "a.txt").write_text(" ")
    with pytest.raises(EmptyFile):
        read(tmp_path / "a.txt", model=Tied())


PIECES = "China Taiwan the U.S. said that it would not help Xi's “One China” He . , : ; ( ) - ' \" “ ” ‘ ’"
WORDS = st.sampled_from(PIECES.split())


@settings(deadline=None, max_examples=300)
@given(text=st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
def test_no_text_is_too_broken_to_read(text):
    if "\0" not in text:
        reading = stance.read(Article("a", text), model=Tied())
        assert all(text[each.sentence.start : each.sentence.end] == each.sentence.text for each in reading)
