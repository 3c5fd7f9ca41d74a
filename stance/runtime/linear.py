"""A linear (or majority) model read from its folder, answering with numpy alone.

Equal to the classifier that saved it within 1e-12. One sentence at a time inside: no answer depends on neighbours.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.artifacts import Manifest, StoredModel
from stance.errors import DamagedModel
from stance.protocols import BothAtOnce, Input
from stance.runtime.model import HEADS, Probabilities, calibrated, check_inputs
from stance.text.ngrams import BLOCKS, Block, char_ngrams
from stance.text.render import mask_parties, render

_MOST_WORDS_KEPT = 16_384
_LONGEST_WORD_KEPT = 40


class _Block:
    """One kind of n-gram: what it sees, its columns and their weights."""

    def __init__(self, block: Block, params: Mapping[str, Any], terms: list[str], idf: NDArray[np.float64]) -> None:
        self.masked, self.analyzer = block.masked and params["mask_parties"], block.analyzer
        self.shortest, self.longest = params[block.limits]
        self.columns = {term: column for column, term in enumerate(terms)}
        self.idf = idf
        self._of_words: dict[str, list[int]] = {}

    def features(self, text: str) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Return columns and values of the text's TF-IDF vector: sublinear, of length 1."""
        counts = Counter(self._columns(text))
        counts.pop(None, None)
        places = np.fromiter(counts, np.intp, len(counts))
        values = np.fromiter(counts.values(), np.float64, len(counts))
        np.log(values, out=values)
        values += 1.0
        values *= self.idf[places]
        length = np.sqrt(values @ values)
        return places, values / length if length else values

    def _columns(self, text: str) -> Iterable[int | None]:
        """Return the columns of the text's n-grams, in order, with repetitions; an n-gram may have none."""
        if self.analyzer is char_ngrams:
            # They lie inside words, and those of a word that was met before are remembered.
            return chain.from_iterable(map(self._columns_of_word, text.lower().split()))
        return map(self.columns.get, self.analyzer(text, self.shortest, self.longest))

    def _columns_of_word(self, word: str) -> list[int]:
        found = self._of_words.get(word)
        if found is None:
            grams = self.analyzer(word, self.shortest, self.longest)
            found = [self.columns[gram] for gram in grams if gram in self.columns]
            if len(self._of_words) >= _MOST_WORDS_KEPT:
                self._of_words.clear()
            if len(word) <= _LONGEST_WORD_KEPT:
                self._of_words[word] = found
        return found


class LinearPredictor(BothAtOnce):
    """A saved linear or majority model.

    Parameters
    ----------
    stored
        A model folder as `stance.artifacts.read_model` returns it.

    Attributes
    ----------
    manifest : Manifest
        What the model is.
    classes_, rhetoric_classes_ : ndarray of str
        Labels, sorted: the order of the probability columns.
    """

    takes_ties = False

    def __init__(self, stored: StoredModel) -> None:
        self.manifest: Manifest = stored.manifest
        self.classes_: NDArray[np.str_] = np.asarray(stored.manifest.classes, dtype=np.str_)
        self.rhetoric_classes_: NDArray[np.str_] = np.asarray(stored.manifest.rhetoric_classes, dtype=np.str_)
        try:
            self._blocks = [
                _Block(BLOCKS[name], stored.manifest.params, terms, stored.tensors[f"{name}.idf"])
                for name, terms in stored.vocabulary.items()
            ]
            both = [(stored.tensors[f"{head}.coef"], stored.tensors[f"{head}.intercept"]) for head in HEADS]
            self._temperatures = [stored.manifest.calibration[head] for head in HEADS]
        except KeyError as error:
            raise DamagedModel(Path(self.manifest.name), f"no {error}", "the parts of a linear model") from error
        self._masks = any(block.masked for block in self._blocks)
        # Both outputs share each sentence's features, so their weights stand side by side.
        self._coef = np.hstack([coef for coef, _ in both])
        self._intercept = np.concatenate([intercept for _, intercept in both])
        self._offsets = np.cumsum([0, *(len(block.columns) for block in self._blocks)])

    def answer(self, X: Sequence[Input]) -> tuple[Probabilities, Probabilities]:
        """Return stance and rhetoric probabilities in one pass over the texts.

        Parameters
        ----------
        X
            Texts, ``n`` of them.

        Returns
        -------
        stance : ndarray of shape (n, n_classes)
            Rows sum to 1.
        rhetoric : ndarray of shape (n, n_rhetoric)
            Rows sum to 1; no columns if the model was trained without rhetoric.

        Raises
        ------
        TypeError
            If `X` is not a list of texts.
        UnusableText, TieNotSupported
            If a text cannot be read, or a tie is asked about.
        """
        check_inputs(X)
        logits = np.empty((len(X), len(self._intercept)))
        for row, item in zip(logits, X, strict=True):
            row[:] = self._logits(render(item, self.manifest.name))
        return calibrated(logits, len(self.classes_), self._temperatures)

    def _logits(self, text: str) -> NDArray[np.float64]:
        logits = self._intercept.copy()
        masked = mask_parties(text) if self._masks else text
        for block, offset in zip(self._blocks, self._offsets[:-1], strict=True):
            places, values = block.features(masked if block.masked else text)
            logits += values @ self._coef[places + offset]
        return logits
