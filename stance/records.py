"""The records that travel between the floors: frozen, typed, without behaviour beyond their own fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stance.labels import Rhetoric, Stance

Tie = tuple[str, ...]
"""The parties of a relationship: sorted codes, at least two."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text to read, with what is known about it.

    Attributes
    ----------
    id
        Name of the article; for a file, its stem.
    text
        The decoded text, unchanged.
    title, published, source
        Headline, ISO 8601 date and publisher; None where not known.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its place: ``article.text[start:end] == text``.

    Attributes
    ----------
    article
        The article's id.
    start, end
        Code points from the beginning of the article; `end` is exclusive.
    text
        The slice.
    """

    article: str
    start: int
    end: int
    text: str

    @property
    def id(self) -> str:
        """The sentence's id, which is its place: ``article/start-end``."""
        return f"{self.article}/{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class HeldStance:
    """Whose stance, toward which tie, and what it is: one triple of a judgement.

    Attributes
    ----------
    holder
        Code of the party whose stance it is; None for the writer's own.
    tie
        Sorted codes of the parties whose relationship it is about.
    stance
        `Stance.SUPPORTIVE` or `Stance.WARNING`; what is neutral is not listed.
    """

    holder: str | None
    tie: Tie
    stance: Stance


@dataclass(frozen=True, slots=True)
class Judgement:
    """One annotator's row on one sentence.

    Attributes
    ----------
    id
        The sentence's id.
    stance, rhetoric
        The sentence's own labels (its main clause).
    mixed
        True exactly when `statements` hold two different stances.
    statements
        Every stance that the sentence conveys and that is not neutral.
    rule
        Number of the guideline rule that decided, or None.
    sure
        3 certain, 2 fairly, 1 a guess.
    why
        The reason; adjudications have one, passes do not.
    """

    id: str
    stance: Stance
    rhetoric: Rhetoric
    mixed: bool
    statements: tuple[HeldStance, ...]
    rule: int | None
    sure: int
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Prediction:
    """A model's answer for one text.

    Attributes
    ----------
    text
        The text that was asked about.
    stance
        The most probable label, also when `abstain` is true.
    probabilities
        Label to calibrated probability, three entries that sum to 1.
    rhetoric
        The most probable rhetoric value; None if the model was trained without it.
    tie
        The tie that was asked about; None for the sentence's own stance.
    abstain
        True if the top probability is below the model's own threshold. It says nothing of rhetoric, holder or tie.
    """

    text: str
    stance: Stance
    probabilities: Mapping[Stance, float]
    rhetoric: Rhetoric | None = None
    tie: Tie | None = None
    abstain: bool = False

    @property
    def probability(self) -> float:
        """Probability of `stance`, from 1/3 to 1."""
        return self.probabilities[self.stance]

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as JSON types, in the order that the command line prints them."""
        return {
            "text": self.text,
            "stance": str(self.stance),
            "probabilities": {str(label): value for label, value in self.probabilities.items()},
            "rhetoric": None if self.rhetoric is None else str(self.rhetoric),
            "tie": None if self.tie is None else list(self.tie),
            "abstain": self.abstain,
        }


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of a sentence, and how much it speaks for the stance of a statement.

    Attributes
    ----------
    start, end
        Code points from the beginning of the article; `end` is exclusive.
    text
        The slice.
    weight
        How much it speaks for the stance, below 0 if against it: of a linear model what it adds to the logit, of
        another what the log-odds, ``log(p / (1 - p))``, lose without it.
    """

    start: int
    end: int
    text: str
    weight: float

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as JSON types."""
        return {"start": self.start, "end": self.end, "text": self.text, "weight": self.weight}


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of an article and what it conveys: of one holder toward one tie, if it has a stance.

    Attributes
    ----------
    sentence
        The sentence with its place in the article.
    prediction
        Stance and rhetoric.
    holder
        Code of the party whose stance it is; None for the writer's own, and where there is none.
    tie
        Sorted codes of the parties whose relationship it is about; None where there is none or it is not known.
    quote
        The quoted words; None where there are none.
    voice
        ``own``, ``quoted`` or ``reported``; None where not read.
    modality
        ``actual``, ``future``, ``conditional``, ``negated`` or ``past``; None where not read.
    evidence
        What speaks for and against the stance, in the order of the text; empty where not asked for.
    """

    sentence: Sentence
    prediction: Prediction
    holder: str | None = None
    tie: Tie | None = None
    quote: str | None = None
    voice: str | None = None
    modality: str | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def text(self) -> str:
        """The sentence's text."""
        return self.sentence.text

    @property
    def start(self) -> int:
        """Where the sentence begins, in code points from the beginning of the article."""
        return self.sentence.start

    @property
    def end(self) -> int:
        """Where the sentence ends, exclusive."""
        return self.sentence.end

    @property
    def stance(self) -> Stance:
        """The prediction's stance."""
        return self.prediction.stance

    @property
    def rhetoric(self) -> Rhetoric | None:
        """The prediction's rhetoric."""
        return self.prediction.rhetoric

    @property
    def probabilities(self) -> Mapping[Stance, float]:
        """The prediction's probabilities: label to calibrated probability."""
        return self.prediction.probabilities

    @property
    def probability(self) -> float:
        """Probability of `stance`, from 1/3 to 1."""
        return self.prediction.probability

    @property
    def abstain(self) -> bool:
        """True if `probability` is below the model's own threshold."""
        return self.prediction.abstain

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as JSON types, in the order that the command line prints them."""
        answer = self.prediction.to_dict()
        return {
            "article": self.sentence.article,
            "start": self.sentence.start,
            "end": self.sentence.end,
            "text": self.sentence.text,
            "stance": answer["stance"],
            "probabilities": answer["probabilities"],
            "rhetoric": answer["rhetoric"],
            "abstain": answer["abstain"],
            "holder": self.holder,
            "tie": None if self.tie is None else list(self.tie),
            "quote": self.quote,
            "voice": self.voice,
            "modality": self.modality,
            "evidence": [each.to_dict() for each in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """An article and its statements, in order. Iterating a reading gives its statements.

    Attributes
    ----------
    article
        What was read.
    statements
        In order; at least one for each sentence, more where a sentence has several holders or ties.
    english
        False if the article is in another language, so that its statements are not to be relied on.
    """

    article: Article
    statements: tuple[Statement, ...]
    english: bool = True

    def __iter__(self) -> Iterator[Statement]:
        return iter(self.statements)

    def __len__(self) -> int:
        return len(self.statements)
