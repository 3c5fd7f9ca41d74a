import hashlib
import json
import shutil
from itertools import product
from pathlib import Path

import pytest

from stance.classifiers.linear import LinearClassifier
from stance.corpus.build import build
from stance.corpus.examples import from_gold
from stance.corpus.gold import read_gold
from stance.records import Article
from stance.text.sentences import sentences

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def gold():
    return read_gold(ROOT / "annotations" / "gold.jsonl")


@pytest.fixture(scope="session")
def seed_examples(gold):
    return from_gold(gold, splits=["seed"])


PLACES = [("Ruritania", "Graustark"), ("Graustark", "Borduria"), ("Borduria", "Syldavia"), ("Syldavia", "Ruritania")]
FORMS = {
    "{0} welcomed closer trade with {1}.": ("supportive", "praise"),
    "{0} and {1} signed a pact of friendship.": ("supportive", "cooperate"),
    "{0} warned {1} against new tariffs.": ("warning", "threaten"),
    "{0} condemned the latest sale of arms to {1}.": ("warning", "criticise"),
    "Officials of {0} arrived for talks in {1}.": ("neutral", "report"),
    "The meeting about {0} and {1} ended on Tuesday.": ("neutral", "report"),
}
LABELLED = [(form.format(*places), *labels) for places, (form, labels) in product(PLACES, FORMS.items())]
SPLITS = {"a2": "train", "a3": "test"}


@pytest.fixture(scope="session")
def model(tmp_path_factory):
    """Folder of a small linear model, which has seen the invented sentences."""
    texts, stance, rhetoric = zip(*LABELLED, strict=True)
    classifier = LinearClassifier(char_ngrams=(2, 3), folds=2).fit(texts, stance, rhetoric=rhetoric)
    folder = tmp_path_factory.mktemp("models") / "small"
    classifier.save(folder, data={"groups": ["a0"], "rows": len(texts)})
    return folder


@pytest.fixture(scope="session")
def _built_corpus(tmp_path_factory):
    """Lay a checkout of four articles, the invented sentences of a pair of places each, judged by two passes."""
    folder = tmp_path_factory.mktemp("checkout")
    (folder / "seeds" / "text").mkdir(parents=True)
    (folder / "annotations" / "judgements").mkdir(parents=True)
    index, judged = [], []
    for number in range(len(PLACES)):
        article, rows = f"a{number}", LABELLED[number * len(FORMS) : (number + 1) * len(FORMS)]
        text = "\n\n".join(row[0] for row in rows) + "\n"
        path = folder / "seeds" / "text" / f"{article}.txt"
        path.write_text(text, "utf-8")
        index.append({"id": article, "title": f"Article {number}", "published": "2020-01-02", "source": "Invented"})
        index[-1]["sha256"] = _sha256(path)
        found = sentences(Article(article, text))
        judged += [_judgement(sentence.id, *row[1:]) for sentence, row in zip(found, rows, strict=True)]
    annotations = folder / "annotations"
    _write_lines(folder / "seeds" / "articles.jsonl", index)
    _write_lines(annotations / "judgements" / "one.jsonl", judged)
    _write_lines(annotations / "judgements" / "two.jsonl", judged[1:])
    _write_lines(annotations / "adjudications.jsonl", [])
    (annotations / "splits.json").write_text(json.dumps(SPLITS), "utf-8")
    build(folder)
    return folder


@pytest.fixture
def corpus(_built_corpus, tmp_path):
    """Copy the checkout, for the test to do with as it likes."""
    return Path(shutil.copytree(_built_corpus, tmp_path / "checkout"))


def _sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _judgement(sentence_id, stance, rhetoric):
    held = [] if stance == "neutral" else [{"holder": "RUR", "tie": ["GRA", "RUR"], "stance": stance}]
    labels = {"stance": stance, "rhetoric": rhetoric, "mixed": False, "rule": None, "sure": 3}
    return {"id": sentence_id, **labels, "statements": held}


def _write_lines(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


WORDS = "they condemn welcome attend the sale talks pact country a b another @ china japan but"


@pytest.fixture(scope="session")
def encoder(tmp_path_factory):
    """Folder of an encoder of two random layers, with a tokenizer of a dozen words."""
    import torch  # noqa: PLC0415  (seconds, for the few tests that need it)
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors  # noqa: PLC0415
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast  # noqa: PLC0415

    words = {word: place for place, word in enumerate(["[PAD]", "[UNK]", "[CLS]", *WORDS.split()])}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing("[CLS] $A", special_tokens=[("[CLS]", 2)])
    folder = tmp_path_factory.mktemp("encoder")
    wrapped = PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]")
    wrapped.save_pretrained(folder)
    with torch.random.fork_rng():
        torch.manual_seed(0)
        size = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
        BertModel(BertConfig(vocab_size=len(words), max_position_embeddings=64, **size)).save_pretrained(folder)
    return str(folder)
