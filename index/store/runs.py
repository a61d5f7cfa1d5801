"""Map passages to their articles, and look up the metadata that is indexed with each passage."""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.store.articles import ArticleStore
from index.store.scope import AllowedRows

Rows = npt.NDArray[np.int64]
"""Rows of passages or of articles, in order, each once; shape ``(n,)``."""


class Head(NamedTuple):
    """The metadata that is indexed with each passage of an article."""

    article: int
    """Its row."""
    title: str
    stated: str | None
    """Its date, ISO 8601."""


class ArticleRuns:
    """Maps passages to articles; the passages of an article have consecutive rows.

    Args:
        store: The articles.
    """

    def __init__(self, store: ArticleStore) -> None:
        query = "SELECT article, first, last FROM facets WHERE first < last ORDER BY first"
        found = np.array(list(store.query(query)), dtype=np.int64).reshape(-1, 3)
        self._articles, self._runs = found[:, 0], found[:, 1:]
        self._passages = store.count("passages")

    def articles_of(self, passages: Rows) -> Rows:
        """Return the article of each passage, in the order of the passages."""
        places = np.searchsorted(self._runs[:, 0], passages, side="right") - 1
        return self._articles[places]

    def only(self, articles: Rows) -> AllowedRows:
        """Limit a search to some articles."""
        among = np.isin(self._articles, articles)
        order = np.argsort(self._articles[among])
        return AllowedRows(self._articles[among][order], self._runs[among][order], self._passages)


def heads_of(store: ArticleStore, articles: Sequence[int]) -> Iterator[Head]:
    """Fetch the heads of some articles, in order of row."""
    query = "SELECT row, title, stated FROM articles WHERE row IN (SELECT value FROM json_each(?)) ORDER BY row"
    for row, title, stated in store.query(query, (json.dumps([int(each) for each in articles]),)):
        yield Head(int(row), str(title), stated)
