import numpy as np
import pytest

from stance.artifacts import Manifest
from stance.classifiers.transformer import TransformerClassifier
from stance.export import export

TEXTS = [f"they {verb} the {thing}" for verb in ("condemn", "welcome", "attend") for thing in ("sale", "talks", "pact")]
STANCE = ["warning"] * 3 + ["supportive"] * 3 + ["neutral"] * 3
RHETORIC = ["criticise"] * 3 + ["praise"] * 3 + ["report"] * 3


LABELS = {"classes": ["neutral", "supportive", "warning"], "rhetoric_classes": ["criticise", "praise", "report"]}


class Fixed:
    """A model that answers all texts with one confidence, and remembers what it was asked."""

    classes_, rhetoric_classes_ = (np.asarray(values) for values in LABELS.values())

    takes_ties = True

    def __init__(self, confidence):
        self.confidence, self.asked = confidence, []
        self.manifest = Manifest("fixed", "linear", {}, **LABELS, calibration={}, abstention=None, data={}, versions={})

    def answer(self, X):
        self.asked += X
        rest = (1 - self.confidence) / 2
        rows = np.tile([self.confidence, rest, rest], (len(X), 1)).reshape(len(X), 3)
        return rows, rows.copy()


@pytest.fixture
def fixed():
    """Return the kind of model that what is made of models is tried on."""
    return Fixed


@pytest.fixture(scope="session")
def trained(encoder, tmp_path_factory):
    """Folder of a small transformer."""
    fit = TransformerClassifier(encoder=encoder, epochs=12, batch_size=3, learning_rate=5e-3)
    fit.fit(TEXTS, STANCE, rhetoric=RHETORIC).calibrate(TEXTS, STANCE, rhetoric=RHETORIC)
    folder = tmp_path_factory.mktemp("trained") / "tiny"
    fit.save(folder, data={"groups": ["a0"], "rows": len(TEXTS)})
    return folder


@pytest.fixture(scope="session")
def exported(trained, tmp_path_factory):
    """Folder of the small transformer, exported."""
    folder = tmp_path_factory.mktemp("exported") / "tiny-v1"
    export(trained, folder, texts=TEXTS)
    return folder
