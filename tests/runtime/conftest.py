import pytest

from stance.classifiers.transformer import TransformerClassifier
from stance.export import export

TEXTS = [f"they {verb} the {thing}" for verb in ("condemn", "welcome", "attend") for thing in ("sale", "talks", "pact")]
STANCE = ["warning"] * 3 + ["supportive"] * 3 + ["neutral"] * 3
RHETORIC = ["criticise"] * 3 + ["praise"] * 3 + ["report"] * 3


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
