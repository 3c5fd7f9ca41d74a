"""Asking a model: one sentence, a list or stream of them. Needs no training library."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, overload

from stance.api.models import load_model
from stance.labels import Rhetoric, Stance
from stance.protocols import tie_of
from stance.records import Prediction
from stance.runtime.model import Model, check_inputs
from stance.text.parties import PartyTable, using_parties

if TYPE_CHECKING:
    from stance.protocols import Input

_CHUNK = 256


# A string is a sequence of strings too, so the overloads overlap: the first one wins, as it does at run time.
@overload
def classify(  # type: ignore[overload-overlap]
    text: str,
    *,
    tie: tuple[str, str] | None = None,
    model: str | Path | Model = "default",
    parties: str | Path | PartyTable | None = None,
) -> Prediction: ...


@overload
def classify(
    text: Sequence[str],
    *,
    tie: tuple[str, str] | None = None,
    model: str | Path | Model = "default",
    parties: str | Path | PartyTable | None = None,
) -> list[Prediction]: ...


def classify(
    text: str | Sequence[str],
    *,
    tie: tuple[str, str] | None = None,
    model: str | Path | Model = "default",
    parties: str | Path | PartyTable | None = None,
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
    parties
        Parties of one's own beside ours, for this call alone: a table of tab-separated values (its columns are
        ``code, kind, role, surface, provenance``), or what `stance.text.parties.load_parties` made of one. Load a table
        once if you ask often.

    Returns
    -------
    Prediction or list of Prediction
        One for a string, a list for a list.

    Raises
    ------
    TypeError
        If `text` is neither a string nor a list of strings.
    StanceError
        If a text, the model or the table cannot be used.

    Examples
    --------
    >>> import stance
    >>> stance.classify("The two ministers will meet on Monday.").stance
    <Stance.NEUTRAL: 'neutral'>
    """
    predictor = load_model(model) if isinstance(model, str | Path) else model
    with using_parties(parties):
        if isinstance(text, str):
            return predictions(predictor, [(text, tie)])[0]
        check_inputs(text)
        return predictions(predictor, [(each, tie) for each in text])


def classify_stream(texts: Iterator[str], *, predictor: Model) -> Iterator[Prediction]:
    """Yield a prediction for each text, holding a few hundred at a time."""
    while chunk := list(islice(texts, _CHUNK)):
        yield from predictions(predictor, chunk)


def predictions(predictor: Model, asked: Sequence["Input"]) -> list[Prediction]:
    """Return a prediction for each text, or text and tie."""
    stance, rhetoric = predictor.answer(asked)
    stances = [Stance(label) for label in predictor.classes_]
    rhetorics = [Rhetoric(label) for label in predictor.rhetoric_classes_]
    threshold = predictor.manifest.abstention or 0.0
    return [
        Prediction(
            text=item[0] if isinstance(item, tuple) else item,
            stance=stances[row.argmax()],
            probabilities=dict.fromkeys(Stance, 0.0) | dict(zip(stances, row.tolist(), strict=True)),
            rhetoric=rhetorics[acts.argmax()] if rhetorics else None,
            tie=tie_of(item),
            abstain=bool(row.max() < threshold),
        )
        for item, row, acts in zip(asked, stance, rhetoric, strict=True)
    ]
