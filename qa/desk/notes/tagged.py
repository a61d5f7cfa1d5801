"""Filters by tag: finds the articles with notes that have a tag."""

from dataclasses import replace
from pathlib import Path

from index.filters import Filter
from index.store.articles import ArticleStore
from index.store.catalogue import open_articles
from qa.desk.notes.notes import placed
from qa.desk.notes.store import open_notes


def tagged(where: Filter, store: ArticleStore, desk: Path) -> Filter:
    """Resolve the tag of a filter to articles.

    Args:
        where: The filter; returned unchanged if it has no tag.
        store: The archive's articles. Notes are matched by content, so files may have moved.
        desk: The desk's file; if it does not exist, no article has the tag.

    Returns:
        The filter with the ids of the articles.

    Raises:
        OperationFailed: If the desk's file cannot be used.
        IndexDamaged: If the archive cannot be read.
    """
    if where.tag is None:
        return where
    if not desk.is_file():
        return replace(where, among=())
    with open_notes(desk) as notes:
        articles = [placed(note.anchor, store).article for note in notes.find(tag=where.tag)]
    return replace(where, among=tuple(dict.fromkeys(article.article_id for article in articles if article)))


def tagged_in(where: Filter, index: Path, desk: Path) -> Filter:
    """Resolve the tag of a filter to articles of an index, which is opened only if there is a tag."""
    if where.tag is None:
        return where
    with open_articles(index) as store:
        return tagged(where, store, desk)
