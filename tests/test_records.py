import json
from dataclasses import FrozenInstanceError

import pytest

from stance.labels import Rhetoric, Stance
from stance.records import Article, Evidence, HeldStance, Judgement, Prediction, Reading, Sentence, Statement

PROBABILITIES = {Stance.NEUTRAL: 0.2, Stance.SUPPORTIVE: 0.1, Stance.WARNING: 0.7}
SENTENCE = Sentence("tale", 7, 19, "It was mild.")
PREDICTION = Prediction(SENTENCE.text, Stance.WARNING, PROBABILITIES, Rhetoric.REJECT, ("ARC", "BOR"), abstain=True)
BARE = Prediction(SENTENCE.text, Stance.NEUTRAL, PROBABILITIES)


def test_sentence_id_is_its_place():
    assert SENTENCE.id == "tale/7-19"


def test_prediction_has_the_probability_of_its_stance():
    assert PREDICTION.probability == 0.7


def test_prediction_gives_its_fields_as_json_types_in_order():
    assert list(PREDICTION.to_dict().items()) == [
        ("text", "It was mild."),
        ("stance", "warning"),
        ("probabilities", {"neutral": 0.2, "supportive": 0.1, "warning": 0.7}),
        ("rhetoric", "reject"),
        ("tie", ["ARC", "BOR"]),
        ("abstain", True),
    ]


def test_prediction_gives_none_for_what_is_not_known():
    row = BARE.to_dict()
    assert (row["rhetoric"], row["tie"], row["abstain"]) == (None, None, False)


@pytest.mark.parametrize("prediction", [PREDICTION, BARE])
def test_prediction_survives_json(prediction):
    row = prediction.to_dict()
    assert json.loads(json.dumps(row)) == row


def test_statement_has_the_place_of_its_sentence():
    statement = Statement(SENTENCE, PREDICTION)
    assert (statement.text, statement.start, statement.end) == ("It was mild.", 7, 19)


@pytest.mark.parametrize("name", ["stance", "rhetoric", "probabilities", "probability", "abstain"])
@pytest.mark.parametrize("prediction", [PREDICTION, BARE])
def test_statement_has_the_answer_of_its_prediction(name, prediction):
    assert getattr(Statement(SENTENCE, prediction), name) == getattr(prediction, name)


def test_statement_gives_its_fields_as_json_types_in_order():
    row = Statement(SENTENCE, PREDICTION, holder="ARC", tie=("ARC", "BOR"), quote="mild").to_dict()
    assert ",".join(row) == (
        "article,start,end,text,stance,probabilities,rhetoric,abstain,holder,tie,quote,voice,modality,evidence"
    )
    assert (row["article"], row["start"], row["end"], row["text"]) == ("tale", 7, 19, "It was mild.")
    assert (row["holder"], row["tie"], row["quote"]) == ("ARC", ["ARC", "BOR"], "mild")
    assert json.loads(json.dumps(row)) == row


def test_statement_gives_its_evidence_as_rows():
    row = Statement(SENTENCE, PREDICTION, evidence=(Evidence(14, 18, "mild", 1.5),)).to_dict()
    assert row["evidence"] == [{"start": 14, "end": 18, "text": "mild", "weight": 1.5}]
    assert Statement(SENTENCE, BARE).to_dict()["evidence"] == []
    assert json.loads(json.dumps(row)) == row


def test_statement_gives_none_for_holder_and_quote_that_are_not_known():
    row = Statement(SENTENCE, BARE).to_dict()
    assert (row["holder"], row["quote"]) == (None, None)


def test_reading_gives_its_statements_in_order():
    statements = (Statement(SENTENCE, PREDICTION), Statement(SENTENCE, BARE))
    reading = Reading(Article("tale", "…"), statements)
    assert (tuple(reading), len(reading)) == (statements, 2)


def test_article_knows_no_more_than_it_is_told():
    article = Article("tale", "It was mild.")
    assert (article.title, article.published, article.source) == (None, None, None)


@pytest.mark.parametrize(
    "record",
    [
        Article("tale", "…"),
        SENTENCE,
        HeldStance("ARC", ("ARC", "BOR"), Stance.WARNING),
        Judgement("tale/7-19", Stance.NEUTRAL, Rhetoric.REPORT, mixed=False, statements=(), rule=None, sure=3),
        PREDICTION,
        Statement(SENTENCE, BARE),
        Evidence(14, 18, "mild", 1.5),
        Reading(Article("tale", "…"), ()),
    ],
    ids=lambda record: type(record).__name__,
)
def test_record_cannot_be_changed(record):
    with pytest.raises(FrozenInstanceError):
        setattr(record, type(record).__slots__[0], None)
