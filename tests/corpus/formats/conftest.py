"""Fixtures for files of every format."""

import json

import pytest

from corpus.article import Article


@pytest.fixture(scope="module")
def folder(data):
    return data / "formats"


@pytest.fixture(scope="module")
def wikinews(folder) -> list[dict]:
    return json.loads((folder / "articles.json").read_text(encoding="utf-8"))


@pytest.fixture
def read(folder, load):
    """Read the one article of a file."""

    def read(name: str, **options) -> Article:
        (article,) = load(folder / name, **options)
        assert isinstance(article, Article), article
        return article

    return read
