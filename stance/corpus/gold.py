"""Settling: from passes and adjudications to gold. Gold is built, never edited."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from stance.corpus.articles import read_articles
from stance.corpus.composed import read_composed
from stance.corpus.judgements import check_consistent, held_to_dict, parse_held, read_judgements, read_passes
from stance.corpus.rows import read_rows
from stance.corpus.splits import group_of, origin_of, read_splits, split_of
from stance.corpus.standoff import read_standoff
from stance.errors import BadAnnotation, UnsettledDisagreement
from stance.labels import Rhetoric, Stance
from stance.records import Article, HeldStance, Judgement
from stance.text.sentences import sentences

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class GoldRow:
    """A sentence and its settled labels.

    Attributes
    ----------
    id, origin, split
        Place, where the text comes from, and the split of its group.
    text
        The sentence; None where the text is not this project's to print.
    stance, rhetoric, mixed, statements
        As in a judgement.
    settled_by
        ``one pass``, ``unanimous``, ``majority`` or ``adjudication``.
    """

    id: str
    origin: str
    text: str | None
    stance: Stance
    rhetoric: Rhetoric
    mixed: bool
    statements: tuple[HeldStance, ...]
    settled_by: str
    split: str

    @property
    def group(self) -> str:
        """The group whose sentences are never split."""
        return group_of(self.id)

    def to_dict(self) -> dict[str, Any]:
        """Return the row as JSON types, in the order in which it is written."""
        row: dict[str, Any] = {"id": self.id, "origin": self.origin}
        if self.text is not None:
            row["text"] = self.text
        return row | {
            "stance": str(self.stance),
            "rhetoric": str(self.rhetoric),
            "mixed": self.mixed,
            "statements": [held_to_dict(held) for held in self.statements],
            "settled_by": self.settled_by,
            "split": self.split,
        }


def build_gold(corpus: Path) -> list[GoldRow]:
    """Settle every judged sentence of a corpus, sorted by id.

    Parameters
    ----------
    corpus
        Folder that holds ``seeds/`` and ``annotations/``.

    Raises
    ------
    UnsettledDisagreement
        If judgements of a sentence have no strict majority and no adjudication.
    BadAnnotation
        If a file breaks its format, or a row judges what is no sentence.
    """
    annotations = corpus / "annotations"
    texts = all_texts(corpus)
    passes = read_passes(annotations / "judgements")
    adjudications = read_judgements(annotations / "adjudications.jsonl", adjudications=True)
    splits = read_splits(annotations / "splits.json")
    by_sentence: dict[str, list[Judgement]] = {}
    for annotator, judgements in passes.items():
        for line, judgement in enumerate(judgements.values(), start=1):
            if judgement.id not in texts:
                path = annotations / "judgements" / f"{annotator}.jsonl"
                raise BadAnnotation(path, line, f"a judgement of {judgement.id!r}", "the id of a sentence")
            by_sentence.setdefault(judgement.id, []).append(judgement)
    for line, key in enumerate(adjudications, start=1):
        if key not in by_sentence:
            path = annotations / "adjudications.jsonl"
            raise BadAnnotation(path, line, f"an adjudication of {key!r}", "the id of a judged sentence")
    unsettled = [key for key, rows in by_sentence.items() if key not in adjudications and not _settles(rows)]
    if unsettled:
        raise UnsettledDisagreement(unsettled)
    return [
        _settle(rows, adjudications.get(key), texts[key], split_of(key, splits))
        for key, rows in sorted(by_sentence.items())
    ]


def all_texts(corpus: Path) -> dict[str, str | None]:
    """Return the text of every sentence that may be judged, by id; None where it is not this project's to print."""
    texts: dict[str, str | None] = {**sentence_texts(read_articles(corpus))}
    texts |= {row.id: row.text for row in read_composed(corpus / "annotations" / "composed").values()}
    return texts | dict.fromkeys(read_standoff(corpus / "annotations" / "standoff"))


def sentence_texts(articles: Mapping[str, Article]) -> dict[str, str]:
    """Return the text of every sentence of the articles by sentence id."""
    return {sentence.id: sentence.text for article in articles.values() for sentence in sentences(article)}


def read_gold(path: Path) -> list[GoldRow]:
    """Return the rows of a built gold file."""
    rows = []
    for line, row in read_rows(path):
        try:
            held = tuple(parse_held(each) for each in row.pop("statements"))
            stance, rhetoric = Stance(row.pop("stance")), Rhetoric(row.pop("rhetoric"))
            text = row.pop("text", None)
            rows.append(GoldRow(**row, text=text, stance=stance, rhetoric=rhetoric, statements=held))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise BadAnnotation(path, line, f"no gold row ({error})", "a row as `corpus build` writes it") from error
    return rows


def strict_majority(values: Sequence[T]) -> T | None:
    """Return the value that more than half of the sequence has, or None."""
    value, count = Counter(values).most_common(1)[0]
    return value if 2 * count > len(values) else None


def _settles(rows: Sequence[Judgement]) -> bool:
    fields: tuple[Callable[[Judgement], Hashable], ...] = (
        lambda row: row.stance,
        lambda row: row.rhetoric,
        lambda row: row.mixed,
    )
    if any(strict_majority([field(row) for row in rows]) is None for field in fields):
        return False
    found = _majority(rows)
    try:
        check_consistent(found.stance, found.statements, mixed=found.mixed)
    except ValueError:
        return False
    return True


def _majority(rows: Sequence[Judgement]) -> Judgement:
    """Return what more than half of the rows say, field by field; a statement counts where more than half list it."""
    first = rows[0]
    counts = Counter(held for row in rows for held in row.statements)
    return Judgement(
        id=first.id,
        stance=strict_majority([row.stance for row in rows]) or first.stance,
        rhetoric=strict_majority([row.rhetoric for row in rows]) or first.rhetoric,
        mixed=strict_majority([row.mixed for row in rows]) or False,
        statements=tuple(held for held, count in counts.items() if 2 * count > len(rows)),
        rule=None,
        sure=first.sure,
    )


def _settle(rows: Sequence[Judgement], adjudication: Judgement | None, text: str | None, split: str) -> GoldRow:
    chosen = adjudication or _majority(rows)
    return GoldRow(
        id=chosen.id,
        origin=origin_of(chosen.id),
        text=text,
        stance=chosen.stance,
        rhetoric=chosen.rhetoric,
        mixed=chosen.mixed,
        statements=tuple(sorted(chosen.statements, key=_in_order)),
        settled_by=_settled_by(rows, adjudication),
        split=split,
    )


def _settled_by(rows: Sequence[Judgement], adjudication: Judgement | None) -> str:
    if adjudication is not None:
        return "adjudication"
    if len(rows) == 1:
        return "one pass"
    return "unanimous" if len({(row.stance, row.rhetoric, row.mixed) for row in rows}) == 1 else "majority"


def _in_order(held: HeldStance) -> tuple[str, tuple[str, ...], str]:
    return held.holder or "", held.tie, held.stance
