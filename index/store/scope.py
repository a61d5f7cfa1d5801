"""The passages a filter lets through, found before anything is searched.

An article's passages have rows in a run, so a filter is resolved on articles alone: a narrow
table of what they are filtered by gives the runs, and the runs the rows that the dense and the
BM25 search are held to. Nothing is taken out of a finished ranking, so whatever passes the
filter is ranked as if it stood alone in the index.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from index.filters import Filter
from index.store.articles import ArticleStore
from index.store.conditions import condition_of
from index.types import Scope

_MOST = 8
"""Most values that an error names of those that exist."""


class AllowedRows:
    """The rows a search may give.

    Args:
        articles: Rows of the articles in the store.
        runs: The first row of each article's passages and that after its last, shape ``(n, 2)``.
        passages: Passages in the index.
        where: The filter that they meet, if it is a filter's doing.
    """

    def __init__(
        self,
        articles: npt.NDArray[np.int64],
        runs: npt.NDArray[np.int64],
        passages: int,
        where: Filter | None = None,
    ) -> None:
        self.articles = articles
        self.where = where
        steps = np.zeros(passages + 1, dtype=np.int64)
        np.add.at(steps, runs[:, 0], 1)
        np.add.at(steps, runs[:, 1], -1)
        self.mask: npt.NDArray[np.bool_] = steps[:-1].cumsum() > 0
        """By row, whether it is allowed."""

        self.count = int(self.mask.sum())
        """How many are allowed."""
        self.bits: npt.NDArray[np.uint8] = np.packbits(self.mask, bitorder="little")
        """The mask, eight rows a byte, the first in the lowest bit."""


def allowed_rows(store: ArticleStore, where: Filter) -> AllowedRows:
    """Find the rows of a filter.

    Args:
        store: The articles.
        where: The filter.

    Returns:
        Every passage of every article that meets it.
    """
    condition, values = condition_of(where)
    query = f"SELECT article, first, last FROM facets WHERE {condition} ORDER BY article"  # noqa: S608
    found = np.array(list(store.query(query, values)), dtype=np.int64).reshape(-1, 3)
    return AllowedRows(found[:, 0], found[:, 1:], store.count("passages"), where)


def scope_of(store: ArticleStore, where: Filter) -> Scope:
    """Say what a filter leaves; where that is nothing, which condition leaves nothing.

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
    if articles:
        return Scope(where, articles, undated)
    named = list(where.written())
    others = {name: _without(where, name) for name in named}
    blamed = next((name for name in named if _count(store, others[name])), named[0])
    rest = others[blamed] if _count(store, others[blamed]) else Filter()
    return Scope(where, 0, undated, blamed, _values(store, blamed, rest))


def _without(where: Filter, name: str) -> Filter:
    """Leave a condition out; of two days both, as each is named with the other."""
    left: dict[str, Any] = {"since": None, "until": None} if _is_day(name) else {name: None}
    return replace(where, **left)


def _is_day(name: str) -> bool:
    return name in ("since", "until")


def _count(store: ArticleStore, where: Filter, also: str = "1") -> int:
    condition, values = condition_of(where)
    ((count,),) = store.query(f"SELECT COUNT(*) FROM facets WHERE {condition} AND {also}", values)  # noqa: S608
    return int(count)


def _values(store: ArticleStore, name: str, where: Filter) -> tuple[str, ...]:
    """List what articles that meet the other conditions have."""
    condition, values = condition_of(where)
    if _is_day(name):
        query = f"SELECT MIN(published), MAX(published) FROM facets WHERE {condition}"  # noqa: S608
        found: list[Any] = list(next(store.query(query, values)))
    else:
        column = {"source": "source", "author": "author", "lang": "language"}.get(name)
        if column is None:  # a list of titles or paths tells nobody anything
            return ()
        query = f"""
            SELECT a.{column} FROM articles AS a WHERE row IN (SELECT article FROM facets WHERE {condition})
            AND a.{column} IS NOT NULL GROUP BY a.{column} ORDER BY COUNT(*) DESC, a.{column} LIMIT {_MOST}
        """  # noqa: S608 - built from this module's names only
        found = [value for (value,) in store.query(query, values)]
    return tuple(str(value) for value in found if value is not None)
