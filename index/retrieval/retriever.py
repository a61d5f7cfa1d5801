"""Questions to hits: dense and BM25, fused."""

from typing import Protocol

import numpy as np

from index.dense.search import DenseSearch
from index.encoder.onnx_encoder import Encoder, Vectors
from index.filters import EVERYTHING, Filter
from index.lexical.search import WordSearch
from index.retrieval.deduplicate import Collapser, Ranked
from index.retrieval.fusion import weighted_average
from index.settings import RetrievalSettings
from index.store.articles import ArticleStore
from index.store.scope import AllowedRows, allowed_rows
from index.types import Hit

_DEEPEST = 10_000
"""Maximum number of candidates from each of the dense index and BM25, if many of them are copies."""


class Retriever(Protocol):
    """Finds passages for a question; the tests have another."""

    def retrieve(self, question: str, k: int, where: Filter = EVERYTHING) -> tuple[Hit, ...]:
        """Find the `k` best passages of the articles that a filter selects, best first."""


class HybridRetriever:
    """Dense and BM25 retrieval over one build.

    Args:
        encoder: The encoder the dense index was made with.
        dense: Embeddings by row.
        bm25: Passages' words by row.
        store: Passages by row.
        settings: Depth and weight.
    """

    def __init__(
        self, encoder: Encoder, dense: DenseSearch, bm25: WordSearch, store: ArticleStore, settings: RetrievalSettings
    ) -> None:
        self._encoder = encoder
        self._dense = dense
        self._bm25 = bm25
        self._store = store
        self._settings = settings
        self._collapser = Collapser(store)
        self._last: tuple[Filter, AllowedRows | None] = (EVERYTHING, None)

    def retrieve(self, question: str, k: int, where: Filter = EVERYTHING) -> tuple[Hit, ...]:
        """Find the passages most similar to a question in meaning and in words.

        Args:
            question: The question.
            k: Most hits to return.
            where: Conditions that the hits' articles meet.

        Returns:
            Hits, best first; of passages that copies share, one. Fewer than `k` only if fewer
            such passages meet the conditions.
        """
        allowed = self._allowed(where)
        most = len(self._dense) if allowed is None else allowed.count
        query = self._encoder.encode_query(question)
        depth = max(self._settings.depth, k)
        ranked = self._ranked(question, query, k, depth, allowed)
        while len(ranked) < k and depth < min(most, _DEEPEST):  # too few are left because of copies
            depth *= 4
            ranked = self._ranked(question, query, k, depth, allowed)
        passages = self._store.passages([found.score.row for found in ranked])
        return tuple(
            Hit(passage, each.score.fused, rank, {"dense": each.score.dense, "bm25": each.score.bm25}, each.story)
            for rank, (each, passage) in enumerate(zip(ranked, passages, strict=True), start=1)
        )

    def _ranked(self, question: str, query: Vectors, k: int, depth: int, allowed: AllowedRows | None) -> list[Ranked]:
        """Rank the candidates of the dense index and BM25, without copies."""
        bm25 = dict(self._bm25.search(question, depth, allowed))
        dense = dict(self._dense.search(query, depth, allowed))
        missing = [row for row in bm25 if row not in dense]
        cosines = self._dense.vectors(missing) @ query
        dense.update(zip(missing, np.asarray(cosines).tolist(), strict=True))
        fused = weighted_average(dense, bm25, self._bm25.ceiling(question), self._settings.dense_weight)
        return self._collapser.collapsed(fused, k, allowed)

    def _allowed(self, where: Filter) -> AllowedRows | None:
        """Find a filter's rows; those of the last filter are cached for the next question."""
        last, allowed = self._last
        if where != last:
            allowed = allowed_rows(self._store, where) if where else None
            self._last = where, allowed
        return allowed
