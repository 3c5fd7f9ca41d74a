import pytest

from stance.errors import TieNotSupported, UnusableText
from stance.text.render import mask_parties, render


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
