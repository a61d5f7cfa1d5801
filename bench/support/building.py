"""Builds made from articles in memory, with the project's own store, dense index and BM25."""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.article import Article, Passage
from corpus.chunking import chunk
from corpus.settings import ChunkingSettings
from index.dense.faiss_index import DenseIndex
from index.encoder.locate import locate_model, prepare_encoder
from index.encoder.onnx_encoder import Encoder, OnnxEncoder, Vectors
from index.lexical.bm25 import BM25Index
from index.retrieval.retriever import HybridRetriever
from index.settings import EncoderSettings, RetrievalSettings
from index.store.articles import ArticleStore
from index.store.rows import indexed_text

Before = Callable[[str, str | None, str], str]
"""Prepends title and date to a passage's text."""


class RememberingEncoder(OnnxEncoder):
    """The compiled encoder, which caches the embeddings of questions."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._queries: dict[str, Vectors] = {}

    def encode_query(self, text: str) -> Vectors:
        """Embed one query, shape ``(dim,)``, or return its cached embedding."""
        if text not in self._queries:
            self._queries[text] = super().encode_query(text)
        return self._queries[text]


class KeepingEncoder(RememberingEncoder):
    """One that also keeps passages' embeddings in a file, so that the same passages are embedded only once.

    Args:
        folder: The compiled encoder.
        kept: A folder for the files; it is made where it is not there.
    """

    def __init__(self, folder: Path, kept: Path) -> None:
        super().__init__(folder)
        self._kept = kept

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages, shape ``(len(texts), dim)``, or read what was kept of the very same ones."""
        named = hashlib.sha256("\0".join([self.fingerprint, *texts]).encode()).hexdigest()[:16]
        path = self._kept / f"passages-{named}.npy"
        if not path.exists():
            self._kept.mkdir(parents=True, exist_ok=True)
            np.save(path, super().encode_passages(texts))
        vectors: Vectors = np.load(path)
        return vectors


@dataclass(frozen=True, slots=True)
class Collection:
    """Chunked and indexed articles."""

    store: ArticleStore
    dense: DenseIndex
    bm25: BM25Index
    passages: tuple[Passage, ...]
    """By row."""
    seconds: float
    """What encoding the passages took."""

    def retriever(self, encoder: Encoder) -> HybridRetriever:
        """Combine the parts with the default settings."""
        return HybridRetriever(encoder, self.dense, self.bm25, self.store, RetrievalSettings())


def compiled_encoder(cache: Path) -> RememberingEncoder:
    """Open the default encoder, which is compiled first if necessary."""
    prepared = prepare_encoder(EncoderSettings(), cache)
    return RememberingEncoder(cache / "encoders" / prepared.fingerprint)


def keeping_encoder(cache: Path) -> KeepingEncoder:
    """Open the default encoder as `compiled_encoder` does, with passages' embeddings stored in the cache."""
    prepared = prepare_encoder(EncoderSettings(), cache)
    return KeepingEncoder(cache / "encoders" / prepared.fingerprint, cache / "bench")


def original_model() -> Path:
    """Find the folder of the model from which the default encoder was compiled."""
    return locate_model(EncoderSettings().model)


def cut(articles: Sequence[Article], encoder: Encoder, settings: ChunkingSettings) -> list[list[Passage]]:
    """Cut articles into passages, a list for each."""
    return [chunk(article, settings, encoder.count_wordpieces) for article in articles]


def whole(articles: Sequence[Article]) -> list[list[Passage]]:
    """Make each article one passage."""
    return [[Passage(article.article_id, 0, 0, len(article.text), article.text)] for article in articles]


def collect(
    folder: Path,
    articles: Sequence[Article],
    passages: Sequence[Sequence[Passage]],
    encoder: Encoder,
    before: Before = indexed_text,
) -> Collection:
    """Index articles as a rebuild does, without files.

    Args:
        folder: An empty folder to write to.
        articles: The articles.
        passages: The passages of each.
        encoder: Embeds them.
        before: Prepends title and date to each passage.

    Returns:
        The collection; close its store when done.
    """
    store = ArticleStore.create(folder / "articles.sqlite")
    texts: list[str] = []
    for article, own in zip(articles, passages, strict=True):
        published = article.published.isoformat() if article.published else None
        new = [before(article.title, published, passage.text) for passage in own]
        store.add(article, own, [hashlib.sha256(text.encode()).digest()[:16] for text in new])
        texts += new
    store.finish()
    begun = time.perf_counter()
    vectors = encoder.encode_passages(texts)
    seconds = time.perf_counter() - begun
    dense = DenseIndex.build([vectors], encoder.dim, len(texts))
    flat = tuple(passage for own in passages for passage in own)
    return Collection(store, dense, BM25Index.build(folder / "lexical", texts), flat, seconds)
