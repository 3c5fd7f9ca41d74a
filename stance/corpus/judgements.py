"""Judgements: one annotator's rows, parsed and held to the labelling contract's own logic."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stance.corpus.rows import read_rows
from stance.errors import BadAnnotation, CorpusError
from stance.labels import Rhetoric, Stance
from stance.records import HeldStance, Judgement

LAST_RULE = 22
"""Number of the last edge case of the guidelines."""

_CODE = re.compile(r"[A-Z][A-Z0-9]+")
_FIELDS = {"id", "stance", "rhetoric", "mixed", "rule", "sure", "statements"}
_STANCES = [str(stance) for stance in Stance]
_RHETORICS = [str(rhetoric) for rhetoric in Rhetoric]


def read_judgements(path: Path, *, adjudications: bool = False) -> dict[str, Judgement]:
    """Return the rows of one judgement file by sentence id, in order.

    Parameters
    ----------
    path
        File of a pass, or of adjudications.
    adjudications
        Whether its rows say why.

    Raises
    ------
    BadAnnotation
        If a row breaks the format, contradicts itself, or judges a sentence twice.
    """
    judgements: dict[str, Judgement] = {}
    for line, row in read_rows(path):
        try:
            judgement = parse_judgement(row, adjudication=adjudications)
        except ValueError as error:
            got, expected = error.args
            raise BadAnnotation(path, line, got, expected) from error
        if judgement.id in judgements:
            raise BadAnnotation(path, line, f"a second row for {judgement.id}", "one row a sentence and pass")
        judgements[judgement.id] = judgement
    return judgements


def read_passes(folder: Path) -> dict[str, dict[str, Judgement]]:
    """Return every pass in a folder of judgement files: annotator to sentence id to judgement."""
    if not folder.is_dir():
        raise CorpusError(f"got no folder {str(folder)!r}; expected that of the judgements. Name another --corpus.")
    return {path.stem: read_judgements(path) for path in sorted(folder.glob("*.jsonl"))}


def parse_judgement(row: Mapping[str, Any], *, adjudication: bool = False) -> Judgement:
    """Return a row as a judgement; an adjudication has the field ``why``, a pass does not.

    Raises
    ------
    ValueError
        With what was got and what was expected, if the row breaks the format or contradicts itself.
    """
    _check_fields(row, adjudication=adjudication)
    judgement = Judgement(
        id=row["id"],
        stance=Stance(row["stance"]),
        rhetoric=Rhetoric(row["rhetoric"]),
        mixed=row["mixed"],
        statements=tuple(parse_held(held) for held in row["statements"]),
        rule=row["rule"],
        sure=row["sure"],
        why=row.get("why"),
    )
    once = len(set(judgement.statements)) == len(judgement.statements)
    _expect(once, "a statement that is listed twice", "each once")
    check_consistent(judgement.stance, judgement.statements, mixed=judgement.mixed)
    return judgement


def _check_fields(row: Mapping[str, Any], *, adjudication: bool) -> None:
    fields = _FIELDS | {"why"} if adjudication else _FIELDS
    _expect(row.keys() == fields, f"fields {sorted(row)}", f"{sorted(fields)}")
    _expect(isinstance(row["id"], str), f"id {row['id']!r}", "the id of a sentence")
    _expect(row["stance"] in _STANCES, f"stance {row['stance']!r}", f"one of {', '.join(_STANCES)}")
    _expect(row["rhetoric"] in _RHETORICS, f"rhetoric {row['rhetoric']!r}", f"one of {', '.join(_RHETORICS)}")
    _expect(isinstance(row["mixed"], bool), f"mixed {row['mixed']!r}", "true or false")
    rule, sure, why = row["rule"], row["sure"], row.get("why")
    _expect(type(sure) is int and sure in (1, 2, 3), f"sure {sure!r}", "1, 2 or 3")
    known = rule is None or (type(rule) is int and rule in range(1, LAST_RULE + 1))
    _expect(known, f"rule {rule!r}", f"null or 1 to {LAST_RULE}")
    _expect(not adjudication or (isinstance(why, str) and bool(why.strip())), f"why {why!r}", "a reason")
    listed = row["statements"]
    objects = isinstance(listed, list) and all(isinstance(held, dict) for held in listed)
    _expect(objects, f"statements {listed!r:.80}", "a list of objects")


def parse_held(row: Mapping[str, Any]) -> HeldStance:
    """Return a (holder, tie, stance) object as a record, or raise ValueError as `parse_judgement` does."""
    _expect(row.keys() == {"holder", "tie", "stance"}, f"statement {dict(row)}", "holder, tie and stance")
    holder, tie, stance = row["holder"], row["tie"], row["stance"]
    _expect(isinstance(tie, list), f"tie {tie!r}", "a list of codes")
    codes = [*tie, *([] if holder is None else [holder])]
    _expect(all(isinstance(code, str) and _CODE.fullmatch(code) for code in codes), f"codes {codes}", "capital codes")
    _expect(len(tie) > 1 and tie == sorted(set(tie)), f"tie {tie}", "two or more codes, sorted, none twice")
    _expect(stance in ("supportive", "warning"), f"stance {stance!r} in a statement", "supportive or warning")
    return HeldStance(holder, tuple(tie), Stance(stance))


def check_consistent(stance: Stance, statements: tuple[HeldStance, ...], *, mixed: bool) -> None:
    """Raise ValueError unless label, statements and the mixed flag say the same."""
    held = {each.stance for each in statements}
    _expect(mixed == (len(held) > 1), f"mixed {mixed} with stances {sorted(held)}", "mixed exactly where two differ")
    if stance is Stance.NEUTRAL:
        _expect(not held, f"a neutral sentence with {len(statements)} statements", "none")
    else:
        _expect(stance in held, f"{stance} without a statement of that stance", "at least one")


def held_to_dict(held: HeldStance) -> dict[str, Any]:
    """Return a (holder, tie, stance) record as JSON types."""
    return {"holder": held.holder, "tie": list(held.tie), "stance": str(held.stance)}


def _expect(condition: bool, got: str, expected: str) -> None:
    if not condition:
        raise ValueError(got, expected)
