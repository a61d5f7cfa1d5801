"""Lines that a mail quotes: its writer did not say them, so they are read beside his answers and never answer."""

from collections.abc import Sequence

from corpus.sentences import Span
from index.store.articles import ArticleStore


def mails_among(store: ArticleStore, article_ids: Sequence[str]) -> frozenset[str]:
    """Tell which articles are mails, where a line that begins with ``>`` is somebody else's.

    Args:
        store: Holds the articles.
        article_ids: Some of them.

    Returns:
        The ids of those that are.
    """
    wanted = tuple(dict.fromkeys(article_ids))
    marks = ", ".join("?" * len(wanted))
    query = f"SELECT article_id FROM articles WHERE format = 'email' AND article_id IN ({marks})"  # noqa: S608
    return frozenset(str(row[0]) for row in store.query(query, wanted))


def without_quoted(text: str, cut: Sequence[Span]) -> list[Span]:
    """Leave out the sentences of lines that are quoted.

    Args:
        text: A passage of a mail.
        cut: Its sentences, as offsets into `text`.

    Returns:
        The sentences that are the writer's own, in order.
    """
    return [
        (start, end) for start, end in cut if not text[text.rfind("\n", 0, start) + 1 :].lstrip(" ").startswith(">")
    ]
