"""The tables of stories: signatures of articles, and the results of comparing them."""

from collections.abc import Iterable, Mapping
from typing import Any

from corpus.errors import IndexDamaged
from index.store.articles import ArticleStore
from index.stories.near_duplicates import Measures, Pair


def articles_to_compare(store: ArticleStore) -> list[tuple[Any, ...]]:
    """List every article by row.

    Args:
        store: All articles and files have been added.

    Returns:
        Row, title, address, day of publication and of the last change, when its file was last written in
        nanoseconds, number of words and signature; the last two are None if they have to be computed.
    """
    query = """
        SELECT a.row, a.title, a.url, a.stated, a.modified, COALESCE(f.mtime_ns, 0), s.words, s.signature
        FROM articles AS a LEFT JOIN files AS f ON f.path = a.path LEFT JOIN signatures AS s ON s.article = a.row
        ORDER BY a.row
    """
    return list(store.query(query))


def body_of(store: ArticleStore, row: int) -> str:
    """Read an article's text after front matter and title."""
    ((text,),) = store.query("SELECT substr(text, body + 1) FROM articles WHERE row = ?", (row,))
    return str(text)


def earlier_signature(earlier: ArticleStore | None, store: ArticleStore, row: int) -> tuple[int, bytes] | None:
    """Find the earlier signature of an article that has been read again.

    Args:
        earlier: A finished store.
        store: The new store.
        row: The article's row there.

    Returns:
        Number of words and signature; None if its text has changed.
    """
    if earlier is None:
        return None
    ((article_id, sha256, body),) = store.query("SELECT article_id, sha256, body FROM articles WHERE row = ?", (row,))
    query = """
        SELECT s.words, s.signature FROM articles AS a JOIN signatures AS s ON s.article = a.row
        WHERE a.article_id = ? AND a.sha256 = ? AND a.body = ?
    """
    found = next(earlier.query(query, (article_id, sha256, body)), None)
    return (int(found[0]), bytes(found[1])) if found else None


def keep_signature(store: ArticleStore, row: int, words: int, signature: bytes) -> None:
    """Store an article's signature."""
    store.write("INSERT INTO signatures VALUES (?, ?, ?)", [(row, words, signature)])


def compared_before(earlier: ArticleStore | None) -> dict[Pair, Measures]:
    """Read the results of an earlier store; those that cannot be read are computed again."""
    query = "SELECT one, other, overlap, lead, figures FROM compared"
    try:
        return {(one, other): (*measures,) for one, other, *measures in earlier.query(query)} if earlier else {}
    except IndexDamaged:
        return {}


def keep_compared(store: ArticleStore, compared: Mapping[Pair, Measures]) -> None:
    """Store results of comparisons."""
    rows = [(*pair, *measures) for pair, measures in compared.items()]
    store.write("INSERT INTO compared VALUES (?, ?, ?, ?, ?)", rows)


def keep_stories(store: ArticleStore, rows: Iterable[tuple[int, int, int, int | None]]) -> None:
    """Store the articles of stories.

    Args:
        store: The new store.
        rows: Row of the article, of the one that represents its story, place in the story from 0, and row
            of the newest version, None for that itself.
    """
    store.write("INSERT INTO stories VALUES (?, ?, ?, ?)", list(rows))
