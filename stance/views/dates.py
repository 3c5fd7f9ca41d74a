"""Days on a page, and the articles that have none."""

from datetime import date, datetime

from stance.views.markup import Markup, element, joined

UNDATED = "no date"


def published_on(published: str | None) -> date | None:
    """Return the day of an ISO 8601 date or time; None for anything else."""
    try:
        return None if published is None else datetime.fromisoformat(published).date()
    except ValueError:
        return None


def when_told(day: date | None) -> str:
    """Return a day in words."""
    return UNDATED if day is None else day.isoformat()


def when(day: date | None) -> Markup:
    """Return a day as a ``time``."""
    return joined(UNDATED) if day is None else element("time", day.isoformat(), datetime=day.isoformat())
