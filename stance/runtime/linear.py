"""A linear (or majority) model read from its folder, answering with numpy alone.

Equal to the classifier that saved it within 1e-12. One sentence at a time inside: no answer depends on neighbours.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise, repeat
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from stance.artifacts import HEADS, Manifest, StoredModel
from stance.errors import DamagedModel, TieNotSupported
from stance.labels import Stance
from stance.protocols import BothAtOnce, Input
from stance.runtime.model import Probabilities, calibrated, check_inputs
from stance.text.ngrams import BLOCKS, Block, char_ngrams
from stance.text.normalise import Normalised, normalise
from stance.text.render import mask_parties, mask_traced, render
from stance.text.usable import check_text

Rows = NDArray[np.intp]
Found = TypeVar("Found")

_FILLED = re.compile(r"\S+")
_NO_ROWS: Rows = np.zeros(0, dtype=np.intp)
_NO_SPANS: Rows = np.zeros((0, 2), dtype=np.intp)

_MOST_WORDS_KEPT, _LONGEST_WORD_KEPT = 16_384, 40
"""Words whose n-grams are remembered, and their length: enough for the vocabulary of news, bounded for any text."""


@dataclass(frozen=True, slots=True)
class Contributions:
    """What each n-gram of a text adds to the score of a stance. A repeated n-gram has a row for each time.

    The score is the calibrated logit less the mean of all stances' logits, which is the logarithm of the probability
    less the mean of their logarithms. It is `bias` and the sum of `weights`.

    Attributes
    ----------
    bias
        The score of a text without a known n-gram.
    columns : ndarray of shape (n,)
        The features of the n-grams that the model knows, ``n`` of them.
    terms
        The n-gram of each feature.
    spans : ndarray of shape (n, 2)
        Where each stands: code points of the text as it was given, the second exclusive.
    weights : ndarray of shape (n,)
        What each adds.
    """

    bias: float
    columns: Rows
    terms: Sequence[str]
    spans: Rows
    weights: NDArray[np.float64]

    @property
    def ngrams(self) -> list[str]:
        """The n-grams that the model knows, ``n`` of them."""
        return [self.terms[column] for column in self.columns.tolist()]


class _Block:
    """One kind of n-gram: what it sees, its columns and their weights."""

    def __init__(self, block: Block, params: Mapping[str, Any], terms: list[str], idf: NDArray[np.float64]) -> None:
        self.masked = block.masked and params["mask_parties"]
        self.analyzer, self.locator = block.analyzer, block.locator
        self.shortest, self.longest = _lengths(params[block.limits])
        self.columns = {term: column for column, term in enumerate(terms)}
        self.idf = idf
        self._of_words: dict[str, list[int]] = {}
        self._occurrences_in_words: dict[str, tuple[Rows, Rows]] = {}

    def features(self, text: str) -> tuple[Rows, NDArray[np.float64]]:
        """Return columns and values of the text's TF-IDF vector: sublinear, of length 1."""
        counts = Counter(self._columns(text))
        counts.pop(None, None)
        places = np.fromiter(counts, np.intp, len(counts))
        return places, self.values(places, np.fromiter(counts.values(), np.float64, len(counts)))

    def occurrences(self, text: str) -> tuple[Rows, Rows]:
        """Return the columns of the known n-grams of a text in small letters, with repetitions, and their spans."""
        if self.analyzer is not char_ngrams:
            return self._occurrences_in(text)
        columns, spans, starts, counts = [_NO_ROWS], [_NO_SPANS], [0], [0]
        for word in _FILLED.finditer(text):
            found, where = self._occurrences_in_word(word[0])
            columns.append(found)
            spans.append(where)
            starts.append(word.start())
            counts.append(len(found))
        return np.concatenate(columns), np.concatenate(spans) + np.repeat(starts, counts)[:, np.newaxis]

    def values(self, places: Rows, counts: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the values of columns whose n-grams occur so often."""
        values = np.log(counts)
        values += 1.0
        values *= self.idf.take(places)
        length = np.sqrt(values @ values)
        return values / length if length else values

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
            _keep(self._of_words, word, found)
        return found

    def _occurrences_in_word(self, word: str) -> tuple[Rows, Rows]:
        found = self._occurrences_in_words.get(word)
        if found is None:
            found = self._occurrences_in(word)
            _keep(self._occurrences_in_words, word, found)
        return found

    def _occurrences_in(self, text: str) -> tuple[Rows, Rows]:
        ngrams, starts, ends = self.locator(text, self.shortest, self.longest)
        columns = np.fromiter(map(self.columns.get, ngrams, repeat(-1)), np.intp, len(ngrams))
        known = np.flatnonzero(columns >= 0)
        return columns[known], np.array([starts, ends], dtype=np.intp).T[known]


def _lengths(stated: Any) -> tuple[int, int]:  # noqa: ANN401
    """Return the shortest and the longest n-gram, or raise `ValueError` if they are none."""
    if not isinstance(stated, list) or [type(each) for each in stated] != [int, int] or not 1 <= stated[0] <= stated[1]:
        raise ValueError(f"lengths {stated!r:.80}")
    return stated[0], stated[1]


def _keep(words: dict[str, Found], word: str, found: Found) -> None:
    """Remember what was found in a word, unless it is long; all is forgotten where there are too many."""
    if len(words) >= _MOST_WORDS_KEPT:
        words.clear()
    if len(word) <= _LONGEST_WORD_KEPT:
        words[word] = found


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
        self._temperatures = stored.manifest.temperatures()
        self.classes_: NDArray[np.str_] = np.asarray(stored.manifest.classes, dtype=np.str_)
        self.rhetoric_classes_: NDArray[np.str_] = np.asarray(stored.manifest.rhetoric_classes, dtype=np.str_)
        try:
            self._blocks = [
                _Block(BLOCKS[name], stored.manifest.params, terms, stored.tensors[f"{name}.idf"])
                for name, terms in stored.vocabulary.items()
            ]
            both = [(stored.tensors[f"{head}.coef"], stored.tensors[f"{head}.intercept"]) for head in HEADS]
        except KeyError as error:
            raise DamagedModel(self.manifest.name, f"no {error}", "the parts of a linear model") from error
        except (TypeError, ValueError) as error:
            raise DamagedModel(self.manifest.name, f"parts that do not fit: {error}", "a linear model") from error
        self._check_shapes(both)
        self._masks = any(block.masked for block in self._blocks)
        # Both outputs share each sentence's features, so their weights stand side by side.
        self._coef = np.hstack([coef for coef, _ in both])
        self._intercept = np.concatenate([intercept for _, intercept in both])
        self._terms = [term for block in self._blocks for term in block.columns]
        self._offsets = np.cumsum([0, *(len(block.columns) for block in self._blocks)])

    def _check_shapes(self, both: Sequence[tuple[NDArray[np.float64], NDArray[np.float64]]]) -> None:
        """Raise `DamagedModel` unless there is a weight for each feature and label."""
        features = sum(len(block.columns) for block in self._blocks)
        found = [block.idf.shape for block in self._blocks] + [tensor.shape for head in both for tensor in head]
        heads = [((features, width), (width,)) for width in (len(self.classes_), len(self.rhetoric_classes_))]
        expected = [*((len(block.columns),) for block in self._blocks), *chain.from_iterable(heads)]
        if found != expected:
            raise DamagedModel(self.manifest.name, f"tensors of the shapes {found}", f"{expected}")

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
            logits += values @ self._coef.take(places + offset, axis=0)
        return logits

    def contributions(self, item: Input, stance: Stance) -> Contributions:
        """Return what each n-gram of a text adds to the score of a stance.

        Parameters
        ----------
        item
            A text.
        stance
            One of `classes_`.

        Raises
        ------
        UnusableText, TieNotSupported
            As in `answer`.
        """
        given, tie = item if isinstance(item, tuple) else (item, None)
        if tie is not None:
            raise TieNotSupported(self.manifest.name)
        text = normalise(check_text(given))
        plain = _Lower(text)
        masked = _Lower(mask_traced(text)) if self._masks else plain
        columns, spans = [_NO_ROWS], [_NO_SPANS]
        for block, offset in zip(self._blocks, self._offsets[:-1].tolist(), strict=True):
            seen = masked if block.masked else plain
            places, where = block.occurrences(seen.text)
            columns.append(places + offset)
            spans.append(seen.original(where))
        every = np.concatenate(columns)
        places, of, counts = np.unique(every, return_inverse=True, return_counts=True)
        above_mean = self._above_mean[:, self.classes_.tolist().index(stance)]
        weights = self._values(places, counts.astype(np.float64)) / counts * above_mean[places]
        return Contributions(float(above_mean[-1]), every, self._terms, np.concatenate(spans), weights[of])

    def _values(self, places: Rows, counts: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the values of the columns of all blocks, of which each has a vector of length 1."""
        edges = np.searchsorted(places, self._offsets).tolist()
        values = [
            block.values(places[start:end] - offset, counts[start:end])
            for block, offset, (start, end) in zip(self._blocks, self._offsets.tolist(), pairwise(edges), strict=False)
        ]
        return np.concatenate([np.zeros(0), *values])

    @cached_property
    def _above_mean(self) -> NDArray[np.float64]:
        """By how much each weight of a stance is above the mean of all stances, calibrated; the last row: the bias."""
        both = np.vstack([self._coef, self._intercept])[:, : len(self.classes_)]
        return np.asarray((both - both.mean(axis=1, keepdims=True)) / self._temperatures[0])


class _Lower:
    """A text in small letters, and the way from spans of it to those of the original."""

    def __init__(self, text: Normalised) -> None:
        lower = text.lower()
        self.text = lower.text
        self._starts, self._ends = (np.fromiter(edges, np.intp, len(edges)) for edges in (lower.starts, lower.ends))

    def original(self, spans: Rows) -> Rows:
        """Return the spans of the original text that each span came from."""
        return np.stack([self._starts[spans[:, 0]], self._ends[spans[:, 1] - 1]], axis=1)
