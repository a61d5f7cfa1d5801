"""Identify the articles of an index by their text rather than by their names."""

import hashlib
from collections.abc import Iterator

from index.store.articles import ArticleStore

DIGEST = 8
"""Bytes of a digest: with a million articles, one index in forty million has a collision."""


def text_digest(title: str, sha256: str) -> bytes:
    """Compute the digest of an article's title and text, which does not depend on its file.

    Args:
        title: Its title.
        sha256: Of its text.

    Returns:
        `DIGEST` bytes.
    """
    return hashlib.sha256(f"{sha256}\n{title}".encode("utf-8", "surrogatepass")).digest()[:DIGEST]


def article_digests(store: ArticleStore) -> Iterator[tuple[str, bytes]]:
    """Give each article's id with its digest, in the order of the index."""
    for article_id, title, sha256 in store.query("SELECT article_id, title, sha256 FROM articles ORDER BY row"):
        yield str(article_id), text_digest(title, sha256)


def alike(
    store: ArticleStore, article_id: str, sha256: str, url: str | None, title: str, stated: str | None
) -> list[str]:
    """Find the articles that may be the same as an article known from another index.

    Args:
        store: The articles.
        article_id: Its id there.
        sha256: Of its text there.
        url: Its address, if it has one.
        title: Its title.
        stated: Its day of publication, ISO 8601, if it says so.

    Returns:
        Ids: those of the same text first, then of the same id, the same address, the same title and day.
    """
    query = """
        SELECT article_id FROM articles
        WHERE sha256 = ? OR article_id = ? OR url = ? OR (title = ? AND stated IS ?)
        ORDER BY sha256 = ? DESC, article_id = ? DESC, url IS ? DESC, row
    """
    values = (sha256, article_id, url, title, stated, sha256, article_id, url)
    return [str(found) for (found,) in store.query(query, values)]


def saying(store: ArticleStore, words: str, most: int = 3) -> list[str]:
    """Find articles whose text contains some words verbatim; all texts are read, a gigabyte in a second or two.

    Args:
        store: The articles.
        words: The exact words; an empty string finds none.
        most: Most articles.

    Returns:
        Ids, in the order of the index.
    """
    if not words:
        return []
    query = "SELECT article_id FROM articles WHERE instr(text, ?) > 0 ORDER BY row LIMIT ?"
    return [str(found) for (found,) in store.query(query, (words, most))]
