"""Every error of a user's making. Each carries its facts and writes its own sentence: got, expected, what to do.

StanceError
├── InputError              text or a file that cannot be read
│   ├── MissingFile
│   ├── NotAFile
│   ├── UnreadableFile
│   ├── EmptyFile
│   ├── BinaryFile
│   ├── UndecodableText
│   ├── UnusableText
│   ├── BadRow
│   ├── BadPartyRow
│   └── UnusableTie
├── ModelError              a model that cannot be found, trusted or asked
│   ├── UnknownModel
│   ├── DamagedModel
│   ├── NewerFormat
│   ├── NotAModelFolder
│   ├── ForeignCheckpoint
│   ├── TieNotSupported
│   └── CannotJoin
├── RecipeError             a recipe or setting that no classifier takes
├── SelectionError          a choice of splits and groups that leaves nothing to work with
│   ├── UnknownPart
│   ├── NoExamples
│   └── TooFewExamples
├── CorpusError             annotations that break their own rules
│   ├── BadAnnotation
│   ├── UnsettledDisagreement
│   └── Leakage
└── MissingExtra            an optional dependency that is not installed

Wrong types and values of arguments stay ``TypeError`` and ``ValueError``.
"""

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

_SHOWN = 12
"""Most names that an error lists; of more than these, it shows `_OF_MANY`."""

_OF_MANY = 3


def did_you_mean(name: str, known: Collection[str]) -> str:
    """Return the nearest known names as a clause without a full stop; if none is near all of them, or a few of many."""
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    if near:
        return f"did you mean {' or '.join(near)}?"
    some = sorted(known)
    if len(some) > _SHOWN:
        return f"known: {', '.join(some[:_OF_MANY])} and {len(some) - _OF_MANY:,} more"
    return f"known: {', '.join(some) or 'none'}"


def _ended(clause: str) -> str:
    return clause if clause.endswith("?") else f"{clause}."


class StanceError(Exception):
    """Root of all errors that a user of this package can cause and cure."""


class InputError(StanceError):
    """Text or a file that cannot be read."""


