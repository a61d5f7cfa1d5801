"""The two searches over a collection, with the same rows and scores as those of the local index."""

import math
from collections.abc import Sequence

import numpy as np

from corpus.errors import IndexDamaged
from index.cluster.collection import Collection
from index.cluster.terms import QueryTerms
from index.encoder.onnx_encoder import Vectors
from index.filters import Filter
from index.store.scope import AllowedRows

_FETCHED = 1_000
"""Embeddings fetched in one call."""


class EngineDense:
    """Embeddings by row, in an engine.

    Args:
        collection: Holds them.
        count: How many there are.
        dim: Length of each.
        kind: How they are kept, for a person.
    """

    def __init__(self, collection: Collection, count: int, dim: int, kind: str) -> None:
        self._collection = collection
        self._count = count
        self.dim = dim
        self.kind = kind

    def __len__(self) -> int:
        """Count the passages."""
        return self._count

    def search(self, query: Vectors, k: int, allowed: AllowedRows | None = None) -> list[tuple[int, float]]:
        """Find the passages whose embeddings lie nearest to `query`.

        Args:
            query: Query embedding, shape ``(dim,)``, float32, unit length.
            k: Most rows to return; no more than an engine gives, 16,384.
            allowed: The rows that may be returned; None allows all.

        Returns:
            ``(row, score)`` pairs, best first; `score` is a cosine in [-1, 1].

        Raises:
            ValueError: If `query` is not of shape ``(dim,)``.
            IndexDamaged: If a row or a score is invalid.
            OperationFailed: If the engine does not answer.
        """
        if query.shape != (self.dim,):
            raise ValueError(f"query has shape {query.shape}, index expects ({self.dim},)")
        if k < 1 or (allowed is not None and not allowed.count):
            return []
        where = condition(allowed) if allowed is not None else ""
        return ordered(self._collection.nearest("dense", query.tolist(), min(k, self._count), where), self._count)

    def vectors(self, rows: Sequence[int]) -> Vectors:
        """Fetch embeddings.

        Args:
            rows: Whose embeddings are wanted.

        Returns:
            Shape ``(len(rows), dim)``, in the order of `rows`.

        Raises:
            IndexDamaged: If one is missing in the engine, or invalid.
            OperationFailed: If the engine does not answer.
        """
        if not len(rows):
            return np.empty((0, self.dim), dtype=np.float32)
        found: dict[int, Vectors] = {}
        wanted = list(dict.fromkeys(map(int, rows)))
        for at in range(0, len(wanted), _FETCHED):
            found |= self._collection.vectors(wanted[at : at + _FETCHED])
        lost = [row for row in wanted if row not in found]
        if lost:
            raise IndexDamaged(f"The engine does not have passage {lost[0]} of {self._count:,}.", "qa rebuild")
        stacked = np.stack([found[int(row)] for row in rows])
        if stacked.shape[1] != self.dim or not np.isfinite(stacked).all():
            raise IndexDamaged("The engine returned invalid embeddings.", "qa rebuild")
        return stacked


class EngineWords:
    """Passages by their words, in an engine, scored by BM25.

    Args:
        collection: Holds the passages' weights.
        terms: Weighs a question's.
        count: How many passages there are.
    """

    def __init__(self, collection: Collection, terms: QueryTerms, count: int) -> None:
        self._collection = collection
        self._terms = terms
        self._count = count

    def __len__(self) -> int:
        """Count the passages."""
        return self._count

    def search(self, query: str, k: int, allowed: AllowedRows | None = None) -> list[tuple[int, float]]:
        """Find the passages that score highest for a query's words.

        Args:
            query: Any text; words that no passage has add nothing.
            k: Most rows to return; no more than an engine gives, 16,384.
            allowed: The rows that may be returned; None allows all.

        Returns:
            ``(row, score)`` pairs, best first; `score` is above 0.

        Raises:
            IndexDamaged: If a row or a score is invalid.
            OperationFailed: If the engine does not answer.
        """
        weights, _ = self._terms.weigh(query)
        if not weights or k < 1 or (allowed is not None and not allowed.count):
            return []
        where = condition(allowed) if allowed is not None else ""
        found = self._collection.nearest("words", weights, min(k, self._count), where)
        return ordered([hit for hit in found if hit[1] > 0], self._count)

    def ceiling(self, query: str) -> float:
        """Find the score no passage can pass for this query; 0 for one without words."""
        return self._terms.weigh(query)[1]

    def frequency(self, term: str) -> int:
        """Count the passages that have a term, as `index.lexical.analyzer.analysed` gives terms."""
        return self._terms.frequency(term)

    def near(self, term: str, distance: int, k: int) -> list[int]:
        """Find passages that have a term like the given one.

        Args:
            term: A term.
            distance: Letters that may be added, left out, changed, or swapped with a neighbour; 1 or 2.
            k: Most rows to return.

        Returns:
            Rows, in no order that means anything.
        """
        weights = self._terms.near(term, distance)
        return [row for row, _ in self._collection.nearest("words", weights, k, "")] if weights else []


def condition(allowed: AllowedRows) -> str:
    """Convert allowed rows to a condition in the engine's syntax.

    Days and languages are conditions of the engine's own. What a text is part of is not - engines
    fold letters otherwise, or not at all - and is passed on as the articles that meet it.

    Args:
        allowed: The rows.

    Returns:
        A condition that is made of numbers, days and codes only.
    """
    where = allowed.where
    named = where is None or where.source or where.author or where.title or where.path or where.among is not None
    if where is not None and not named:
        return " and ".join(_own_conditions(where))
    articles = allowed.articles
    breaks = np.flatnonzero(np.diff(articles) != 1) + 1
    runs = [(int(run[0]), int(run[-1])) for run in np.split(articles, breaks)]
    if 4 * len(runs) > len(articles):
        return f"article in {articles.tolist()}"
    return " or ".join(f"(article >= {first} and article <= {last})" for first, last in runs)


def _own_conditions(where: Filter) -> list[str]:
    found = []
    if where.since:
        found.append(f'published >= "{where.since.isoformat()}"')
    if where.until:
        found.append(f'published <= "{where.until.isoformat()}" and published != ""')
    if where.lang:
        found.append(f'lang == "{where.lang}"')
    return found


def ordered(found: Sequence[tuple[int, float]], count: int) -> list[tuple[int, float]]:
    """Sort an engine's results as the local index does, and reject invalid ones."""
    if not all(0 <= row < count and math.isfinite(score) for row, score in found):
        raise IndexDamaged("The engine returned invalid rows or scores: they belong to another index.", "qa rebuild")
    return sorted(found, key=lambda hit: (-hit[1], hit[0]))
