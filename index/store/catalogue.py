"""List the articles of an index without their text, and find the one that a person means."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Literal

from corpus.article import Article, Passage
from corpus.errors import IndexDamaged
from index.filters import Filter
from index.store.articles import ArticleStore
from index.store.conditions import condition_of
from index.store.layout import IndexFolder
from index.store.manifest import read_manifest
from index.types import ListedArticle as ListedArticle

_COLUMNS = (
    "a.published, a.modified, a.article_id, a.title, a.path, a.url, a.source, a.author, a.language, a.line, a.date_from"
)


_ALL = Filter()

Order = Literal["index", "date", "title", "source", "author", "path"]
_ORDERS: dict[Order, tuple[str, bool]] = {
    "index": ("a.row", False),
    "date": ("a.stated", True),
    "title": ("a.title COLLATE NOCASE", False),
    "source": ("a.source COLLATE NOCASE", False),
    "author": ("a.author COLLATE NOCASE", False),
    "path": ("a.path", False),
}
"""The column of each order, and whether the greatest comes first."""


@contextmanager
def open_articles(path: Path) -> Iterator[ArticleStore]:
    """Open only the live build's articles; no model and no search engine is loaded.

    Args:
        path: The index folder.

    Yields:
        The store.

    Raises:
        IndexMissing: If there is no index.
        IndexStale: If it has another format.
        IndexDamaged: If its files are not those that were written.
    """
    store = _opened(IndexFolder(path))
    try:
        yield store
    finally:
        store.close()


def _opened(folder: IndexFolder) -> ArticleStore:
    live = folder.live()
    try:
        read_manifest(live)
        return ArticleStore.open(live.articles)
    except IndexDamaged:
        if folder.live() == live:
            raise
        return _opened(folder)  # a rebuild ended in between


def list_articles(
    store: ArticleStore, where: Filter = _ALL, order: Order = "index", *, reverse: bool = False
) -> Iterator[ListedArticle]:
    """Give articles one by one.

    Args:
        store: The articles.
        where: Which articles.
        order: The sort key: ``date`` is newest first and ignores file times, ``index`` is the order in which they were
            read, the others are alphabetical; articles without it come last.
        reverse: Whether to reverse the order; articles without the key still come last.

    Yields:
        The articles.

    Raises:
        IndexDamaged: If the store cannot be read.
    """
    condition, values = condition_of(where)
    chosen = f"WHERE a.row IN (SELECT article FROM facets WHERE {condition})" if where else ""  # noqa: S608
    query = f"SELECT {_COLUMNS} FROM articles AS a {chosen} ORDER BY {_ordered(order, reverse=reverse)}"  # noqa: S608
    yield from map(_listed, store.query(query, values))


def articles_at(
    store: ArticleStore, rows: Sequence[int], order: Order = "index", most: int = -1
) -> dict[int, ListedArticle]:
    """Give some articles by their rows.

    Args:
        store: The articles.
        rows: Their rows in the store.
        order: As for `list_articles`.
        most: How many to give, the first of that order; below 0 all.

    Returns:
        Row to article, in that order; missing rows are left out.

    Raises:
        IndexDamaged: If the store cannot be read.
    """
    query = f"""
        SELECT a.row, {_COLUMNS} FROM articles AS a WHERE a.row IN (SELECT value FROM json_each(?))
        ORDER BY {_ordered(order, reverse=False)} LIMIT ?
    """  # noqa: S608 - names only
    found = store.query(query, (json.dumps([int(row) for row in rows]), most))
    return {int(row): _listed(fields) for row, *fields in found}


def named_articles(store: ArticleStore, name: str, folder: Path) -> list[ListedArticle]:
    """Find the articles that a person may mean.

    An id is tried first, then a path, an address, a whole title, the end of a path, and finally a
    part of a title or id; the first of these with a match decides.

    Args:
        store: The articles.
        name: The text that the person wrote.
        folder: The folder that relative paths start from.

    Returns:
        The matching articles, in the index's order.
    """
    path = str((folder / Path(name).expanduser()).absolute())
    end, part = f"/{Path(name).as_posix().lstrip('./')}", name.casefold()
    tests: tuple[Callable[[ListedArticle], bool], ...] = (
        lambda article: article.article_id == name,
        lambda article: article.path == path,
        lambda article: article.url == name,
        lambda article: article.title.casefold() == part,
        lambda article: Path(article.path).as_posix().endswith(end),
        lambda article: part in article.title.casefold() or part in article.article_id.casefold(),
    )
    found: list[list[ListedArticle]] = [[] for _ in tests]
    for article in list_articles(store):
        place = next((place for place, meets in enumerate(tests) if meets(article)), None)
        if place is not None:
            found[place].append(article)
    return next(filter(None, found), [])


def passages_of(store: ArticleStore, article: Article) -> list[Passage]:
    """Give an article's passages in order."""
    query = """
        SELECT p.ordinal, p.start, p."end" FROM passages AS p JOIN articles AS a ON a.row = p.article
        WHERE a.article_id = ? ORDER BY p.ordinal
    """
    return [
        Passage(article.article_id, ordinal, start, end, article.text[start:end])
        for ordinal, start, end in store.query(query, (article.article_id,))
    ]


def languages_in(store: ArticleStore) -> dict[str, int]:
    """Count the articles of each language, the most frequent first; the rest under ``unknown``."""
    query = "SELECT COALESCE(language, 'unknown') AS name, COUNT(*) FROM articles GROUP BY name ORDER BY 2 DESC, 1"
    return {str(name): int(count) for name, count in store.query(query)}


def undated_in(store: ArticleStore) -> int:
    """Count the articles whose only date is the time of their file."""
    ((count,),) = store.query("SELECT COUNT(*) FROM articles WHERE stated IS NULL")
    return int(count)


def _ordered(order: Order, *, reverse: bool) -> str:
    column, falling = _ORDERS[order]
    way = "DESC" if falling != reverse else "ASC"
    return f"{column} IS NULL, {column} {way}, a.row {'DESC' if reverse else 'ASC'}"


def _listed(stored: Sequence[Any]) -> ListedArticle:
    published, modified, *fields = stored
    try:
        return ListedArticle(_day(published), _day(modified), *fields)
    except ValueError as error:
        raise IndexDamaged(f"Article {fields[0]} is stored with no date: {error}", "qa rebuild") from error


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
