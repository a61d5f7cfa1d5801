"""A filter by a tag: which articles of an archive the notes with that tag are on."""

from dataclasses import replace
from pathlib import Path

from index.filters import Filter
from index.store.articles import ArticleStore
from index.store.catalogue import open_articles
from qa.desk.note_store import open_notes
from qa.desk.notes import placed


def tagged(where: Filter, store: ArticleStore, desk: Path) -> Filter:
    """Look up the articles of a filter's tag.

    Args:
        where: The filter; without a tag it is given back as it is.
        store: The archive's articles. Notes find theirs by content, wherever the file is now.
        desk: The desk's file; where there is none, no article has the tag.

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
    """Look up the articles of a filter's tag in an index folder, which is opened only where there is a tag."""
    if where.tag is None:
        return where
    with open_articles(index) as store:
        return tagged(where, store, desk)
