import inspect
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance import errors
from stance.errors import StanceError, did_you_mean

PATH = Path("folder") / "name.jsonl"
MADE = {
    "MissingFile": (PATH,),
    "NotAFile": (PATH,),
    "UnreadableFile": (PATH, "Permission denied"),
    "EmptyFile": (PATH,),
    "NotAModelFolder": (PATH,),
    "BinaryFile": (PATH,),
    "UndecodableText": (233, 1200),
    "UnusableText": ("a NUL", "text", "Remove it."),
    "BadRow": ("text 7", "a string"),
    "BadPartyRow": (PATH, 7, "code 'x'", "capital letters"),
    "UnknownModel": ("lineal-v1", ["linear-v1"]),
    "DamagedModel": (PATH, "no manifest", "one"),
    "NewerFormat": (PATH, 2, 1),
    "UnusableTie": ("party 'Ruritania'",),
    "ForeignCheckpoint": (PATH, "one of another training"),
    "TieNotSupported": ("linear-v1",),
    "CannotJoin": ("fast, which is a cascade", "two models that answer by themselves"),
    "UnknownPart": ("group", "a9", ["a1", "b2"]),
    "NoExamples": (["test"], ["seed", "train"]),
    "TooFewExamples": ("1 group", "at least two"),
    "RecipeError": ("setting 'D'", "one that it takes"),
    "BadAnnotation": (PATH, 7, "stance 'x'", "one of neutral, supportive, warning"),
    "UnsettledDisagreement": (["b/0-1", "a/0-1"],),
    "Leakage": ("linear-v1", ["001", "000"]),
    "MissingExtra": ("datasets", "train"),
}
CLASSES = {name: each for name, each in vars(errors).items() if inspect.isclass(each) and issubclass(each, StanceError)}


def drawn_tree():
    """Read the tree drawn in the docstring: each class to the one above it."""
    parents, path = {}, []
    for line in errors.__doc__.splitlines():
        found = re.match(r"(?P<branch>[│├└─ ]*)(?P<name>[A-Z]\w+)(?:\s{2,}|$)", line)
        if found:
            depth = len(found["branch"]) // 4
            path[depth:] = [found["name"]]
            parents[found["name"]] = path[depth - 1] if depth else "Exception"
    return parents


def test_tree_drawn_is_the_tree_there_is():
    assert drawn_tree() == {name: each.__bases__[0].__name__ for name, each in CLASSES.items()}


def test_every_error_has_one_parent():
    assert all(len(each.__bases__) == 1 for each in CLASSES.values())


def test_every_error_with_a_sentence_of_its_own_is_tried_here():
    assert set(MADE) == {name for name, each in CLASSES.items() if "__init__" in vars(each)}


@pytest.mark.parametrize("name", MADE)
def test_message_is_one_line_that_ends_what_it_says(name):
    message = str(CLASSES[name](*MADE[name]))
    assert len(message.splitlines()) == 1
    assert message == message.strip()


@pytest.mark.parametrize("name", sorted(set(MADE) - {"UnsettledDisagreement", "UnreadableFile"}))
def test_message_says_what_was_got_and_what_was_expected(name):
    message = str(CLASSES[name](*MADE[name]))
    assert re.search(r"\bgot .*\bexpected ", message) or re.search(r"\bgot .*, which is not UTF-8", message)


@pytest.mark.parametrize("name", MADE)
def test_message_says_what_to_do(name):
    assert re.search(
        r"(Check|Name|Extract|Convert|Remove|Mend|Restore|Upgrade|Leave|Train|Run|Add|did you mean)\b",
        str(CLASSES[name](*MADE[name])),
    )


@pytest.mark.parametrize("name", [name for name, made in MADE.items() if PATH in made])
def test_message_names_the_file(name):
    assert str(PATH) in str(CLASSES[name](*MADE[name]))


@pytest.mark.parametrize("name", ["BadAnnotation", "BadPartyRow"])
def test_message_names_the_line(name):
    assert f"{PATH}, line 7: " in str(CLASSES[name](*MADE[name]))


def test_bad_row_names_the_line_where_it_is_known():
    assert str(errors.BadRow("x", "y", line=3)).startswith("line 3: got x")


def test_undecodable_text_keeps_byte_and_offset():
    error = errors.UndecodableText(0xE9, 1200)
    assert (error.byte, error.offset) == (0xE9, 1200)
    assert "0xe9 at offset 1,200" in str(error)


def test_unsettled_disagreement_lists_every_sentence_in_order():
    assert "2 sentences are unsettled: a/0-1, b/0-1." in str(errors.UnsettledDisagreement(["b/0-1", "a/0-1"]))


def test_leakage_lists_the_first_groups_in_order():
    assert "(0, 1, 2, 3, 4)" in str(errors.Leakage("m", [str(n) for n in reversed(range(9))]))


def test_unknown_model_asks_whether_a_near_name_was_meant():
    assert "did you mean linear-v1?" in str(errors.UnknownModel("lineal-v1", ["linear-v1", "majority-v1"]))


def test_did_you_mean_offers_the_nearest_names():
    assert did_you_mean("folts", ["folds", "C", "min_df"]) == "did you mean folds?"


def test_did_you_mean_offers_several_near_names():
    assert did_you_mean("linear", ["linear-v10", "linear-v1", "zzz"]) == "did you mean linear-v1 or linear-v10?"


def test_did_you_mean_lists_all_names_where_none_is_near():
    assert did_you_mean("zzz", ["folds", "C"]) == "known: C, folds"


def test_did_you_mean_lists_a_few_of_many_names():
    assert (
        did_you_mean("zzz", [f"a{number:04}" for number in range(2319)]) == "known: a0000, a0001, a0002 and 2,316 more"
    )


def test_no_message_has_two_stops_after_what_was_meant():
    for known in (["folds"], ["zzz"]):
        clause = did_you_mean("folts", known)
        made = (
            errors.RecipeError("x", clause),
            errors.UnusableTie("x", clause),
            errors.BadPartyRow(PATH, 1, "x", clause),
            errors.UnknownPart("group", "folts", known),
            errors.UnknownModel("folts", known),
        )
        for error in made:
            assert not re.search(r"[.?]\s*[.?]", str(error))
            assert str(error).endswith((".", "?"))


def test_did_you_mean_says_that_there_are_none():
    assert did_you_mean("zzz", []) == "known: none"


@settings(deadline=None)
@given(name=st.text(min_size=1, max_size=10), known=st.lists(st.text("abc", min_size=1, max_size=6), max_size=5))
def test_did_you_mean_only_offers_what_is_known(name, known):
    clause = did_you_mean(name, known)
    offered = re.split(r", | or ", clause.removeprefix("did you mean ").removeprefix("known: ").rstrip("?"))
    assert set(offered) <= {*known, "none"}


@settings(deadline=None)
@given(known=st.sets(st.text("abcdef", min_size=3, max_size=6), min_size=1, max_size=5), data=st.data())
def test_did_you_mean_offers_a_name_that_is_known_first(known, data):
    name = data.draw(st.sampled_from(sorted(known)))
    assert did_you_mean(name, known).startswith(f"did you mean {name}")
