"""Questions to hits: dense and BM25, fused."""

from typing import Protocol

import numpy as np

from index.bm25 import BM25Index
from index.dense import DenseIndex
from index.encoder import Encoder
from index.filters import EVERYTHING, Filter
from index.fusion import weighted_average
from index.hits import Hit
from index.selecting import AllowedRows, allowed_rows
from index.settings import RetrievalSettings
from index.store import ArticleStore


class Retriever(Protocol):
    """Finds passages for a question; the tests have another."""

    def retrieve(self, question: str, k: int, where: Filter = EVERYTHING) -> tuple[Hit, ...]:
        """Find the `k` best passages of the articles that a filter lets through, best first."""


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
        self, encoder: Encoder, dense: DenseIndex, bm25: BM25Index, store: ArticleStore, settings: RetrievalSettings
    ) -> None:
        self._encoder = encoder
        self._dense = dense
        self._bm25 = bm25
        self._store = store
        self._settings = settings
        self._last: tuple[Filter, AllowedRows | None] = (EVERYTHING, None)

    def retrieve(self, question: str, k: int, where: Filter = EVERYTHING) -> tuple[Hit, ...]:
        """Find the passages nearest to a question in meaning and in words.

        Args:
            question: What the person typed.
            k: Most hits to return.
            where: Conditions that the hits' articles meet.

        Returns:
            Hits, best first; fewer than `k` only if fewer passages meet the conditions.
        """
        depth = max(self._settings.depth, k)
        query = self._encoder.encode_query(question)
        allowed = self._allowed(where)
        bm25 = dict(self._bm25.search(question, depth, allowed))
        dense = dict(self._dense.search(query, depth, allowed))
        missing = [row for row in bm25 if row not in dense]
        cosines = self._dense.vectors(missing) @ query
        dense.update(zip(missing, np.asarray(cosines).tolist(), strict=True))
        fused = weighted_average(dense, bm25, self._bm25.ceiling(question), self._settings.dense_weight)[:k]
        passages = self._store.passages([score.row for score in fused])
        return tuple(
            Hit(passage, score.fused, rank, {"dense": score.dense, "bm25": score.bm25})
            for rank, (score, passage) in enumerate(zip(fused, passages, strict=True), start=1)
        )

    def _allowed(self, where: Filter) -> AllowedRows | None:
        """Find a filter's rows; those of the last are kept, as one question follows another."""
        last, allowed = self._last
        if where != last:
            allowed = allowed_rows(self._store, where) if where else None
            self._last = where, allowed
        return allowed
