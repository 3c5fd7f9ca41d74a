"""Asking a model: one sentence, a list or stream of them, an article. Needs numpy and no training library."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, overload

from stance.api.models import load_model
from stance.labels import Rhetoric, Stance
from stance.records import Article, Prediction, Reading, Statement
from stance.runtime.model import Model
from stance.text.usable import LONGEST_ARTICLE, check_text, read_text

if TYPE_CHECKING:
    from stance.protocols import Input

_CHUNK = 256


# A string is a sequence of strings too, so the overloads overlap: the first one wins, as it does at run time.
@overload
def classify(  # type: ignore[overload-overlap]
    text: str, *, tie: tuple[str, str] | None = None, model: str | Path | Model = "default"
) -> Prediction: ...


@overload
def classify(
    text: Sequence[str], *, tie: tuple[str, str] | None = None, model: str | Path | Model = "default"
) -> list[Prediction]: ...


def classify(
    text: str | Sequence[str],
    *,
    tie: tuple[str, str] | None = None,
    model: str | Path | Model = "default",
) -> Prediction | list[Prediction]:
    """Return what a sentence conveys about ties between countries.

    Parameters
    ----------
    text
        One sentence, or a list of them.
    tie
        The two parties whose tie is asked about; None for the sentence's own stance. The linear model refuses a tie.
    model
        Name, folder, or what `load_model` returned. Load a model once if you ask often.

    Returns
    -------
    Prediction or list of Prediction
        One for a string, a list for a list.

    Raises
    ------
    TypeError
        If `text` is neither a string nor a list of strings.
    StanceError
        If a text or the model cannot be used.

    Examples
    --------
    >>> import stance
    >>> stance.classify("The two ministers will meet on Monday.").stance
    <Stance.NEUTRAL: 'neutral'>
    """
    predictor = load_model(model) if isinstance(model, str | Path) else model
    if isinstance(text, str):
        return _predict(predictor, [text], tie)[0]
    return _predict(predictor, text, tie)


def classify_stream(texts: Iterator[str], *, predictor: Model) -> Iterator[Prediction]:
    """Yield a prediction for each text, holding a few hundred at a time."""
    while chunk := list(islice(texts, _CHUNK)):
        yield from _predict(predictor, chunk, None)


def _predict(predictor: Model, texts: Sequence[str], tie: tuple[str, str] | None) -> list[Prediction]:
    inputs: Sequence[Input] = texts if tie is None else [(text, tie) for text in texts]
    stance, rhetoric = predictor.answer(inputs)
    stances = [Stance(label) for label in predictor.classes_]
    rhetorics = [Rhetoric(label) for label in predictor.rhetoric_classes_]
    threshold = predictor.manifest.abstention or 0.0
    return [
        Prediction(
            text=text,
            stance=stances[row.argmax()],
            probabilities=dict.fromkeys(Stance, 0.0) | dict(zip(stances, row.tolist(), strict=True)),
            rhetoric=rhetorics[acts.argmax()] if rhetorics else None,
            tie=tie,
            abstain=bool(row.max() < threshold),
        )
        for text, row, acts in zip(texts, stance, rhetoric, strict=True)
    ]


def read(source: str | Path | Article, *, model: str | Path | Model = "default") -> Reading:
    """Return the statements of an article, in order.

    Parameters
    ----------
    source
        A string is the text itself; a path is a file in UTF-8; an `Article` carries its own id.
    model
        As in `classify`.

    Returns
    -------
    Reading
        Each statement with its place, stance and rhetoric. (Holder, tie and quote are not known yet: None.)

    Raises
    ------
    StanceError
        If the file, the text or the model cannot be used.

    Examples
    --------
    >>> import stance
    >>> [str(statement.stance) for statement in stance.read("Talks begin today. Beijing condemned the sale.")]
    ['neutral', 'warning']
    """
    # Here, and not above: a single sentence is classified without loading the segmenter.
    from stance.text.sentences import sentences  # noqa: PLC0415

    article = source if isinstance(source, Article) else None
    if isinstance(source, Path):
        article = Article(source.stem, read_text(source))
    elif isinstance(source, str):
        article = Article("text", source)
    if article is None:
        raise TypeError(f"got {source!r:.80} of type {type(source).__name__}, expected a text, a path or an Article")
    check_text(article.text, LONGEST_ARTICLE)
    predictor = load_model(model) if isinstance(model, str | Path) else model
    found = sentences(article)
    answers = classify_stream((sentence.text for sentence in found), predictor=predictor)
    statements = (Statement(sentence, answer) for sentence, answer in zip(found, answers, strict=True))
    return Reading(article, tuple(statements))
