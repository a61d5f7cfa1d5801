"""The terms of a build whose words an engine keeps: which number stands for each, and how many passages have it.

These tables are in the stores of such builds only.
"""

from collections.abc import Iterable, Sequence

from index.store.articles import ArticleStore

_TABLES = (
    "CREATE TABLE terms (term TEXT PRIMARY KEY, number INTEGER NOT NULL, passages INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE totals (passages INTEGER NOT NULL, words INTEGER NOT NULL)",
)


def keep_terms(store: ArticleStore, terms: Iterable[tuple[str, int, int]], passages: int, words: int) -> None:
    """Keep the terms of all passages.

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
    """Give the number of each term that the store knows, and how many passages have it."""
    marks = ", ".join("?" * len(terms))
    query = f"SELECT term, number, passages FROM terms WHERE term IN ({marks})"  # noqa: S608
    return {str(term): (int(number), int(passages)) for term, number, passages in store.query(query, terms)}


def terms_from(store: ArticleStore, first: str, least: int, most: int) -> dict[str, int]:
    """Give the numbers of the terms that begin with a letter and have `least` to `most` of them."""
    query = "SELECT term, number FROM terms WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?"
    found = store.query(query, (first, chr(ord(first) + 1), least, most))
    return {str(term): int(number) for term, number in found}


def counted_passages(store: ArticleStore) -> int:
    """Count the passages whose terms are kept."""
    ((passages,),) = store.query("SELECT passages FROM totals")
    return int(passages)


def described_passages(store: ArticleStore) -> Iterable[tuple[int, str, str]]:
    """Give the article of every passage in order of row, with what engines filter by: its day and its language.

    A day or language that is not known is empty.
    """
    query = """
        SELECT p.article, COALESCE(f.published, ''), COALESCE(f.lang, '')
        FROM passages AS p JOIN facets AS f ON f.article = p.article ORDER BY p.row
    """
    for article, published, language in store.query(query):
        yield int(article), str(published), str(language)
