"""Rules of the house that no other tool checks."""

import ast
import shutil
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = sorted((ROOT / "stance").rglob("*.py"))
SOURCES = PACKAGE + sorted((ROOT / "benchmarks").rglob("*.py")) + sorted((ROOT / "tests").rglob("*.py"))
TOP_LEVEL = {
    "pyproject.toml", "constraints.txt", "Makefile", "README.md", "CHANGELOG.md", "LICENSE", "CITATION.cff", ".ci",
    ".gitattributes", ".gitignore", "seeds", "annotations", "models", "stance", "tests", "benchmarks",
}  # fmt: skip
HEAVY = {"torch", "transformers", "datasets", "sklearn", "scipy", "pandas", "matplotlib", "numpy", "safetensors"}


def relative(path):
    return str(path.relative_to(ROOT))


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def body_lines(function):
    """Lines of a function without its signature and docstring, which may be as long as a reader needs."""
    first = function.body[1] if ast.get_docstring(function) and len(function.body) > 1 else function.body[0]
    return function.body[-1].end_lineno - first.lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_files_are_at_most_300_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_functions_are_at_most_40_lines(path):
    assert {each.name: body_lines(each) for each in functions(path) if body_lines(each) > 40} == {}


def test_no_module_is_a_drawer_for_everything():
    assert [relative(path) for path in SOURCES if path.stem.strip("_") in {"utils", "helpers", "common", "misc"}] == []


def test_every_module_says_what_it_is_for():
    assert [relative(path) for path in PACKAGE if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


def test_tests_have_no_docstrings():
    tests = chain.from_iterable(functions(path) for path in (ROOT / "tests").rglob("test_*.py"))
    assert [each.name for each in tests if each.name.startswith("test_") and ast.get_docstring(each)] == []


def test_the_top_level_holds_what_the_design_names():
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    tracked = subprocess.run([git, "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {line.partition("/")[0] for line in tracked.stdout.splitlines()} <= TOP_LEVEL


def test_nothing_is_pickled():
    words = ("import pickle", "joblib", "torch.load(", "allow_pickle")
    assert [relative(path) for path in PACKAGE if any(word in path.read_text("utf-8") for word in words)] == []


@pytest.mark.parametrize("module", ["stance", "stance.errors", "stance.labels", "stance.records", "stance.protocols"])
def test_importing_loads_no_library(module):
    code = f"import sys, {module}; print(*sorted(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not HEAVY & set(found.stdout.split())


@pytest.mark.parametrize(
    "module",
    ["stance.api.answering", "stance.cli.app", "stance.text.sentences", "stance.text.parties", "stance.views.reading"],
)
def test_what_answers_loads_no_training_library(module):
    code = f"import sys, {module}; print(*sorted(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not (HEAVY - {"numpy", "safetensors"}) & set(found.stdout.split())
