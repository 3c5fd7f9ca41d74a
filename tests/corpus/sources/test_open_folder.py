import hashlib
import os
import re
from pathlib import Path

import pytest

from stance.corpus.sources import SOURCES
from stance.text.sentences import sentence_spans

ROOT = Path(__file__).resolve().parents[3]
FOLDER = Path(os.environ.get("STANCE_OPEN_SOURCES") or ROOT.parent / "shared" / "data" / "open")
DOCUMENTS = {"allsides": 1490, "ungd": 293, "whitehouse": 156, "wikinews": 232}
SHA256 = {
    "allsides": "cfdf9b845f3175737d50696d4b43283307ef9fd7166827f166b6a64c653c4a47",
    "ungd": "ce2035790f1f12d9ac0d47dfc84060a01e908b7bca1533dcc6f5d9dfc293cc01",
    "whitehouse": "fc6f6f39b558fdff4335e1b13ff19bdffa1ba2478cb11cab31f34168c1d61bb8",
    "wikinews": "7f9744a94b59a2a2a58aa8dcf84e95ef787c5407805407cda6d30490b9d6b45f",
}

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the open sources are not at hand; name their folder in STANCE_OPEN_SOURCES"
)


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_open_folder_gives_the_texts_that_its_judgements_point_to(name):
    texts = {document.id: document.text for document in SOURCES[name].documents(FOLDER)}
    digest = hashlib.sha256("\0".join(part for item in texts.items() for part in item).encode())
    assert len(texts) == DOCUMENTS[name]
    assert digest.hexdigest() == SHA256[name], "the extractor gives other texts: give it a new number"


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_open_folder_sentences_can_be_found_again_by_their_ids(name):
    documents = list(SOURCES[name].documents(FOLDER))
    again = {document.id: document.text for document in SOURCES[name].documents(FOLDER)}
    for document in documents:
        for start, end in sentence_spans(document.text):
            identifier = f"{document.id}/{start}-{end}"
            found, first, last = re.fullmatch(r"(.+/.+)/(\d+)-(\d+)", identifier).groups()
            assert again[found][int(first) : int(last)] == document.text[start:end]
            assert "\n" not in document.text[start:end]
