"""A reading as its user gets it: the record, and what it looks like."""

import json
from typing import TYPE_CHECKING, Any

from stance import records
from stance.views.displacy import to_displacy
from stance.views.frame import to_frame
from stance.views.html import article_page, notebook_cell

if TYPE_CHECKING:
    import pandas as pd


# The record lies on the lowest floor, where every floor can see it, and so cannot reach up to the views; the views take
# the record. Only this class knows both. It adds no field: a function that takes the one takes the other.
class Reading(records.Reading):
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

    __slots__ = ()

    def to_frame(self) -> "pd.DataFrame":
        """Return the statements as a pandas data frame, one row each (needs the ``views`` extra).

        Returns
        -------
        pandas.DataFrame
            ``article, published, start, end, text, stance, p_neutral, p_supportive, p_warning, rhetoric, abstain,
            holder, tie, quote, voice, modality, evidence, english``; see `stance.views.frame.to_frame`.

        Raises
        ------
        MissingExtra
            If pandas is not installed.
        """
        return to_frame(self)

    def to_html(self) -> str:
        """Return a page of its own: the article with its statements marked, and their counts by holder and tie.

        Returns
        -------
        str
            HTML to be written in UTF-8. It loads nothing, runs no script, and escapes all text.
        """
        return article_page(self)

    def to_displacy(self) -> dict[str, Any]:
        """Return the dictionary that ``spacy.displacy.render(…, style="ent", manual=True)`` takes.

        Returns
        -------
        dict
            ``text``, ``ents`` (sentences that are not neutral) and ``title``; see `stance.views.displacy.to_displacy`.
        """
        return to_displacy(self)

    def to_jsonl(self) -> str:
        """Return the statements as JSONL, the rows that the command line prints, each with its line end."""
        rows = (statement.to_dict() | {"english": self.english} for statement in self)
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)

    def _repr_html_(self) -> str:
        # What notebooks show: the page in a frame.
        return notebook_cell(self)
