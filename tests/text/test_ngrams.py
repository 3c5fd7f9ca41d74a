import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from stance.text.ngrams import TOKEN, char_ngrams, locate_chars, locate_words, word_ngrams

LIMITS = st.tuples(st.integers(1, 4), st.integers(0, 3)).map(lambda pair: (pair[0], pair[0] + pair[1]))
TEXTS = st.text(alphabet="abİß Ç'-1_.,\n", max_size=40)


@settings(deadline=None)
@given(text=TEXTS, limits=LIMITS)
def test_word_ngrams_are_those_of_scikit_learn(text, limits):
    analyse = CountVectorizer(analyzer="word", token_pattern=TOKEN, ngram_range=limits).build_analyzer()
    assert Counter(word_ngrams(text, *limits)) == Counter(analyse(text))


@settings(deadline=None)
@given(text=TEXTS, limits=LIMITS)
def test_char_ngrams_are_those_of_scikit_learn(text, limits):
    analyse = CountVectorizer(analyzer="char_wb", ngram_range=limits).build_analyzer()
    assert Counter(char_ngrams(text, *limits)) == Counter(analyse(text))


@pytest.mark.parametrize(
    ("text", "words"), [("It won't.", ["it", "won't"]), ("one-China policy", ["one-china", "policy"])]
)
def test_word_ngrams_keep_apostrophes_and_hyphens(text, words):
    assert word_ngrams(text, 1, 1) == words


@settings(deadline=None)
@given(text=TEXTS, limits=LIMITS)
def test_words_are_located_where_they_stand(text, limits):
    ngrams, starts, ends = locate_words(text, *limits)
    slices = [text.lower()[start:end] for start, end in zip(starts, ends, strict=True)]
    assert [" ".join(re.findall(TOKEN, each)) for each in slices] == word_ngrams(text, *limits) == ngrams


@settings(deadline=None)
@given(text=TEXTS, limits=LIMITS)
def test_characters_are_located_where_they_stand_without_their_padding(text, limits):
    ngrams, starts, ends = locate_chars(text, *limits)
    slices = [text.lower()[start:end] for start, end in zip(starts, ends, strict=True)]
    assert ngrams == char_ngrams(text, *limits)
    assert all(found == ngram.strip() for found, ngram in zip(slices, ngrams, strict=True) if ngram.strip())
    assert all(len(each) == len(each.strip()) >= 1 for each in slices)
