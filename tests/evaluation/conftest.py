import numpy as np
import pytest

from stance.evaluation.crossvalidation import Answers
from stance.evaluation.report import make_report
from stance.labels import Rhetoric, Stance

STANCE = ["neutral", "warning", "warning", "supportive", "neutral", "warning"]
RHETORIC = ["report", None, "reject", "pledge", None, "threaten"]
GROUPS = ["a", "a", "b", "b", "c", "c"]


@pytest.fixture(scope="session")
def found():
    """Answers for six rows: all right but the last, which is called neutral."""
    stance = np.full((6, 3), 0.1)
    for row, (label, probability) in enumerate(
        zip([*STANCE[:-1], "neutral"], [0.8, 0.7, 0.6, 0.75, 0.9, 0.5], strict=True)
    ):
        stance[row] = (1 - probability) / 2
        stance[row, list(Stance).index(label)] = probability
    rhetoric = np.full((6, 9), 0.05)
    for row, label in enumerate(RHETORIC):
        rhetoric[row, list(Rhetoric).index(label or "report")] = 0.6
    return Answers(stance, rhetoric)


@pytest.fixture(scope="session")
def report_on(found):
    """Score the answers above, or others, as the test says."""

    def score(answers=found, **changes):
        labels = {"stance": STANCE, "rhetoric": RHETORIC, "groups": GROUPS, "fingerprint": "f" * 64, "resamples": 50}
        return make_report("tale-v1", "six rows", answers, **labels | changes)

    return score


@pytest.fixture(scope="session")
def report(report_on):
    return report_on()
