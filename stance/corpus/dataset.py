"""The corpus as a ``datasets.DatasetDict``, for users of that ecosystem. The one module that imports it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from stance.corpus.gold import GoldRow
from stance.corpus.splits import SPLITS
from stance.errors import MissingExtra

if TYPE_CHECKING:
    from datasets import DatasetDict


def to_dataset(rows: Sequence[GoldRow]) -> "DatasetDict":
    """Return gold rows as a ``DatasetDict`` with one dataset for each split that has rows.

    Raises
    ------
    MissingExtra
        If ``datasets`` is not installed.
    """
    try:
        from datasets import Dataset, DatasetDict, Features, Value  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtra("datasets", "train") from error
    text = Value("string")
    features = Features(
        {
            "id": text,
            "origin": text,
            "text": text,
            "stance": text,
            "rhetoric": text,
            "mixed": Value("bool"),
            "statements": [{"holder": text, "tie": [text], "stance": text}],
            "settled_by": text,
            "group": text,
        }
    )
    by_split = {
        split: [{"text": None, **row.to_dict(), "group": row.group} for row in rows if row.split == split]
        for split in SPLITS
    }
    return DatasetDict(
        {
            split: Dataset.from_list([{key: row[key] for key in features} for row in held], features=features)
            for split, held in by_split.items()
            if held
        }
    )
