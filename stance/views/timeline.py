"""When who held which stance toward which tie: a drawing, and a table that tells the same and more."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from stance.labels import Stance
from stance.records import Reading, Tie
from stance.views.dates import UNDATED, published_on, when, when_told
from stance.views.labels import GLYPHS, full_name, full_tie, glyph, holder_of, tie_of
from stance.views.markup import Markup, element
from stance.views.summary import scrolling

_SIDES = (Stance.SUPPORTIVE, Stance.WARNING)
_DRAWN = 24
"""Most rows of the drawing; the table has all."""

_WIDTH, _ROW, _TOP, _LABEL, _UNDATED, _MARGIN = 960, 28, 34, 250, 300, 40
"""In units of the drawing: its width, a row's height, where rows begin, labels end, undated marks stand; a margin."""

_TICKS = 5
_NARROWEST = 90
"""Least space between two dates of the axis."""


class _Place(NamedTuple):
    """Whose stance toward which tie."""

    holder: str
    tie: Tie


Events = Mapping[tuple[date | None, _Place], Counter[Stance]]


def timeline(readings: Iterable[Reading]) -> Markup:
    """Return the statements with a tie by date, holder, tie and stance."""
    events = _events(readings)
    if not events:
        return element("p", "No statement has a tie, so there is nothing to draw.")
    places = _places(events)
    left_out = len(places) - _DRAWN
    told = "Each mark is the statements of one day, holder, tie and stance, with their number."
    if left_out > 0:
        told += f" The {left_out} least frequent holders and ties are in the table only."
    return element(
        "figure",
        scrolling("Timeline, drawn", _drawing(events, places[:_DRAWN])),
        element("figcaption", told),
        scrolling("Timeline, as a table", _table(events)),
    )


def _events(readings: Iterable[Reading]) -> Events:
    events: dict[tuple[date | None, _Place], Counter[Stance]] = {}
    for reading in readings:
        day = published_on(reading.article.published)
        for statement in reading:
            if statement.tie is not None and statement.stance in _SIDES:
                place = _Place(holder_of(statement), statement.tie)
                events.setdefault((day, place), Counter())[statement.stance] += 1
    return events


def _places(events: Events) -> list[_Place]:
    """Return the holders and ties, the most frequent first."""
    counts: Counter[_Place] = Counter()
    for (_, place), stances in events.items():
        counts[place] += stances.total()
    return sorted(counts, key=lambda place: (-counts[place], place))


def _table(events: Events) -> Markup:
    head = [element("th", name, scope="col") for name in ("date", "holder", "tie")]
    head += [element("th", glyph(side), f" {side}", scope="col", class_="number") for side in _SIDES]
    rows = sorted(events.items(), key=lambda item: (item[0][0] or date.max, item[0][1]))
    return element(
        "table",
        element("caption", "Statements with a tie, by date, holder and tie"),
        element("thead", element("tr", *head)),
        element("tbody", *(_row(day, place, stances) for (day, place), stances in rows)),
    )


def _row(day: date | None, place: _Place, stances: Counter[Stance]) -> Markup:
    numbers = (element("td", f"{stances[side]:,}", class_="number") for side in _SIDES)
    return element(
        "tr",
        element("th", when(day), scope="row"),
        element("td", full_name(place.holder)),
        element("td", full_tie(place.tie)),
        *numbers,
    )


def _drawing(events: Events, places: Sequence[_Place]) -> Markup:
    days = sorted({day for day, _ in events if day is not None})
    height = _TOP + _ROW * len(places) + 8
    parts = [*_axis(days, height, undated=any(day is None for day, _ in events))]
    for number, place in enumerate(places):
        y = _TOP + _ROW * number + _ROW // 2
        label = f"{place.holder}: {tie_of(place.tie)}"
        parts.append(element("path", class_="grid", d=f"M{_LABEL} {y}H{_WIDTH}"))
        parts.append(element("text", label, x=_LABEL - 12, y=y + 5, text_anchor="end"))
        for (day, held), stances in sorted(events.items(), key=lambda item: item[0][0] or date.min):
            if held == place:
                parts += _marks(_across(day, days), y, stances, f"{when_told(day)}, {label}")
    told = f"Statements from {days[0]} to {days[-1]}" if days else "Statements without a date"
    return element(
        "svg",
        element("title", f"{told}, by holder, tie and stance. The table below tells the same."),
        *parts,
        viewBox=f"0 0 {_WIDTH} {height}",
        role="img",
        class_="timeline",
    )


def _across(day: date | None, days: Sequence[date]) -> float:
    """Return where a day stands, from left to right."""
    left, right = _UNDATED + 2 * _MARGIN, _WIDTH - 2 * _MARGIN
    if day is None:
        return _UNDATED
    whole = (days[-1] - days[0]).days
    return left + (right - left) * ((day - days[0]).days / whole if whole else 0.5)


def _axis(days: Sequence[date], height: int, *, undated: bool) -> Iterator[Markup]:
    """Yield the dates: the first, the last, and some between that are not too near each other."""
    shown: list[tuple[float, str]] = [(_across(None, days), UNDATED)] if undated else []
    chosen = [days[round(place * (len(days) - 1) / (_TICKS - 1))] for place in range(_TICKS)] if days else []
    for day in dict.fromkeys([*chosen[:1], *chosen[-1:], *chosen]):
        x = _across(day, days)
        if all(abs(x - other) >= _NARROWEST for other, name in shown if name != UNDATED):
            shown.append((x, day.isoformat()))
    for x, name in sorted(shown):
        yield element("text", name, x=f"{x:.0f}", y=16, text_anchor="middle")
        yield element("path", class_="grid", d=f"M{x:.0f} {_TOP - 8}V{height - 8}")


def _marks(x: float, y: int, stances: Counter[Stance], told: str) -> Iterator[Markup]:
    """Yield a mark for each stance with its number, supportive to the left of the date and warning to the right."""
    for side, offset, anchor in zip(_SIDES, (-3, 3), ("end", "start"), strict=True):
        if stances[side]:
            yield element(
                "text",
                element("title", f"{told}: {stances[side]} {side}"),
                f"{GLYPHS[side]}{stances[side]}",
                x=f"{x + offset:.0f}",
                y=y + 5,
                text_anchor=anchor,
                class_=str(side),
            )
