import tomllib
from pathlib import Path

import pytest

import stance


def test_every_public_name_is_there():
    assert {name: getattr(stance, name).__name__ for name in stance.__all__} == {name: name for name in stance.__all__}


def test_public_names_are_sorted_and_each_has_a_home():
    assert stance.__all__ == sorted(stance.__all__)
    assert set(stance.__all__) == set(stance._HOMES)


def test_public_names_are_documented():
    assert all(getattr(stance, name).__doc__ for name in stance.__all__)


def test_dir_lists_the_public_names():
    assert set(stance.__all__) <= set(dir(stance))


def test_the_version_is_that_of_the_distribution():
    root = Path(__file__).parents[1]
    stated = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert stance.__version__ == stated
    assert "__version__" in dir(stance)
    assert f"\nversion: {stated}\n" in (root / "CITATION.cff").read_text("utf-8")


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'stance' has no attribute 'clasify'"):
        stance.clasify  # noqa: B018
