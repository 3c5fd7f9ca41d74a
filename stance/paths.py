"""Where seeds, annotations and models are, asked at call time."""

import os
from pathlib import Path

from stance.errors import CorpusError, ModelError

_PACKAGE = Path(__file__).resolve().parent


def checkout() -> Path | None:
    """Return the root of the source checkout that this package runs from, or None if it is installed."""
    root = _PACKAGE.parent
    return root if (root / "annotations").is_dir() and (root / "pyproject.toml").is_file() else None


def corpus_folder() -> Path:
    """Return the folder that holds ``annotations/`` and ``seeds/``, or raise if there is no checkout."""
    root = checkout()
    if root is None:
        raise CorpusError(
            "got an installed package, which carries no annotations; expected a source checkout. "
            "Name the checkout with --corpus."
        )
    return root


def gold_file(corpus: Path | None = None) -> Path:
    """Return the built gold: of the folder named, else of the checkout, else the copy inside the wheel."""
    root = corpus or checkout()
    return root / "annotations" / "gold.jsonl" if root else _PACKAGE / "_data" / "gold.jsonl"


def model_folders() -> list[Path]:
    """Return the folders in which a model name is looked up, first one first; they need not exist."""
    named = os.environ.get("STANCE_MODELS")
    root = checkout()
    folders = [Path(named)] if named else []
    if root is not None:
        folders.append(root / "models")
    return [*folders, _PACKAGE / "_models"]


def check_model_folders() -> None:
    """Raise `ModelError` if ``$STANCE_MODELS`` is no folder, for then a name would find another model or none."""
    named = os.environ.get("STANCE_MODELS")
    # os.path, for it says of a name that no folder can have that there is none.
    if named and not os.path.isdir(named):  # noqa: PTH112
        raise ModelError(
            f"got $STANCE_MODELS as {named!r:.200}, which is no folder; expected a folder of models. "
            "Name another one, or unset the variable."
        )


def cache_folder() -> Path:
    """Return where restored sentences are kept, outside the repository: ``$STANCE_CACHE``, else the user's cache."""
    named = os.environ.get("STANCE_CACHE")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "stance"
