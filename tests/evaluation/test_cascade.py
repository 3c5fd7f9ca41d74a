import numpy as np
import pytest

from stance.evaluation.cascade import STEPS, chosen, curve

LABELS = ["neutral", "supportive", "warning"]
CLASSES = np.asarray(LABELS)
TRUTH = LABELS * 10


def probabilities(labels, confidence):
    rows = np.tile(((1 - np.asarray(confidence)) / 2)[:, None], (1, 3))
    rows[np.arange(len(labels)), [LABELS.index(label) for label in labels]] = confidence
    return rows


@pytest.fixture
def points():
    """Lay the curve of a first model that is right where it is certain, and of a second that is always right."""
    confidence = np.linspace(0.4, 0.99, 30)
    first = [label if sure > 0.7 else "neutral" for label, sure in zip(TRUTH, confidence, strict=True)]
    return curve(probabilities(first, confidence), probabilities(TRUTH, np.full(30, 0.9)), CLASSES, TRUTH)


def test_the_curve_goes_from_the_second_alone_to_the_first_alone(points):
    assert len(points) == STEPS
    assert (points[0].share, points[0].macro_f1) == (0.0, 1.0)
    assert points[-1].share == 1.0
    assert points[-1].macro_f1 < 1.0
    assert [point.share for point in points] == sorted(point.share for point in points)


def test_the_point_chosen_is_the_last_before_the_loss(points):
    point = chosen(points, 0.0)
    assert point.macro_f1 == 1.0
    assert 0.4 < point.share < 0.6
    assert point.threshold > 0.7


def test_any_loss_allowed_gives_everything_to_the_first(points):
    assert chosen(points, 1.0).share == 1.0


def test_no_loss_allowed_where_there_is_always_one_gives_all_to_the_second():
    wrong = probabilities(["warning"] * 30, np.full(30, 0.9))
    assert chosen(curve(wrong, probabilities(TRUTH, np.full(30, 0.9)), CLASSES, TRUTH), 0.0).share == 0.0


def test_points_are_told_in_four_places(points):
    assert points[0].to_dict() == {"threshold": 1.0001, "share": 0.0, "macro_f1": 1.0}
