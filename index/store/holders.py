"""The articles that passages belong to, and their offsets in these."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.store.articles import ArticleStore


@dataclass(frozen=True, slots=True)
class Place:
    """A passage's article, and its offsets in that article's text, half-open."""

    article_id: str
    start: int
    end: int


def places_of(store: ArticleStore, rows: Sequence[int]) -> list[Place]:
    """Look up where passages are, without reading them.

    Args:
        store: Holds the passages.
        rows: Their rows.

    Returns:
        One for each row that there is, in the order of `rows`.

    Raises:
        IndexDamaged: If the store cannot be read.
    """
    query = f"""
        SELECT p.row, a.article_id, p.start, p."end" FROM passages AS p JOIN articles AS a ON a.row = p.article
        WHERE p.row IN ({", ".join(map(str, map(int, rows)))})
    """  # noqa: S608 - integers only
    found = {row: Place(article_id, start, end) for row, article_id, start, end in store.query(query)}
    return [found[row] for row in rows if row in found]
