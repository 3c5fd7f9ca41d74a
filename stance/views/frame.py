"""Statements as a pandas data frame. The one module that imports pandas."""

from typing import TYPE_CHECKING, Any

from stance.errors import MissingExtra
from stance.labels import Rhetoric, Stance
from stance.records import Reading, Statement

if TYPE_CHECKING:
    import pandas as pd

_TEXTS = ("article", "published", "text", "holder", "tie", "quote", "voice", "modality")
COLUMNS = (
    "article", "published", "start", "end", "text", "stance", *(f"p_{label}" for label in Stance), "rhetoric",
    "abstain", "holder", "tie", "quote", "voice", "modality", "evidence", "english",
)  # fmt: skip
"""The columns, in order."""


def to_frame(reading: Reading) -> "pd.DataFrame":
    """Return the statements as a data frame, one row each.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`, the same for no statements. `start` and `end` are code points from the beginning of the
        article; ``p_…`` are probabilities. `stance` and `rhetoric` are categories, so that a count has those that do
        not occur; `tie` is its codes with a comma between, as in the command line's CSV; `published` is as the article
        has it; `evidence` holds tuples of `Evidence`; `english` is of the article.

    Raises
    ------
    MissingExtra
        If pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtra("pandas", "views") from error
    rows = [_row(reading, statement) for statement in reading]
    types = (
        dict.fromkeys(_TEXTS, "string")
        | dict.fromkeys(("start", "end"), "int64")
        | {f"p_{label}": "float64" for label in Stance}
        | {"abstain": "bool", "english": "bool", "evidence": "object"}
        | {
            "stance": pd.CategoricalDtype(list(map(str, Stance))),
            "rhetoric": pd.CategoricalDtype(list(map(str, Rhetoric))),
        }
    )
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(types)


def _row(reading: Reading, statement: Statement) -> dict[str, Any]:
    told, prediction = statement.to_dict(), statement.prediction
    return told | {
        "published": reading.article.published,
        **{f"p_{label}": prediction.probabilities.get(label, 0.0) for label in Stance},
        "abstain": prediction.abstain,
        "tie": None if statement.tie is None else ",".join(statement.tie),
        "evidence": statement.evidence,
        "english": reading.english,
    }
