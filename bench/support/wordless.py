"""An archive for searching by words, made without embeddings: articles and their lexical index."""

from collections.abc import Sequence
from pathlib import Path

from corpus.article import Article
from corpus.chunking import chunk
from corpus.settings import ChunkingSettings
from index.lexical.bm25 import BM25Index
from index.lexical.opening import Words
from index.store.articles import ArticleStore
from index.store.rows import indexed_text
from index.store.speech import add_speech
from index.store.times import add_times


def words_of(folder: Path, articles: Sequence[Article]) -> Words:
    """Index the words of articles as a rebuild does.

    Args:
        folder: An empty folder to write to.
        articles: The articles.

    Returns:
        The archive; close its store when done.
    """
    store = ArticleStore.create(folder / "articles.sqlite")
    texts: list[str] = []
    rows: list[int] = []
    for row, article in enumerate(articles, start=1):
        passages = chunk(article, ChunkingSettings(), lambda pieces: [len(piece) // 5 + 1 for piece in pieces])
        published = article.stated.isoformat() if article.stated else None
        store.add(article, passages, [b""] * len(passages))
        add_times(store, row, article, passages)
        add_speech(store, row, article, passages)
        texts += [indexed_text(article.title, published, passage.text) for passage in passages]
        rows += [row] * len(passages)
    store.finish()
    return Words(store, BM25Index.build(folder / "lexical", texts, rows))
