import json
import shutil

import pytest

from stance.classifiers import _encoder
from stance.classifiers._encoder import minilm_folder, pretrained
from stance.errors import DamagedModel, MissingExtra, RecipeError


def test_minilm_is_found_offline_and_is_the_original():
    assert (minilm_folder() / "tokenizer.json").is_file()


def test_minilm_with_other_weights_is_refused(monkeypatch):
    monkeypatch.setattr(_encoder, "_SHA256", "0" * 64)
    with pytest.raises(DamagedModel, match="SHA-256"):
        minilm_folder()


def test_minilm_that_is_not_installed_names_the_extra(monkeypatch):
    monkeypatch.setattr(_encoder, "_PACKAGE", "no_such_package")
    with pytest.raises(MissingExtra, match=r"stance-ties\[train\]"):
        minilm_folder()


def test_the_tokenizer_neither_pads_nor_cuts(encoder):
    tokenizer = pretrained(encoder).tokenizer
    assert [len(each.ids) for each in tokenizer.encode_batch(["they", "they condemn " * 100])] == [2, 201]


def test_a_tokenizer_that_sees_nothing_in_an_empty_text_is_refused(encoder, tmp_path):
    shutil.copytree(encoder, tmp_path, dirs_exist_ok=True)
    bare = json.loads((tmp_path / "tokenizer.json").read_text()) | {"post_processor": None}
    (tmp_path / "tokenizer.json").write_text(json.dumps(bare))
    with pytest.raises(RecipeError, match="sees nothing in an empty text"):
        pretrained(str(tmp_path))
