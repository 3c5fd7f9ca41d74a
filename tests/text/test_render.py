import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance.errors import RecipeError, TieNotSupported, UnusableText, UnusableTie
from stance.text.normalise import fold, normalise
from stance.text.parties import party_codes
from stance.text.render import RENDERINGS, check_rendering, mask_parties, mask_traced, party_code, render


@pytest.mark.parametrize("item", ["“Yes”", ("“Yes”", None)])
def test_render_gives_the_normalised_text(item):
    assert render(item, "m") == '"Yes"'


def test_render_refuses_a_tie_for_a_model_that_is_blind_to_it():
    with pytest.raises(TieNotSupported, match="'linear-v1', which is not conditioned on ties"):
        render(("text", ("CHN", "USA")), "linear-v1")


@pytest.mark.parametrize("item", [1, None, b"bytes", ["text"]])
def test_render_refuses_what_is_no_text(item):
    with pytest.raises(TypeError, match="expected a text as str"):
        render(item, "m")


def test_render_refuses_text_that_cannot_be_read():
    with pytest.raises(UnusableText, match="NUL at character 1"):
        render("a\0b", "m")


def test_mask_parties_replaces_every_party_by_one_word():
    assert mask_parties("China and the U.S. met in Tokyo.") == "partyx and the partyx met in partyx."


ASKED = ("The U.S. will help Taiwan resist Chinese coercion, and Beijing knows it.", ("China", "USA"))


@pytest.mark.parametrize(
    ("rendering", "shown"),
    [
        ("marked", "The @ U.S. @ will help Taiwan resist @ Chinese @ coercion, and @ Beijing @ knows it."),
        ("masked", "The country a will help another country resist country b coercion, and country b knows it."),
        (
            "both",
            "The @ country a @ will help another country resist @ country b @ coercion, and @ country b @ knows it.",
        ),
    ],
)
def test_a_tie_enters_the_text(rendering, shown):
    assert render(ASKED, "m", rendering) == shown


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_without_a_tie_the_text_stands_as_it_is(rendering):
    assert render(ASKED[0], "m", rendering) == render((ASKED[0], None), "m", rendering) == ASKED[0]


@pytest.mark.parametrize("rendering", RENDERINGS[1:])
@given(text=st.text(max_size=40))
def test_the_order_of_a_tie_changes_nothing(rendering, text):
    text = f"{text} Japan and Peru"
    if "\0" not in text:
        assert render((text, ("JPN", "PER")), "m", rendering) == render((text, ("Peru", "Japan")), "m", rendering)


@pytest.mark.parametrize(
    ("tie", "told"),
    [
        (("Chna", "USA"), "'Chna'; expected a code or name; did you mean .*China"),
        (("Untied States", "CHN"), "did you mean .*United States"),
        (("US", "USA"), "which are one party"),
        (("a" * 100_000, "USA"), "'aaa"),
        (("the", "USA"), "'the'"),
        (("", "USA"), "''"),
        ((), "nobody"),
        (("CHN", "TWN", "USA"), "which are 3 parties"),
        ("CHN,TWN", "tie 'CHN,TWN', a string; expected a pair, as in"),
    ],
)
def test_what_is_no_tie_of_two_parties_is_refused(tie, told):
    with pytest.raises(UnusableTie, match=told):
        render(("text", tie), "m", "both")


@pytest.mark.parametrize(
    ("party", "code"),
    [
        *(("usa", "USA"), ("the United States", "USA"), ("The  United States", "USA"), ("United States ", "USA")),
        *(("united states", "USA"), ("us", "USA"), ("China's", "CHN"), ("China’s", "CHN"), ("the Netherlands'", "NLD")),
        *(("nato", "NATO"), (" chn\n", "CHN"), ("china", "CHN"), ("The Gambia", "GMB"), ("the Kremlin", "RUS")),
    ],
)
def test_a_party_may_be_named_as_a_text_has_it(party, code):
    assert party_code(party) == code


@given(text=st.text(max_size=30))
def test_a_party_is_known_or_refused_whatever_it_is(text):
    try:
        assert party_code(text) in party_codes()
    except UnusableTie as error:
        assert "expected a code or name" in str(error)  # noqa: PT017


def test_a_rendering_that_does_not_exist_is_refused():
    with pytest.raises(RecipeError, match="rendering 'x'"):
        check_rendering("x")


@given(
    text=st.text(max_size=40) | st.lists(st.sampled_from(["China’s", "the", "US", "\u200b", "(Peru)"])).map(" ".join)
)
def test_masked_text_is_the_same_when_it_is_traced(text):
    assert mask_traced(normalise(text)).text == mask_parties(fold(text))
