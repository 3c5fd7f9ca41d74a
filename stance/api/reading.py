"""Reading an article: statements with place, stance, rhetoric, holder, tie, quote and evidence. No training library."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from stance.api.answering import classify_stream, predictions
from stance.api.models import load_model
from stance.labels import Stance
from stance.records import Article, Evidence, Prediction, Statement
from stance.runtime.evidence import find_evidence
from stance.runtime.model import Model
from stance.text.language import is_english
from stance.text.parties import PartyTable, party_codes, using_parties
from stance.text.quotes import Quote, find_quotes
from stance.text.sentences import sentences
from stance.text.sources import quotes_by_sentence
from stance.text.ties import HeldTie, TieReader
from stance.text.usable import LONGEST_ARTICLE, check_text, read_text
from stance.text.voice import manner
from stance.views.reading import Reading


def read(
    source: str | Path | Article,
    *,
    model: str | Path | Model = "default",
    evidence: bool = True,
    parties: str | Path | PartyTable | None = None,
) -> Reading:
    """Return the statements of an article, in order.

    Parameters
    ----------
    source
        A string is the text itself; a path is a file in UTF-8; an `Article` carries its own id, title and date.
    model
        As in `classify`.
    evidence
        Whether to say which words each stance rests on. That costs a linear model little, and a transformer up to
        25 answers for each statement that is not neutral.
    parties
        Parties of one's own beside ours, as in `classify`.

    Returns
    -------
    Reading
        One statement for each sentence; of a sentence with several holders or ties one for each that the model, if it
        is conditioned on ties, takes a stance toward. Neutral ones have no holder and no tie. An article that is not in
        English is answered too, and `english` is false.

    Raises
    ------
    StanceError
        If the file, the text, the model or the table cannot be used.

    Examples
    --------
    >>> import stance
    >>> reading = stance.read("Talks begin today. Beijing condemned the sale of arms to Taiwan by the United States.")
    >>> [str(statement.stance) for statement in reading]
    ['neutral', 'warning']
    """
    article = _article(source)
    with using_parties(parties):
        return _read(article, load_model(model) if isinstance(model, str | Path) else model, evidence=evidence)


def _read(article: Article, predictor: Model, *, evidence: bool) -> Reading:
    found = sentences(article)
    spans = [(sentence.start, sentence.end) for sentence in found]
    quotes = quotes_by_sentence(find_quotes(article.text, spans), spans)
    reader = TieReader(article.title, article.published)
    answers = classify_stream((sentence.text for sentence in found), predictor=predictor)
    statements: list[Statement] = []
    for sentence, answer, quoted in zip(found, answers, quotes, strict=True):
        pairs: tuple[HeldTie, ...] = ()
        if answer.stance is Stance.NEUTRAL:
            # It has no holder and no tie, but what it names may be what the next sentence refers to.
            reader.skip(sentence.text, quoted)
        else:
            pairs = reader.read(sentence.text, quoted)
        how, quote = manner(sentence.text, article.published, quoted), _quoted_words(sentence.text, quoted)
        for prediction, pair in _held(sentence.text, answer, pairs, predictor):
            holder, tie = (None, None) if pair is None else (pair.holder, pair.tie)
            statement = Statement(sentence, prediction, holder, tie, quote, str(how.voice), str(how.modality))
            statements.append(_with_evidence(statement, predictor) if evidence else statement)
    return Reading(article, tuple(statements), english=is_english(article.text))


def _article(source: str | Path | Article) -> Article:
    if isinstance(source, Path):
        return Article(source.stem, read_text(source))
    if isinstance(source, str):
        source = Article("text", source)
    if not isinstance(source, Article):
        raise TypeError(f"got {source!r:.80} of type {type(source).__name__}, expected a text, a path or an Article")
    check_text(source.text, LONGEST_ARTICLE)
    return source


def _held(
    sentence: str, answer: Prediction, pairs: Sequence[HeldTie], predictor: Model
) -> Sequence[tuple[Prediction, HeldTie | None]]:
    """Return the answers of a sentence with their pairs: one, or one for each pair that has a stance of its own."""
    if not pairs:
        return [(answer, None)]
    if not predictor.takes_ties:
        return [(answer, pairs[0])]
    # A party that is not named ("the allies") is in no table, and so no model can be asked about it.
    known = [pair for pair in pairs if set(pair.tie) <= party_codes()]
    asked = predictions(predictor, [(sentence, (pair.tie[0], pair.tie[1])) for pair in known])
    held = [(found, pair) for found, pair in zip(asked, known, strict=True) if found.stance is not Stance.NEUTRAL]
    # The sentence has a stance; if none of its ties is found to have it, the first pair does.
    return held or [(answer, pairs[0])]


def _with_evidence(statement: Statement, predictor: Model) -> Statement:
    """Return a statement with the words that its stance rests on; a neutral one as it is."""
    if statement.stance is Stance.NEUTRAL:
        return statement
    sentence, prediction = statement.sentence, statement.prediction
    asked = None if prediction.tie is None else (prediction.tie[0], prediction.tie[1])
    found = find_evidence(predictor, (sentence.text, asked), statement.stance)
    evidence = tuple(
        Evidence(sentence.start + start, sentence.start + end, sentence.text[start:end], weight)
        for start, end, weight in found
    )
    return replace(statement, evidence=evidence)


def _quoted_words(sentence: str, quotes: Sequence[Quote]) -> str | None:
    """Return the longest stretch of quoted words in a sentence."""
    spans = [quote.content for quote in quotes if quote.kind != "indirect"]
    start, end = max(spans, key=lambda span: span[1] - span[0], default=(0, 0))
    return sentence[start:end] or None
