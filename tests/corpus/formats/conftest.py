"""Fixtures for files of every format."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article


@pytest.fixture(scope="module")
def folder(data: Path) -> Any:
    return data / "formats"


@pytest.fixture(scope="module")
def wikinews(folder: Any) -> list[dict]:
    return json.loads((folder / "articles.json").read_text(encoding="utf-8"))


@pytest.fixture
def read(folder: Any, load: Callable[..., list[Any]]) -> Callable[..., Any]:
    """Read the one article of a file."""

    def read(name: str, **options: Any) -> Article:
        (article,) = load(folder / name, **options)
        assert isinstance(article, Article), article
        return article

    return read
