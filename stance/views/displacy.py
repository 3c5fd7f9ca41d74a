"""The dictionary that spaCy's displaCy draws by hand. spaCy itself is not needed to make it."""

from html import escape
from typing import Any

from stance.labels import Stance
from stance.records import Reading


def to_displacy(reading: Reading) -> dict[str, Any]:
    """Return what ``displacy.render(…, style="ent", manual=True)`` takes.

    Returns
    -------
    dict
        ``text``, ``title``, and ``ents``: of each sentence that is not neutral ``start``, ``end`` and ``label``, which
        is ``SUPPORTIVE``, ``WARNING``, or ``MIXED`` where it has both stances. displaCy escapes the text but not the
        title, so the title is escaped here.

    References
    ----------
    spaCy, `displacy` data format: https://spacy.io/usage/visualizers#manual-usage.
    """
    stances: dict[tuple[int, int], set[Stance]] = {}
    for statement in reading:
        if statement.stance is not Stance.NEUTRAL:
            place = (statement.sentence.start, statement.sentence.end)
            stances.setdefault(place, set()).add(statement.stance)
    ents = [
        {"start": start, "end": end, "label": "MIXED" if len(held) > 1 else str(*held).upper()}
        for (start, end), held in sorted(stances.items())
    ]
    title = reading.article.title
    return {"text": reading.article.text, "ents": ents, "title": None if title is None else escape(title)}
