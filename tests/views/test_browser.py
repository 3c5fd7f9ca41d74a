"""The pages as Chromium shows them: run by axe-core, read back, measured, photographed.

To look at the photographs, name a folder for them in STANCE_SCREENSHOTS.
"""

import json
import os
import re
import shutil
import subprocess
from html import escape
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image

from stance.records import Article
from stance.views.html import article_page, report_page
from stance.views.reading import Reading

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = ("axe_playwright_python", "axe_core_python")
"""Packages that carry axe-core's script; none of them is imported."""

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--virtual-time-budget=20000"]
THEMES = {"light": [], "dark": ["--force-dark-mode"]}
HOSTILE = (
    "<script>window.pwned = 1</script> & <b>bold</b>\r\n\r\n\n  two  spaces\tand a tab\u00a0\u202e back \u2028 "
    '</span></p><img src=x onerror="window.pwned = 1">\n\n\n“End” &lt;'
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; on Debian: apt-get install chromium")


def script_of_axe():
    for name in AXE:
        spec = find_spec(name)
        if spec is not None and spec.origin:
            return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")
    return pytest.skip("no axe-core here; pip install axe-core-python")


def chromium(page, folder, *flags):
    path = folder / "page.html"
    path.write_text(page, "utf-8")
    # A lone error of the sandbox's or of a missing bus on stderr says nothing of the page.
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", *flags, path.as_uri()]
    return subprocess.run(command, capture_output=True, check=True, timeout=120, encoding="utf-8").stdout


def asked(page, script, folder, *flags):
    """Show a page without its policy, with a script at its end; return the value that the script gives to `tell`."""
    tell = "const tell = (value) => { top.document.title = encodeURIComponent(JSON.stringify(value)); };"
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    page = page.replace("</body>", f"<script>{tell}{script}</script></body>")
    if "--narrow" in flags:
        page = (
            f'<title></title><iframe srcdoc="{escape(page)}" style="width: 400px; height: 800px; border: 0"></iframe>'
        )
    shown = chromium(page, folder, "--dump-dom", *(flag for flag in flags if flag != "--narrow"))
    return json.loads(unquote(re.search("<title>(.*?)</title>", shown)[1]))


def violations(page, folder, *flags):
    script = (
        f"{script_of_axe()}; document.querySelectorAll('.sentence')[4].focus();"
        "setTimeout(() => axe.run().then((found) => tell({passes: found.passes.length,"
        "violations: found.violations.map((each) => [each.id, each.nodes[0].html])})), 1000);"
    )
    found = asked(page, script, folder, *flags)
    assert found["passes"] > 20
    return found["violations"]


@pytest.fixture(scope="module")
def pages(reading, readings):
    return {"article": article_page(reading), "report": report_page(readings)}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["article", "report"])
def test_axe_finds_no_violation(name, theme, pages, tmp_path):
    assert violations(pages[name], tmp_path, *THEMES[theme]) == []


def test_axe_would_find_one(pages, tmp_path):
    broken = pages["article"].replace("--muted: #595959", "--muted: #bbbbbb").replace(' lang="en"', "")
    assert {"color-contrast", "html-has-lang"} <= {name for name, _ in violations(broken, tmp_path)}


def test_a_browser_reads_the_text_as_it_is(state, tmp_path):
    statements = (state(HOSTILE, 0, 30, "warning"), state(HOSTILE, 30, len(HOSTILE), evidence=[(40, 50, 1.0)]))
    page = article_page(Reading(Article("a", HOSTILE, title=HOSTILE), statements))
    script = """const text = document.querySelector(".text").cloneNode(true);
        text.querySelectorAll(".note").forEach((note) => note.remove());
        tell([text.textContent, document.querySelector("h1").textContent, "pwned" in window,
              document.querySelectorAll("img, .text b:not(.note b)").length]);"""
    assert asked(page, script, tmp_path) == [HOSTILE, HOSTILE, False, 0]


def test_the_policy_lets_no_script_run(pages, tmp_path):
    page = pages["article"].replace("</body>", "<script>document.title = 'ran'</script></body>")
    assert "<title>ran" not in chromium(page, tmp_path, "--dump-dom")


def test_a_note_shows_when_its_sentence_has_the_focus(pages, tmp_path):
    script = """const sentence = document.querySelectorAll(".text .sentence")[2];
        const note = document.getElementById(sentence.getAttribute("aria-describedby"));
        const seen = () => [note, note.querySelector(".more")].map((each) =>
            getComputedStyle(each).visibility === "visible" && each.getBoundingClientRect().height > 10);
        const before = seen();
        sentence.focus();
        setTimeout(() => tell([before, seen()]), 1000);"""
    assert asked(pages["article"], script, tmp_path) == [[False, False], [True, True]]


def test_every_sentence_is_reached_by_the_keyboard(pages, tmp_path):
    script = """tell([...document.querySelectorAll(".text .sentence")].every((each) =>
        { each.focus(); return document.activeElement === each; }));"""
    assert asked(pages["report"], script, tmp_path) is True


def test_an_open_note_moves_no_text(pages, tmp_path):
    script = """const places = () => [...document.querySelectorAll(".text .sentence")].map((each) => each.offsetTop);
        const before = places();
        document.querySelectorAll(".text .sentence")[1].focus();
        setTimeout(() => tell([before, places()]), 1000);"""
    before, after = asked(pages["article"], script, tmp_path, "--window-size=1280,900")
    assert before == after


@pytest.mark.parametrize("name", ["article", "report"])
def test_a_narrow_page_does_not_scroll_sideways(name, pages, tmp_path):
    script = "tell([innerWidth, document.scrollingElement.scrollWidth]);"
    assert asked(pages[name], script, tmp_path, "--narrow") == [400, 400]


def photographed(page, folder, width, theme):
    """Photograph a page; a window cannot be as narrow as a telephone, so a frame in it is."""
    if theme == "print":
        page = page.replace("@media print", "@media all").replace("@media screen", "@media print")
    if width == 400:
        frame = f'<iframe srcdoc="{escape(page)}" style="width: 400px; height: 1600px; border: 0"></iframe>'
        page = f'<!doctype html><meta name="color-scheme" content="light dark"><body style="margin: 0">{frame}'
    target = Path(os.environ.get("STANCE_SCREENSHOTS", folder)) / f"{width}-{theme}.png"
    chromium(page, folder, f"--screenshot={target}", f"--window-size={max(width, 500)},1600", *THEMES.get(theme, []))
    with Image.open(target) as image:
        return image.convert("RGB").crop((0, 0, width, 1600))


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
@pytest.mark.parametrize("width", [1280, 400])
def test_the_page_can_be_photographed(width, theme, pages, tmp_path):
    image = photographed(pages["report"], tmp_path, width, theme)
    paper = (20, 21, 23) if theme == "dark" else (255, 255, 255)
    colours = image.getcolors(width * 1600)
    assert max(colours)[1] == image.getpixel((2, 2)) == paper
    assert len(colours) > 100


def test_it_prints(pages, tmp_path):
    chromium(pages["report"], tmp_path, f"--print-to-pdf={tmp_path / 'page.pdf'}")
    pdf = (tmp_path / "page.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 2
