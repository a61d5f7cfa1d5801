"""An overview of an index: number of articles, period, sources and authors."""

from dataclasses import dataclass
from datetime import date

from index.store.articles import ArticleStore

_COLUMNS = {"source": "source", "author": "author", "lang": "language"}
"""The conditions of a filter whose values can be listed, with their columns."""
_MOST = 500
"""Maximum number of values listed for a condition."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The articles of an index, counted."""

    articles: int
    first: date | None
    """The day of the earliest dated article; None if none is dated."""
    last: date | None
    """The day of the latest."""
    values: dict[str, tuple[str, ...]]
    """The articles' values for a condition of a filter - ``source``, ``author``, ``lang`` -, most frequent first."""


def overview_of(store: ArticleStore) -> Overview:
    """Summarise a store.

    Args:
        store: The articles.

    Returns:
        The overview.

    Raises:
        IndexDamaged: If the store cannot be read.
    """
    first, last = next(store.query("SELECT MIN(published), MAX(published) FROM facets"))
    return Overview(
        articles=store.count("articles"),
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
        values={name: _values(store, column) for name, column in _COLUMNS.items()},
    )


def _values(store: ArticleStore, column: str) -> tuple[str, ...]:
    query = f"""
        SELECT {column} FROM articles WHERE {column} IS NOT NULL AND {column} != ''
        GROUP BY {column} ORDER BY COUNT(*) DESC, {column} LIMIT {_MOST}
    """  # noqa: S608 - built from this module's names only
    return tuple(str(value) for (value,) in store.query(query))
