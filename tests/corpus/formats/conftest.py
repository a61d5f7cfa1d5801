"""Fixtures for files of every format."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article
from corpus.files import Skip


@pytest.fixture(scope="module")
def folder(data: Path) -> Path:
    return data / "formats"


@pytest.fixture(scope="module")
def wikinews(folder: Path) -> list[dict]:
    return json.loads((folder / "articles.json").read_text(encoding="utf-8"))


@pytest.fixture
def read(folder: Path, load: Callable[..., list[Article | Skip]]) -> Callable[..., Article]:
    """Read the one article of a file."""

    def read(name: str, **options: Any) -> Article:
        (article,) = load(folder / name, **options)
        assert isinstance(article, Article), article
        return article

    return read