class MissingFile(InputError):
    """A path that leads nowhere."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"got {str(path)!r}, which does not exist; expected a file. Check the path.")


class NotAFile(InputError):
    """A folder (or device) where a file is expected."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"got {str(path)!r}, which is a folder; expected a file. Name the files in it, as in {path}/*."
        )


class UnreadableFile(InputError):
    """A file that the operating system refuses to open or write."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"got {str(path)!r}, which cannot be used ({reason}). Check its permissions and its place.")


class EmptyFile(InputError):
    """A file without a single character of text."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"got {str(path)!r}, which is empty; expected text in UTF-8. Check what wrote it.")


class BinaryFile(InputError):
    """A file that is not text at all."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"got {str(path)!r}, which is binary; expected text in UTF-8. Extract its text first.")


class UndecodableText(InputError):
    """Bytes that are not UTF-8."""

    def __init__(self, byte: int, offset: int, path: Path | None = None) -> None:
        self.byte, self.offset = byte, offset
        place = "" if path is None else f"{path}: "
        super().__init__(
            f"{place}got byte 0x{byte:02x} at offset {offset:,}, which is not UTF-8; expected text in UTF-8. "
            "Convert it first, as in: iconv -f WINDOWS-1252 -t UTF-8."
        )


class UnusableText(InputError):
    """Text that is a string but cannot be read: a NUL, a lone surrogate, too long."""

    def __init__(self, got: str, expected: str, cure: str, *, path: Path | None = None) -> None:
        self.facts = (got, expected, cure)
        place = "" if path is None else f"{path}: "
        super().__init__(f"{place}got {got}; expected {expected}. {cure}")

    def of(self, path: Path) -> "UnusableText":
        """Return the same error, told of a file."""
        return UnusableText(*self.facts, path=path)


class BadRow(InputError):
    """A row of JSONL or CSV that does not hold what it must."""

    def __init__(self, got: str, expected: str, *, line: int | None = None) -> None:
        place = "" if line is None else f"line {line}: "
        super().__init__(f"{place}got {got}; expected {expected}. Mend the row.")


class BadPartyRow(InputError):
    """A row of a table of parties that does not hold what it must."""

    def __init__(self, path: Path | str, line: int, got: str, expected: str) -> None:
        super().__init__(f"{path}, line {line}: got {got}; expected {_ended(expected)} Mend the row.")


class UnusableTie(InputError):
    """A tie whose two parties are not two parties that we know."""

    def __init__(self, got: str, expected: str = "two parties, by code or by name, as in USA and Taiwan") -> None:
        self.facts = (got, expected)
        super().__init__(f"got {got}; expected {_ended(expected)} Name other parties, or leave the tie out.")


class ModelError(StanceError):
    """A model that cannot be found, trusted or asked."""


class UnknownModel(ModelError):
    """A model name that no look-up folder holds."""

    def __init__(self, name: str, known: Collection[str]) -> None:
        super().__init__(
            f"got model {name!r}; expected a name from `python -m stance models`, or a model folder; "
            f"{_ended(did_you_mean(name, known))}"
        )


class DamagedModel(ModelError):
    """A model folder whose files are not what its manifest says."""

    def __init__(self, path: Path | str, got: str, expected: str) -> None:
        super().__init__(f"{path}: got {got}; expected {expected}. Restore the model folder, or train it again.")


class NewerFormat(ModelError):
    """A model folder written by a later version of this package."""

    def __init__(self, path: Path, got: int, newest: int) -> None:
        super().__init__(f"{path}: got format {got}; expected at most {newest}. Upgrade: pip install -U stance-ties.")


class NotAModelFolder(ModelError):
    """A folder to write a model into that holds something else."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"got {str(path)!r}, which holds files and no model; expected a new, an empty or a model folder. "
            "Name another folder."
        )


class ForeignCheckpoint(ModelError):
    """A checkpoint that the training at hand cannot go on from."""

    def __init__(self, path: Path, got: str) -> None:
        super().__init__(
            f"{path}: got {got}; expected a checkpoint of the same classifier on the same data. "
            "Remove it to train from the beginning, or name another folder."
        )


class TieNotSupported(ModelError):
    """A tie asked of a model that gives the sentence's own stance only."""

    def __init__(self, model: str) -> None:
        super().__init__(
            f"got a tie for {model!r}, which is not conditioned on ties; expected none. "
            "Leave the tie out, or choose a model that is conditioned on ties."
        )


class CannotJoin(ModelError):
    """Models of which no cascade or blend can be made."""

    def __init__(self, got: str, expected: str, cure: str = "Name other models.") -> None:
        super().__init__(f"got {got}; expected {expected}. {cure}")


class RecipeError(StanceError):
    """A recipe or setting that no classifier takes."""

    def __init__(self, got: str, expected: str) -> None:
        super().__init__(f"got {got}; expected {_ended(expected)} Mend the recipe or the --set option.")


class SelectionError(StanceError):
    """A choice of splits and groups that leaves nothing to work with."""


class UnknownPart(SelectionError):
    """A split or a group that the corpus does not have."""

    def __init__(self, part: str, name: str, known: Collection[str]) -> None:
        super().__init__(
            f"got {part} {name!r}; expected a {part} of the corpus; {_ended(did_you_mean(name, known))} Check the name."
        )


class NoExamples(SelectionError):
    """Splits of which no sentence is left that has a text."""

    def __init__(self, splits: Collection[str], known: Collection[str]) -> None:
        super().__init__(
            f"got no sentence in {' and '.join(splits) or 'no split'}; expected a split that has some: "
            f"{', '.join(known)}. Name another one, or hold out less."
        )


class TooFewExamples(SelectionError):
    """Examples that no classifier can learn from, or not be measured on."""

    def __init__(self, got: str, expected: str) -> None:
        super().__init__(f"got {got}; expected {expected}. Name other splits, or hold out less.")


class CorpusError(StanceError):
    """Annotations that break their own rules."""


class BadAnnotation(CorpusError):
    """A row of an annotation file that breaks the format."""

    def __init__(self, path: Path | str, line: int, got: str, expected: str) -> None:
        super().__init__(f"{path}, line {line}: got {got}; expected {expected}. Mend the row.")


class UnsettledDisagreement(CorpusError):
    """Judgements of a sentence have no strict majority and no adjudication."""

    def __init__(self, sentence_ids: Collection[str]) -> None:
        listed = ", ".join(sorted(sentence_ids))
        super().__init__(
            f"{len(sentence_ids)} sentences are unsettled: {listed}. Add a row to adjudications.jsonl for each."
        )


class Leakage(CorpusError):
    """A model asked to be scored on what it was trained on."""

    def __init__(self, model: str, groups: Collection[str]) -> None:
        listed = ", ".join(sorted(groups)[:5])
        super().__init__(
            f"got data that {model!r} was trained on ({listed}); expected data it has not seen. "
            "Train without it (--hold-out), or score another split."
        )


class MissingExtra(StanceError):
    """An optional dependency that is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"got no package {package!r}, which this needs; expected the extra {extra!r}. "
            f"Run: pip install 'stance-ties[{extra}]'"
        )
