from importlib.resources import files

from stance.text._cues import cues
from stance.text._quotation import quotations
from stance.text._words import units, word_list
from stance.text.sentences import sentence_spans

FRAMES = {"clause", "that", "order", "vow", "question", "name", "preposition", "addressee", "noun"}


def table(name):
    header, *lines = (files("stance.text") / name).read_text(encoding="utf-8").splitlines()
    return header.split("\t"), [line.split("\t") for line in lines]


def found(text):
    sentences = sentence_spans(text)
    [(_, words)] = units(text, sentences, quotations(text, sentences))
    return [(" ".join(word.text for word in words[cue.first : cue.last]), cue.form, cue.passive) for cue in cues(words)]


def test_cues_table_names_each_verb_once_with_frames_that_are_known():
    header, rows = table("cues.tsv")
    assert header == ["verb", "forms", "frames"]
    assert len({row[0] for row in rows}) == len(rows)
    assert all(set(row[2].split()) <= FRAMES and row[2] for row in rows)


def test_word_lists_have_words_in_small_letters_and_a_reason():
    header, rows = table("word_lists.tsv")
    assert header == ["list", "words", "what they do"]
    assert len({row[0] for row in rows}) == len(rows)
    assert all(len(row[1].split()) == len(word_list(row[0])) and row[2] for row in rows)
    assert all(row[1].islower() for row in rows if row[0] != "titles")


def test_cues_are_inflected():
    text = "He denies it, they admitted it, Lin is urging it, she wrote it, it was asked."
    assert found(text) == [
        ("denies", "third", False),
        ("admitted", "past", False),
        ("urging", "ing", False),
        ("wrote", "past", False),
        ("asked", "past", True),
    ]


def test_cues_of_several_words_are_one():
    assert [text for text, *_ in found("He called on Rome and made it clear.")] == ["called on", "made it clear"]


def test_cues_leave_out_nouns_and_denials():
    assert found("In reports, the stated aim and a warning did not say that.") == []


def test_cues_are_read_in_a_headline():
    assert [text for text, *_ in found("Moscow Warns Warsaw Over Border")] == ["Warns"]
    assert found("The Reports of United States") == []


def test_cues_are_parted_from_words_they_are_glued_to():
    assert [text for text, *_ in found("The coachsaid it, and he toldreporters.")] == ["said", "told"]
