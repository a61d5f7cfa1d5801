"""The terms of a build in an engine: the number of each, and how many passages have it.

Only the stores of such builds have these tables.
"""

from collections.abc import Iterable, Sequence

from index.store.articles import ArticleStore

_TABLES = (
    "CREATE TABLE terms (term TEXT PRIMARY KEY, number INTEGER NOT NULL, passages INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE totals (passages INTEGER NOT NULL, words INTEGER NOT NULL)",
)


def keep_terms(store: ArticleStore, terms: Iterable[tuple[str, int, int]], passages: int, words: int) -> None:
    """Store the terms of all passages.

    Args:
        store: A store that is being made.
        terms: Each term, its number, and how many passages have it.
        passages: How many there are.
        words: How many terms they have together.
    """
    for table in _TABLES:
        store.connection.execute(table)
    store.write("INSERT INTO terms VALUES (?, ?, ?)", terms)
    store.write("INSERT INTO totals VALUES (?, ?)", [(passages, words)])


def known_terms(store: ArticleStore, terms: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the number of each known term, and how many passages have it."""
    marks = ", ".join("?" * len(terms))
    query = f"SELECT term, number, passages FROM terms WHERE term IN ({marks})"  # noqa: S608
    return {str(term): (int(number), int(passages)) for term, number, passages in store.query(query, terms)}


def terms_from(store: ArticleStore, first: str, least: int, most: int) -> dict[str, int]:
    """Return the numbers of the terms that begin with a letter and have `least` to `most` letters."""
    query = "SELECT term, number FROM terms WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?"
    found = store.query(query, (first, chr(ord(first) + 1), least, most))
    return {str(term): int(number) for term, number in found}


def counted_passages(store: ArticleStore) -> int:
    """Count the passages whose terms are stored."""
    ((passages,),) = store.query("SELECT passages FROM totals")
    return int(passages)


def described_passages(store: ArticleStore) -> Iterable[tuple[int, str, str]]:
    """Iterate over the passages' articles in order of row, with the day and language that engines filter by.

    Unknown days and languages are empty.
    """
    query = """
        SELECT p.article, COALESCE(f.published, ''), COALESCE(f.lang, '')
        FROM passages AS p JOIN facets AS f ON f.article = p.article ORDER BY p.row
    """
    for article, published, language in store.query(query):
        yield int(article), str(published), str(language)
