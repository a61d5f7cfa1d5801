"""The passages that a filter selects, determined before the search.

The passages of an article have consecutive rows. A filter is resolved on articles, in a narrow table of their
metadata, which gives ranges of rows. Dense search and BM25 are limited to these, so that nothing is removed from a
finished ranking: what passes the filter is ranked as if the index held nothing else.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from index.filters import Filter
from index.store.articles import ArticleStore
from index.store.conditions import condition_of
from index.types import Scope

_Rows = npt.NDArray[np.int64]
_MOST = 8
"""Maximum number of existing values that are listed."""


class AllowedRows:
    """The rows that a search is limited to.

    Args:
        articles: Rows of the articles in the store.
        runs: The first row of each article's passages and the one after the last, shape ``(n, 2)``.
        passages: Passages in the index.
        where: The filter that selected them; None if there was none.
    """

    def __init__(self, articles: _Rows, runs: _Rows, passages: int, where: Filter | None = None) -> None:
        self.articles = articles
        self.where = where
        steps = np.zeros(passages + 1, dtype=np.int64)
        np.add.at(steps, runs[:, 0], 1)
        np.add.at(steps, runs[:, 1], -1)
        self.mask: npt.NDArray[np.bool_] = steps[:-1].cumsum() > 0
        """Whether each row is allowed."""
        self.count = int(self.mask.sum())
        """Number of allowed rows."""
        self.bits: npt.NDArray[np.uint8] = np.packbits(self.mask, bitorder="little")
        """The mask, eight rows a byte, the first in the lowest bit."""


def allowed_rows(store: ArticleStore, where: Filter) -> AllowedRows:
    """Find the rows that a filter selects.

    Args:
        store: The articles.
        where: The filter.

    Returns:
        The rows of all passages of the matching articles.
    """
    condition, values = condition_of(where)
    query = f"SELECT article, first, last FROM facets WHERE {condition} ORDER BY article"  # noqa: S608
    runs = np.array(list(store.query(query, values)), dtype=np.int64).reshape(-1, 3)
    return AllowedRows(runs[:, 0], runs[:, 1:], store.count("passages"), where)


def scope_of(store: ArticleStore, where: Filter) -> Scope:
    """Count what a filter selects; if nothing, find the condition that excludes everything.

    Args:
        store: The articles.
        where: The filter.

    Returns:
        The scope.
    """
    articles = _count(store, where)
    undated = 0
    if where.since or where.until:
        undated = _count(store, replace(where, since=None, until=None), "published IS NULL")
    named = list(where.written())
    if articles or not named:
        return Scope(where, articles, undated)
    others = {name: _without(where, name) for name in named}
    blamed = next((name for name in named if _count(store, others[name])), named[0])
    rest = others[blamed] if _count(store, others[blamed]) else Filter()
    return Scope(where, 0, undated, blamed, _values(store, blamed, rest))


def _without(where: Filter, name: str) -> Filter:
    """Remove a condition; for a day remove both days."""
    removed: dict[str, Any] = {"since": None, "until": None} if _is_day(name) else {name: None}
    return replace(where, **removed)


def _is_day(name: str) -> bool:
    return name in ("since", "until")


def _count(store: ArticleStore, where: Filter, also: str = "1") -> int:
    condition, values = condition_of(where)
    ((count,),) = store.query(f"SELECT COUNT(*) FROM facets WHERE {condition} AND {also}", values)  # noqa: S608
    return int(count)


def _values(store: ArticleStore, name: str, where: Filter) -> tuple[str, ...]:
    """List the values of articles that match the other conditions."""
    condition, values = condition_of(where)
    if _is_day(name):
        query = f"SELECT MIN(published), MAX(published) FROM facets WHERE {condition}"  # noqa: S608
        present: list[Any] = list(next(store.query(query, values)))
    else:
        column = {"source": "source", "author": "author", "lang": "language"}.get(name)
        if column is None:  # a list of titles or paths is of no use
            return ()
        query = f"""
            SELECT a.{column} FROM articles AS a WHERE row IN (SELECT article FROM facets WHERE {condition})
            AND a.{column} IS NOT NULL GROUP BY a.{column} ORDER BY COUNT(*) DESC, a.{column} LIMIT {_MOST}
        """  # noqa: S608 - built from this module's names only
        present = [value for (value,) in store.query(query, values)]
    return tuple(str(value) for value in present if value is not None)
