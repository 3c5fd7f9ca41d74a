"""The linear classifier: TF-IDF of words and characters, logistic regression for stance and for rhetoric.

Masking the parties lets what is said about one tie be learned from another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import softmax
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion
from sklearn.utils.validation import check_is_fitted

from stance.artifacts import HEADS, Manifest, library_versions, write_model
from stance.classifiers._arguments import check_linear
from stance.classifiers._calibration import calibration_folds, temperature_of
from stance.classifiers._inputs import TrainingSet, check_savable, rendered, training_set
from stance.errors import RecipeError, TooFewExamples
from stance.protocols import Input, MostProbable
from stance.text.ngrams import TOKEN
from stance.text.render import mask_parties


@dataclass(frozen=True, slots=True)
class _Head:
    """One output: sorted classes, weights ``(n_features, n_classes)``, intercept ``(n_classes,)``."""

    classes: NDArray[np.str_]
    coef: NDArray[np.float64]
    intercept: NDArray[np.float64]

    def logits(self, features: csr_matrix) -> NDArray[np.float64]:
        return np.asarray(features @ self.coef) + self.intercept


class LinearClassifier(MostProbable, ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """TF-IDF of word and character n-grams with multinomial logistic regression; calibrated out of fold.

    Parameters
    ----------
    word_ngrams, char_ngrams
        Shortest and longest n-gram of words, and of characters inside words.
    mask_parties
        Whether characters are seen with every party replaced by one word, and words both ways; else as they stand.
    min_df
        Fewest training texts that an n-gram must be in.
    C
        Inverse strength of the L2 penalty, positive.
    class_weight
        ``"balanced"`` to weigh labels by inverse frequency; None for equal weight to every row.
    folds
        Folds of the calibration; with ``groups``, whole groups are held out.
    random_state
        Seed of the folds, used where there are no groups. The fit itself has no randomness.

    Attributes
    ----------
    classes_, rhetoric_classes_ : ndarray of str
        Labels seen in ``fit``, sorted.
    temperature_, rhetoric_temperature_ : float
        Fitted temperatures, by which scores are divided.

    Notes
    -----
    Sublinear term frequency and smoothed inverse document frequency as in Manning, Raghavan and Schütze (2008),
    Introduction to Information Retrieval, chapter 6; temperature scaling as in Guo et al. (2017).
    """

    kind = "linear"

    def __init__(
        self,
        *,
        word_ngrams: Sequence[int] = (1, 2),
        char_ngrams: Sequence[int] = (2, 5),
        mask_parties: bool = True,
        min_df: int = 1,
        C: float = 1.0,
        class_weight: str | None = "balanced",
        folds: int = 5,
        random_state: int = 0,
    ) -> None:
        self.word_ngrams = word_ngrams
        self.char_ngrams = char_ngrams
        self.mask_parties = mask_parties
        self.min_df = min_df
        self.C = C
        self.class_weight = class_weight
        self.folds = folds
        self.random_state = random_state

    def fit(
        self,
        X: Sequence[Input],
        y: Sequence[str],
        *,
        rhetoric: Sequence[str | None] | None = None,
        groups: Sequence[str] | None = None,
    ) -> Self:
        """Learn from labelled texts, forgetting any previous fit.

        Parameters
        ----------
        X
            Texts, ``n`` of them.
        y
            Stance of each; at least two different labels.
        rhetoric
            Rhetoric of each; None (or NaN) where not known. Without it there is no second output.
        groups
            Ids that calibration folds keep together: articles, scenarios, documents.

        Returns
        -------
        LinearClassifier
            Itself.

        Raises
        ------
        TypeError
            If `X` is not a list of texts.
        ValueError
            If lists differ in length, or a label is no string.
        RecipeError
            If an argument of the constructor has a value that it cannot have, or leaves nothing to learn from.
        TooFewExamples
            If there is a single stance.
        """
        check_linear(self.get_params())
        data = training_set(X, y, rhetoric, groups, type(self).__name__)
        if len(np.unique(data.stance)) < 2:  # noqa: PLR2004
            raise TooFewExamples(f"the single stance {str(data.stance[0])!r}", "at least two to tell apart")
        self.temperature_, self.rhetoric_temperature_ = self._temperatures(data)
        self._vectorizer, self._heads = self._fit_once(data)
        self.classes_ = self._heads[0].classes
        self.rhetoric_classes_ = self._heads[1].classes
        return self

    def _fit_once(self, data: TrainingSet) -> tuple[FeatureUnion, tuple[_Head, _Head]]:
        vectorizer = FeatureUnion(self._blocks())
        try:
            features = vectorizer.fit_transform(data.texts)
        except ValueError as error:  # arguments are checked, so that it can only be that no n-gram is left
            settings = ", ".join(f"{name} {getattr(self, name)!r}" for name in ("min_df", "word_ngrams", "char_ngrams"))
            got = f"{settings}, which leave no n-gram of {len(data.texts)} texts"
            raise RecipeError(got, "a smaller min_df, or shorter n-grams") from error
        known = np.flatnonzero(data.rhetoric != "")
        return vectorizer, (self._head(features, data.stance), self._head(features[known], data.rhetoric[known]))

    def _blocks(self) -> list[tuple[str, TfidfVectorizer]]:
        """Return the vectorisers, named as in `stance.text.ngrams.BLOCKS`."""
        common = {"min_df": self.min_df, "sublinear_tf": True}
        words = common | {"ngram_range": tuple(self.word_ngrams), "token_pattern": TOKEN}
        characters = common | {"ngram_range": tuple(self.char_ngrams), "analyzer": "char_wb"}
        if not self.mask_parties:
            return [("word", TfidfVectorizer(**words)), ("char", TfidfVectorizer(**characters))]
        return [
            ("word", TfidfVectorizer(**words)),
            ("masked", TfidfVectorizer(**words, preprocessor=_masked)),
            ("char", TfidfVectorizer(**characters, preprocessor=_masked)),
        ]

    def _head(self, features: csr_matrix, labels: NDArray[np.str_]) -> _Head:
        classes = np.unique(labels)
        if len(classes) < 2:  # noqa: PLR2004
            return _Head(classes, np.zeros((features.shape[1], len(classes))), np.zeros(len(classes)))
        # A tight tolerance: the optimum, not the path to it, is what another machine must reach too.
        model = LogisticRegression(C=self.C, class_weight=self.class_weight, tol=1e-8, max_iter=5000)
        model.fit(features, labels)
        coef, intercept = model.coef_, model.intercept_
        if len(classes) == 2:  # noqa: PLR2004
            coef, intercept = np.vstack([np.zeros_like(coef), coef]), np.concatenate([[0.0], intercept])
        return _Head(classes, np.ascontiguousarray(coef.T), intercept)

    def _temperatures(self, data: TrainingSet) -> tuple[float, float]:
        """Return the temperatures of both outputs, fitted on scores that the rows got out of fold."""
        everything = (np.unique(data.stance), np.unique(data.rhetoric[data.rhetoric != ""]))
        logits = [np.full((len(data.texts), len(classes)), -np.inf) for classes in everything]
        for train, held_out in calibration_folds(data.stance, data.groups, self.folds, self.random_state):
            if len(np.unique(data.stance[train])) < 2:  # noqa: PLR2004
                continue
            texts = [data.texts[row] for row in train]
            fold = TrainingSet(texts, data.stance[train], data.rhetoric[train], None)
            vectorizer, heads = self._fit_once(fold)
            features = vectorizer.transform([data.texts[row] for row in held_out])
            for scores, head, classes in zip(logits, heads, everything, strict=True):
                if len(head.classes):
                    scores[np.ix_(held_out, np.searchsorted(classes, head.classes))] = head.logits(features)
        labels = (data.stance, data.rhetoric)
        stance, rhetoric = (temperature_of(*each) for each in zip(logits, everything, labels, strict=True))
        return stance, rhetoric

    def predict_proba(self, X: Sequence[Input]) -> NDArray[np.float64]:
        """Return calibrated stance probabilities, shape ``(n, n_classes)``, columns as in `classes_`."""
        return self._probabilities(X, 0)

    def predict_rhetoric_proba(self, X: Sequence[Input]) -> NDArray[np.float64]:
        """Return calibrated rhetoric probabilities, shape ``(n, n_rhetoric)``, columns as in `rhetoric_classes_`."""
        return self._probabilities(X, 1)

    def _probabilities(self, X: Sequence[Input], output: int) -> NDArray[np.float64]:
        check_is_fitted(self, "classes_")
        texts, head = rendered(X, type(self).__name__), self._heads[output]
        if not texts or not len(head.classes):
            return np.zeros((len(texts), len(head.classes)))
        temperature = (self.temperature_, self.rhetoric_temperature_)[output]
        return np.asarray(softmax(head.logits(self._vectorizer.transform(texts)) / temperature, axis=1))

    def save(self, folder: str | Path, *, data: Mapping[str, Any] | None = None) -> None:
        """Write a model folder.

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
        folder = Path(folder)
        blocks = dict(self._vectorizer.transformer_list)
        tensors = {f"{name}.idf": block.idf_ for name, block in blocks.items()}
        for name, head in zip(HEADS, self._heads, strict=True):
            tensors |= {f"{name}.coef": head.coef, f"{name}.intercept": head.intercept}
        params = self.get_params()
        manifest = Manifest(
            name=folder.name,
            kind=self.kind,
            params=params | {name: list(params[name]) for name in ("word_ngrams", "char_ngrams")},
            classes=self.classes_.tolist(),
            rhetoric_classes=self.rhetoric_classes_.tolist(),
            calibration={
                "method": "temperature scaling, fitted out of fold",
                "stance": self.temperature_,
                "rhetoric": self.rhetoric_temperature_,
            },
            abstention=None,
            data=dict(data or {}),
            versions=library_versions("numpy", "scipy", "scikit-learn"),
        )
        write_model(
            folder, manifest, tensors, {name: block.get_feature_names_out().tolist() for name, block in blocks.items()}
        )


def _masked(text: str) -> str:
    return mask_parties(text).lower()
