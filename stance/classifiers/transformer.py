"""The transformer classifier: fine-tunes any Hugging Face encoder, one pass for stance and rhetoric."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from stance.artifacts import Manifest, library_versions
from stance.classifiers._arguments import check_transformer
from stance.classifiers._calibration import RISK, fit_threshold, temperature_of
from stance.classifiers._inputs import TrainingSet, check_savable, rendered, tokens, training_set
from stance.errors import MissingExtra
from stance.protocols import BothAtOnce, Input
from stance.text.about import toward_another


class TransformerClassifier(BothAtOnce, ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """A pretrained encoder, fine-tuned with a head for stance and a head for rhetoric.

    Parameters
    ----------
    encoder
        ``"minilm"`` (all-MiniLM-L6-v2 from its installed package, no network), the path of a folder, or the name of a
        model on the Hugging Face hub.
    rendering
        How a tie enters the text: one of `stance.text.render.RENDERINGS`. ``"plain"`` takes no ties.
    pooling
        ``"mean"`` of the token vectors, or ``"cls"``, the vector of the first.
    epochs, batch_size
        Passes over the training rows; rows of a step.
    learning_rate, weight_decay
        Peak rate and decay of AdamW.
    layer_decay
        What the rate is multiplied by for each layer further down, in (0, 1].
    warmup
        Fraction of the steps in which the rate rises.
    rhetoric_weight, max_tokens
        Weight of the rhetoric loss beside that of stance, 0 or more; tokens of a text that are seen.
    adversarial
        Length of a step by which the words of a batch are moved to where the loss grows fastest, to be learned from
        as well; 0 for none, which halves the time.
    precision
        ``"float32"``, or ``"bfloat16"`` for the products in training: faster where the processor has the instructions
        (AVX512-BF16, AMX, recent GPUs). Answers are always computed in float32.
    random_state
        Seed of the heads' first weights, the order of batches and dropout.

    Attributes
    ----------
    classes_, rhetoric_classes_ : ndarray of str
        Labels seen in ``fit``, sorted.
    temperature_, rhetoric_temperature_ : float
        What scores are divided by; 1 before ``calibrate``.
    abstention_, risk_ : float or None
        Top probability below which to abstain, and the risk that it keeps to; None before ``calibrate``.

    References
    ----------
    Wang, W. et al. (2020). MiniLM: deep self-attention distillation. NeurIPS. Reimers, N. and Gurevych, I. (2019).
    Sentence-BERT (mean pooling). EMNLP.
    """

    kind = "transformer"
    manifest: Manifest

    def __init__(  # noqa: PLR0913  (constructor arguments are the configuration)
        self,
        *,
        encoder: str = "minilm",
        rendering: str = "both",
        pooling: str = "mean",
        epochs: int = 4,
        batch_size: int = 16,
        learning_rate: float = 1e-4,
        layer_decay: float = 1.0,
        weight_decay: float = 0.01,
        warmup: float = 0.1,
        rhetoric_weight: float = 0.5,
        max_tokens: int = 128,
        adversarial: float = 0.0,
        precision: str = "float32",
        random_state: int = 0,
    ) -> None:
        self.encoder = encoder
        self.rendering = rendering
        self.pooling = pooling
        self.epochs = epochs
        self.batch_size = batch_size
        self.learning_rate = learning_rate
        self.layer_decay = layer_decay
        self.weight_decay = weight_decay
        self.warmup = warmup
        self.rhetoric_weight = rhetoric_weight
        self.max_tokens = max_tokens
        self.adversarial = adversarial
        self.precision = precision
        self.random_state = random_state

    def fit(
        self,
        X: Sequence[Input],
        y: Sequence[str],
        *,
        rhetoric: Sequence[str | None] | None = None,
        groups: Sequence[str] | None = None,
        checkpoints: Path | None = None,
        progress: Callable[[str, int, int], None] = lambda *_: None,
    ) -> Self:
        """Fine-tune on labelled texts, forgetting any previous fit.

        Parameters
        ----------
        X
            Texts, or texts and ties, ``n`` of them.
        y
            Stance of each.
        rhetoric
            Rhetoric of each; None where not known: such rows train the stance head only.
        groups
            Accepted for the common signature; has no effect.
        checkpoints
            Folder that keeps what is needed to go on: a training that was cut off ends, on a CPU, bit for bit as it
            would have. It stays, so that nothing is lost before the model is saved. None to keep nothing.
        progress
            Told about each step: what is being done with its loss, steps done, steps in all.

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
        ForeignCheckpoint
            If the folder holds a checkpoint of another training.
        RecipeError
            If the encoder cannot be loaded, or an argument has a value that it cannot have.
        ValueError
            If lists differ in length, a label is no string, or there is nothing to learn from.
        """
        torch, network, training = _torch()
        check_transformer(self.get_params(), network.POOLINGS)
        data = training_set(X, y, rhetoric, groups, type(self).__name__, self.rendering)
        classes = np.unique(data.stance), np.unique(data.rhetoric[data.rhetoric != ""])
        # Heads and dropout draw from torch's global generator; forking it leaves the caller's as it was.
        with torch.random.fork_rng():
            torch.manual_seed(self.random_state)
            made, tokenizer, padding = self._begun(torch, network, *map(len, classes))
            encoded = _encoded(data, classes, tokenizer, training)
            objective = self._objective(training)
            kept = training.Checkpoints(checkpoints, self._fingerprint(encoded, objective))
            told = {"objective": objective, "checkpoints": kept, "progress": progress}
            training.train(made, encoded, self._schedule(training), padding, **told)
        # Only now, so that a fit that is cut off leaves the one before it whole.
        self._network, self._tokenizer, self._padding = made.cpu(), tokenizer, padding
        self.classes_, self.rhetoric_classes_ = classes
        self.temperature_, self.rhetoric_temperature_ = 1.0, 1.0
        self.abstention_: float | None = None
        self.risk_: float | None = None
        return self

    @property
    def takes_ties(self) -> bool:
        """Whether it can be asked about a tie."""
        return bool(self.rendering != "plain")

    def _begun(self, torch: Any, network: Any, n_stance: int, n_rhetoric: int) -> tuple[Any, Any, int]:  # noqa: ANN401
        """Return the network as training finds it, its tokenizer, and the id that pads."""
        from stance.classifiers._encoder import pretrained  # noqa: PLC0415

        encoder, tokenizer, longest, padding = pretrained(self.encoder)
        tokenizer.enable_truncation(min(self.max_tokens, longest))
        heads = network.TwoHeads(encoder, n_stance, n_rhetoric, pooling=self.pooling)
        return heads.to("cuda" if torch.cuda.is_available() else "cpu"), tokenizer, padding

    def _schedule(self, training: Any) -> Any:  # noqa: ANN401
        return training.Schedule(**{name: getattr(self, name) for name in training.Schedule.__annotations__})

    def _objective(self, training: Any) -> Any:  # noqa: ANN401
        """Return what is minimised: a class like `_training.Objective`, which a subclass may replace."""
        return training.Adversarial if self.adversarial else training.Objective

    def _fingerprint(self, encoded: Any, objective: Any) -> str:  # noqa: ANN401
        versions = library_versions("torch", "transformers")
        stated = [self.get_params(), objective.__name__, encoded.tokens, encoded.stance, encoded.rhetoric, versions]
        return hashlib.sha256(json.dumps(stated, sort_keys=True).encode()).hexdigest()

    def calibrate(
        self, X: Sequence[Input], y: Sequence[str], *, rhetoric: Sequence[str | None] | None = None, risk: float = RISK
    ) -> Self:
        """Fit the temperatures and the abstention threshold on rows that were not learned from.

        Parameters
        ----------
        X, y, rhetoric
            As for ``fit``.
        risk
            Fraction of wrong stances, among those not abstained from, that the threshold keeps to on these rows.

        Returns itself.
        """
        check_is_fitted(self, "classes_")
        data = training_set(X, y, rhetoric, None, type(self).__name__, self.rendering)
        stance, acts = self._logits(data.texts)
        self.temperature_ = temperature_of(stance, self.classes_, data.stance)
        self.rhetoric_temperature_ = temperature_of(acts, self.rhetoric_classes_, data.rhetoric)
        probabilities = _softmax(stance / self.temperature_)
        right = self.classes_[probabilities.argmax(axis=1)] == data.stance
        self.abstention_, self.risk_ = fit_threshold(probabilities.max(axis=1), right, risk), risk
        return self

    def answer(self, X: Sequence[Input]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return stance and rhetoric probabilities in one pass over the texts."""
        check_is_fitted(self, "classes_")
        stance, rhetoric = self._logits(rendered(X, type(self).__name__, self.rendering))
        stance, rhetoric = _softmax(stance / self.temperature_), _softmax(rhetoric / self.rhetoric_temperature_)
        toward_another(stance, X, self.classes_)
        return stance, rhetoric

    def _logits(self, texts: list[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        if not texts:
            return np.zeros((0, len(self.classes_))), np.zeros((0, len(self.rhetoric_classes_)))
        _, network, _ = _torch()
        stance, rhetoric = network.scores(self._network, tokens(self._tokenizer, texts), self._padding)
        return stance.double().numpy(), rhetoric.double().numpy()[:, : len(self.rhetoric_classes_)]

    def save(self, folder: str | Path, *, data: Mapping[str, Any] | None = None) -> None:
        """Write a model folder with the weights in full, to be exported or trained further; answering it needs torch.

        Parameters
        ----------
        folder
            Where to; its name becomes the model's.
        data
            What the model was trained on, for the manifest.

        Raises
        ------
        ValueError
            If it has learned other labels than those of `Stance` and `Rhetoric`.
        """
        check_is_fitted(self, "classes_")
        check_savable(self)
        from stance.classifiers._stored import write  # noqa: PLC0415

        write(self, Path(folder), dict(data or {}))

    @classmethod
    def load(cls, folder: str | Path) -> Self:
        """Return the classifier that ``save`` wrote, ready to answer.

        Raises
        ------
        MissingExtra, DamagedModel, NewerFormat
            If torch or transformers is not installed, or the folder cannot be trusted or read.
        """
        _torch()
        from stance.classifiers._stored import read  # noqa: PLC0415

        return read(cls, Path(folder))


def _torch() -> tuple[Any, Any, Any]:
    try:
        import torch  # noqa: PLC0415
        import transformers  # noqa: F401, PLC0415
    except ImportError as error:
        raise MissingExtra("torch and transformers", "train") from error
    from stance.classifiers import _network, _training  # noqa: PLC0415

    return torch, _network, _training


def _encoded(data: TrainingSet, classes: Sequence[NDArray[np.str_]], tokenizer: Any, training: Any) -> Any:  # noqa: ANN401
    return training.Encoded(
        tokens(tokenizer, data.texts),
        np.searchsorted(classes[0], data.stance).tolist(),
        _targets(classes[1], data.rhetoric, training.IGNORED),
    )


def _targets(classes: NDArray[np.str_], labels: NDArray[np.str_], ignored: int) -> list[int]:
    places = {str(label): place for place, label in enumerate(classes)}
    return [places.get(str(label), ignored) for label in labels]


def _softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(softmax(logits, axis=1)) if logits.size else logits
