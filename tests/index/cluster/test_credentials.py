"""Credentials of an engine are read from the environment, or from a file that nobody else can read."""

import os
from pathlib import Path

import pytest

from corpus.errors import SettingsInvalid
from index.cluster.credentials import token_for

URL = "http://milvus.example:19530"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "credentials"
    path.write_text(f"http://other.example:1 root:other\n{URL}/ root:secret word\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def test_a_file_gives_each_engine_its_own_token_and_no_other_any(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILVUS_TOKEN", "root:environment")
    assert token_for(URL, str(file)) == "root:secret word"
    assert token_for("http://strange.example:19530", str(file)) == ""


def test_without_a_file_the_environment_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILVUS_TOKEN", "root:environment")
    assert token_for(URL, "") == "root:environment"
    monkeypatch.delenv("MILVUS_TOKEN")
    assert token_for(URL, "") == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_file_that_others_may_read_is_refused_with_what_mends_it(file: Path) -> None:
    file.chmod(0o640)
    with pytest.raises(SettingsInvalid, match="mode is 640") as raised:
        token_for(URL, str(file))
    assert raised.value.remedy == f"chmod 600 {file}"
    assert "secret" not in raised.value.message


def test_a_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match=r"engine\.credentials names .*nowhere"):
        token_for(URL, str(tmp_path / "nowhere"))
