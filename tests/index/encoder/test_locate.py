"""Where a model is searched for, and the error if it is missing."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import ModelMissing
from index.encoder.locate import fingerprint_model, locate_model, prepare_encoder
from index.settings import DEFAULT_MODEL
from index.settings import EncoderSettings as Chosen


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the hub's library from connecting; its behaviour without a network is tested elsewhere."""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)


def test_the_default_model_comes_with_the_installation() -> None:
    folder = locate_model(DEFAULT_MODEL)
    assert (folder / "model.safetensors").exists()
    assert locate_model("all-MiniLM-L6-v2") == folder


def test_a_folder_that_is_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=str(tmp_path)):
        locate_model(str(tmp_path))


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("name", ["nobody/no-such-model", "./no/such/folder/at-all", "bad name!"])
def test_a_model_that_is_nowhere_is_named_with_where_it_was_looked_for(name: str) -> None:
    with pytest.raises(ModelMissing) as caught:
        locate_model(name)
    assert name in caught.value.message
    assert "looked for" in caught.value.message


@pytest.mark.models
def test_a_model_that_cannot_be_compiled_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.mkdir()
    (model / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelMissing, match="could not be compiled"):
        prepare_encoder(Chosen(str(model)), tmp_path / "cache")
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file()] == []


def test_compiling_can_be_cancelled_and_leaves_nothing(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(_progress: Any) -> None:
        raise Stopped

    model = tmp_path / "model"
    shutil.copytree(locate_model(DEFAULT_MODEL), model, copy_function=os.symlink)
    (model / "note.txt").write_text("No longer the model that ships compiled.", encoding="utf-8")
    with pytest.raises(Stopped):
        prepare_encoder(Chosen(str(model)), tmp_path / "cache", stop)
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file()] == []


def test_a_fingerprint_changes_with_the_weights_and_not_with_the_readme(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    (tmp_path / "README.md").write_text("one", encoding="utf-8")
    first = fingerprint_model(tmp_path)
    (tmp_path / "README.md").write_text("two", encoding="utf-8")
    assert fingerprint_model(tmp_path) == first
    (tmp_path / "config.json").write_text("{ }", encoding="utf-8")
    assert fingerprint_model(tmp_path) != first


def test_the_default_encoder_is_compiled_already(tmp_path: Path) -> None:
    def fail(progress: Any) -> None:
        raise AssertionError(progress)

    encoder = prepare_encoder(Chosen(), tmp_path / "cache", fail)
    assert encoder.fingerprint == fingerprint_model(locate_model(DEFAULT_MODEL))
    assert (tmp_path / "cache" / "encoders" / encoder.fingerprint / "model.onnx").exists()
