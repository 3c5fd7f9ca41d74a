import re
from importlib.resources import files
from itertools import product

import pytest

STYLE = (files("stance.views") / "style.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
)
WASHES = ["supportive-wash", "warning-wash", "neutral-wash", "mixed-wash"]
TEXT_ON = [
    *product(["text", "muted", "link", "supportive", "warning", "neutral"], ["page"]),
    *product(["text"], [*WASHES, "for", "against"]),
    *product(["muted"], WASHES),
]
LINE_ON = [("focus", "page"), *((wash.removesuffix("-wash"), wash) for wash in WASHES)]


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_as_wcag_computes_it():
    assert contrast("#ffffff", "#000000") == 21
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=1e-3)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", TEXT_ON, ids="-on-".join)
def test_text_stands_out_as_wcag_aa_asks(pair, colours):
    assert contrast(*(colours[name] for name in pair)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", LINE_ON, ids="-on-".join)
def test_lines_stand_out_as_wcag_aa_asks(pair, colours):
    assert contrast(*(colours[name] for name in pair)) >= 3


def test_light_and_dark_have_the_same_colours():
    assert LIGHT.keys() == DARK.keys()
    assert set(re.findall(r"var\(--([\w-]+)\)", STYLE)) == LIGHT.keys()


def test_no_colour_is_named_but_in_the_palettes():
    rules = re.sub(r":root \{.*?\}", "", STYLE, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-f]{3,6}\b|rgb|hsl", rules) == []


def test_each_stance_has_a_line_of_its_own():
    lines = re.findall(r"\.(\w+) > \.sentence \{ text-decoration-style: (\w+);", STYLE)
    assert lines == [("supportive", "solid"), ("warning", "wavy"), ("neutral", "dotted"), ("mixed", "double")]
