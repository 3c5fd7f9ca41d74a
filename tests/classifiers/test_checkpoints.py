import pytest
import torch
from sklearn.base import clone

from stance.classifiers._checkpoints import NAME
from stance.classifiers.transformer import TransformerClassifier
from stance.errors import ForeignCheckpoint

TEXTS = [f"they {verb} the {thing}" for verb in ("condemn", "welcome", "attend") for thing in ("sale", "talks", "pact")]
STANCE = ["warning"] * 3 + ["supportive"] * 3 + ["neutral"] * 3


class KilledError(Exception):
    pass


def dies_at(step):
    def progress(_what, done, _steps):
        if done == step:
            raise KilledError

    return progress


@pytest.fixture
def classifier(encoder):
    return TransformerClassifier(encoder=encoder, epochs=4, batch_size=3, learning_rate=5e-3)


@pytest.mark.parametrize(("step", "adversarial"), [(2, 0), (3, 1), (4, 0), (7, 1), (12, 0)])
def test_a_killed_training_goes_on_and_ends_bit_for_bit_alike(classifier, tmp_path, step, adversarial):
    classifier = clone(classifier).set_params(adversarial=adversarial)
    whole = clone(classifier).fit(TEXTS, STANCE)
    with pytest.raises(KilledError):
        clone(classifier).fit(TEXTS, STANCE, checkpoints=tmp_path, progress=dies_at(step))
    torch.rand(7)
    seen = []
    resumed = clone(classifier).fit(TEXTS, STANCE, checkpoints=tmp_path, progress=lambda _, done, __: seen.append(done))
    weights = zip(whole._network.state_dict().values(), resumed._network.state_dict().values(), strict=True)
    assert all(torch.equal(one, other) for one, other in weights)
    assert seen[0] == 3 * ((step - 1) // 3) + 1


def test_a_training_that_has_ended_and_was_not_saved_is_not_repeated(classifier, tmp_path):
    ended = clone(classifier).fit(TEXTS, STANCE, checkpoints=tmp_path)
    seen = []
    again = clone(classifier).fit(TEXTS, STANCE, checkpoints=tmp_path, progress=lambda *step: seen.append(step))
    assert seen == []
    assert (again.predict_proba(TEXTS) == ended.predict_proba(TEXTS)).all()


@pytest.mark.parametrize("adversarial", [0.0, 1.0])
def test_a_fit_that_is_cut_off_leaves_the_one_before_it_whole(classifier, adversarial):
    fit = clone(classifier).set_params(adversarial=adversarial).fit(TEXTS, STANCE)
    before = fit.predict_proba(TEXTS)
    with pytest.raises(KilledError):
        fit.fit(TEXTS[:6], STANCE[:6], progress=dies_at(3))
    assert (fit.predict_proba(TEXTS) == before).all()


@pytest.mark.parametrize("changes", [{"learning_rate": 1e-4}, {"random_state": 1}, {"adversarial": 1.0}])
def test_the_checkpoint_of_another_training_is_refused(classifier, tmp_path, changes):
    with pytest.raises(KilledError):
        clone(classifier).fit(TEXTS, STANCE, checkpoints=tmp_path, progress=dies_at(5))
    with pytest.raises(ForeignCheckpoint, match="one of another training"):
        clone(classifier).set_params(**changes).fit(TEXTS, STANCE, checkpoints=tmp_path)


def test_a_checkpoint_that_does_not_parse_is_refused(classifier, tmp_path):
    (tmp_path / NAME).write_bytes(b"torn")
    with pytest.raises(ForeignCheckpoint, match="does not parse"):
        clone(classifier).fit(TEXTS, STANCE, checkpoints=tmp_path)
