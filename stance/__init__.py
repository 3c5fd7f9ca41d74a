"""stance: reads news text and tags each statement as supportive, warning or neutral toward ties between countries.

>>> import stance
>>> answer = stance.classify("China condemned the sale of arms to Taiwan.")
>>> answer.stance
<Stance.WARNING: 'warning'>
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stance.api.answering import classify
    from stance.api.learning import load_corpus
    from stance.api.measuring import evaluate
    from stance.api.models import load_model
    from stance.api.reading import read
    from stance.classifiers.linear import LinearClassifier
    from stance.classifiers.transformer import TransformerClassifier
    from stance.errors import StanceError
    from stance.labels import Rhetoric, Stance
    from stance.records import Article, Prediction
    from stance.views.reading import Reading

    __version__: str

__all__ = [
    "Article",
    "LinearClassifier",
    "Prediction",
    "Reading",
    "Rhetoric",
    "Stance",
    "StanceError",
    "TransformerClassifier",
    "classify",
    "evaluate",
    "load_corpus",
    "load_model",
    "read",
]

_HOMES = {
    "Article": "stance.records",
    "LinearClassifier": "stance.classifiers.linear",
    "Prediction": "stance.records",
    "Reading": "stance.views.reading",
    "Rhetoric": "stance.labels",
    "Stance": "stance.labels",
    "StanceError": "stance.errors",
    "TransformerClassifier": "stance.classifiers.transformer",
    "classify": "stance.api.answering",
    "evaluate": "stance.api.measuring",
    "load_corpus": "stance.api.learning",
    "load_model": "stance.api.models",
    "read": "stance.api.reading",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401
    # Names are resolved when they are asked for, so that importing the package loads no library.
    if name == "__version__":
        return import_module("importlib.metadata").version("stance-ties")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'stance' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__, "__version__"])
