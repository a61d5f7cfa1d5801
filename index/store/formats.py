"""Which articles were read from files of a format."""

from collections.abc import Sequence

from index.store.articles import ArticleStore


def mails_among(store: ArticleStore, article_ids: Sequence[str]) -> frozenset[str]:
    """Find the articles that are mails, in which lines that begin with ``>`` are quoted.

    Args:
        store: Holds the articles.
        article_ids: Some of them.

    Returns:
        The ids of the mails.
    """
    wanted = tuple(dict.fromkeys(article_ids))
    marks = ", ".join("?" * len(wanted))
    query = f"SELECT article_id FROM articles WHERE format = 'email' AND article_id IN ({marks})"  # noqa: S608
    return frozenset(str(row[0]) for row in store.query(query, wanted))
