"""Ways of answering with the same fine-tuned MiniLM that are not ours: transformers and sentence-transformers."""

import importlib
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Answer = Callable[[Sequence[str]], Any]


def pipeline(folder: str, batch_size: int) -> Answer:
    """Return transformers' text-classification pipeline over the trained network, set up as its documentation does."""
    from stance.classifiers.transformer import TransformerClassifier  # noqa: PLC0415
    from stance.text.normalise import fold  # noqa: PLC0415

    # Both libraries are typed too loosely to be checked.
    library: Any = importlib.import_module("transformers")
    outputs: Any = importlib.import_module("transformers.modeling_outputs")
    classifier = TransformerClassifier.load(Path(folder))
    network: Any = classifier._network  # noqa: SLF001
    config = network.encoder.config
    config.num_labels, config.id2label = len(classifier.classes_), dict(enumerate(classifier.classes_.tolist()))

    class Wrapped(library.PreTrainedModel):  # type: ignore[misc]
        """The trained network in the shape that a pipeline takes."""

        config_class = type(config)
        _supports_sdpa = True

        def __init__(self) -> None:
            super().__init__(config)
            self.network = network

        def forward(self, input_ids: Any, attention_mask: Any, **_: Any) -> Any:  # noqa: ANN401
            return outputs.SequenceClassifierOutput(logits=self.network(input_ids, attention_mask)[0])

    tokenizer = _tokenizer(library, classifier)
    made = library.pipeline("text-classification", model=Wrapped().eval(), tokenizer=tokenizer, device="cpu")

    def answer(batch: Sequence[str]) -> Any:  # noqa: ANN401
        return made([fold(text) for text in batch], batch_size=batch_size, truncation=True, max_length=128, top_k=None)

    return answer


def sentence_transformers(folder: str) -> Answer:
    """Return sentence-transformers' encode, which sorts by length and takes batches of 32, and the head in numpy."""
    from scipy.special import softmax  # noqa: PLC0415

    from stance.classifiers.transformer import TransformerClassifier  # noqa: PLC0415
    from stance.text.normalise import fold  # noqa: PLC0415

    library: Any = importlib.import_module("transformers")
    module: Any = importlib.import_module("sentence_transformers")
    parts: Any = importlib.import_module("sentence_transformers.sentence_transformer.modules")
    classifier = TransformerClassifier.load(Path(folder))
    network: Any = classifier._network  # noqa: SLF001
    with tempfile.TemporaryDirectory() as place:
        network.encoder.save_pretrained(place)
        _tokenizer(library, classifier).save_pretrained(place)
        modules = [parts.Transformer(place), parts.Pooling(network.encoder.config.hidden_size)]
    made = module.SentenceTransformer(modules=modules, device="cpu")
    made.max_seq_length = 128
    weight, bias = (each.detach().numpy() for each in (network.stance.weight, network.stance.bias))

    def answer(batch: Sequence[str]) -> Any:  # noqa: ANN401
        vectors = made.encode([fold(text) for text in batch], batch_size=32, show_progress_bar=False)
        return softmax(vectors @ weight.T + bias, axis=1)

    return answer


def _tokenizer(library: Any, classifier: Any) -> Any:  # noqa: ANN401
    return library.PreTrainedTokenizerFast(tokenizer_object=classifier._tokenizer, pad_token="[PAD]")  # noqa: S106, SLF001
