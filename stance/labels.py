"""The label sets: stance, rhetoric, and the CAMEO codes that each rhetoric value covers."""

from enum import StrEnum


class Stance(StrEnum):
    """What a statement conveys about a tie between countries.

    Members are strings, in alphabetical order, which is the order of every probability column.
    """

    NEUTRAL = "neutral"
    SUPPORTIVE = "supportive"
    WARNING = "warning"


class Rhetoric(StrEnum):
    """What a statement does: the speech act, or the act that it reports.

    Members are strings, in alphabetical order, which is the order of every probability column.
    """

    APPEAL = "appeal"
    COOPERATE = "cooperate"
    CRITICISE = "criticise"
    DEMAND = "demand"
    PLEDGE = "pledge"
    PRAISE = "praise"
    REJECT = "reject"
    REPORT = "report"
    THREATEN = "threaten"

    @classmethod
    def from_cameo(cls, code: str) -> "Rhetoric":
        """Return the rhetoric value that covers a CAMEO event code.

        Parameters
        ----------
        code
            Two to four digits, as event data prints them: a root (``"13"``) or a finer code (``"1311"``).

        Returns
        -------
        Rhetoric
            The value of the longest prefix in the table.

        Raises
        ------
        ValueError
            If it is no such code, or no prefix of it is in the table.

        References
        ----------
        Gerner, D. J., Schrodt, P. A. and Yilmaz, O. (2012). CAMEO: Conflict and Mediation Event Observations codebook.
        The grouping into nine values is this project's.
        """
        known = code.isascii() and code.isdigit() and len(code) <= _LONGEST_CODE
        for length in range(len(code), 1, -1):
            if known and code[:length] in _CAMEO:
                return _CAMEO[code[:length]]
        raise ValueError(
            f"got CAMEO code {code!r}, expected two to four digits that begin with a root from '01' to '20'"
        )


_PREFIXES: dict[Rhetoric, tuple[str, ...]] = {
    Rhetoric.APPEAL: ("02",),
    Rhetoric.COOPERATE: ("04", "05", "06", "07", "08"),
    Rhetoric.CRITICISE: ("09", "11", "14"),
    Rhetoric.DEMAND: ("10",),
    Rhetoric.PLEDGE: ("03",),
    Rhetoric.PRAISE: ("051", "052", "053"),
    Rhetoric.REJECT: ("12", "16"),
    Rhetoric.REPORT: ("01",),
    Rhetoric.THREATEN: ("13", "15", "163", "166", "17", "18", "19", "20"),
}
_LONGEST_CODE = 4
_CAMEO = {prefix: rhetoric for rhetoric, prefixes in _PREFIXES.items() for prefix in prefixes}
