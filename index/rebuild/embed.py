"""Embeddings for a new build: reused if they exist, otherwise encoded."""

import random
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

import numpy as np

from corpus.progress import OnProgress, Throttle
from corpus.sentences import sentences
from index.cluster.workers import Workers
from index.dense.search import DenseSearch
from index.encoder.onnx_encoder import Encoder, Vectors
from index.rebuild.embedding_cache import PendingVectors
from index.store.articles import ArticleStore
from index.store.rows import StoredPassage

_WINDOW = 4096
"""Number of passages sorted by length together: enough that those in a batch are of equal length."""
_WIDE = 16 * _WINDOW
"""The same if many machines take batches from it."""
_LOOKUP = 500
"""Digests looked up in one query."""
_QUERIES = 200
"""Number of sentences used in place of questions."""
_FIRST, _LARGEST = 8, 256
"""Passages in the first batch of a window, and at most in any."""
_BATCH_SECONDS = 0.15
"""Target duration of a batch, so that progress is reported and cancellation noticed in time."""


class Embedder:
    """Finds or computes the embeddings of passages.

    Args:
        encoder: Encodes passages without an existing embedding.
        live_store: Digests of the live build's passages; None if it cannot be reused.
        live_dense: Their embeddings.
        pending: Embeddings of this rebuild and of one that was interrupted.
        workers: Encode in place of this process; None for none.
    """

    def __init__(
        self,
        encoder: Encoder,
        live_store: ArticleStore | None,
        live_dense: DenseSearch | None,
        pending: PendingVectors,
        workers: Workers | None = None,
    ) -> None:
        self._encoder = encoder
        self._workers = workers
        self._live_store = live_store
        self._live_dense = live_dense
        self._pending = pending

    def embed(self, store: ArticleStore, on_progress: OnProgress) -> int:
        """Encode every passage of a store that has no existing embedding.

        Args:
            store: The new build's passages.
            on_progress: Called after each batch.

        Returns:
            How many passages were encoded; equal ones are encoded once.
        """
        throttle = Throttle("embedding", on_progress, total=store.count("passages"))
        digests = enumerate(store.digests())
        done = encoded = 0
        encode, size = (self._workers.encoded, _WIDE) if self._workers else (self._encoded, _WINDOW)
        while window := list(islice(digests, size)):
            new = self._new(window)
            done += len(window) - len(new)
            passages = store.stored(new)
            for batch, vectors in encode(sorted(passages, key=lambda passage: len(passage.indexed_text))):
                self._pending.keep([passage.digest for passage in batch], vectors)
                done += len(batch)
                encoded += len(batch)
                throttle.tick(done, passages=len(batch))
            throttle.tick(done)
        self._pending.commit()
        return encoded

    def vectors(self, store: ArticleStore) -> Iterator[Vectors]:
        """Give the embeddings of a store's passages in order of row, in blocks.

        Args:
            store: The new build's passages, all embedded.

        Yields:
            Embeddings, each block of shape ``(n, dim)``.
        """
        digests = store.digests()
        while block := list(islice(digests, _LOOKUP)):
            found = self._at_hand(block, fetch=True)
            yield np.stack([found[digest] for digest in block])

    def sample(self, store: ArticleStore, size: int) -> Vectors:
        """Pick embeddings of a store's passages, the same ones every time.

        Args:
            store: The new build's passages, all embedded.
            size: How many to pick, at most all.

        Returns:
            Shape ``(size, dim)``.
        """
        return self.vectors_of(store, picked(store.count("passages"), size))

    def vectors_of(self, store: ArticleStore, rows: Sequence[int]) -> Vectors:
        """Give the embeddings of some rows of a store, shape ``(len(rows), dim)``."""
        digests = store.digests_of(rows)
        found = [self._at_hand(digests[at : at + _LOOKUP], fetch=True) for at in range(0, len(digests), _LOOKUP)]
        return np.stack([found[place // _LOOKUP][digest] for place, digest in enumerate(digests)])

    def queries(self, store: ArticleStore) -> Vectors:
        """Embed sentences of a store as queries, shape ``(n, dim)``.

        Source:
            Lee, Chang and Toutanova, "Latent Retrieval for Weakly Supervised Open Domain
            Question Answering", ACL 2019: a sentence takes the place of a question about its passage.
        """
        passages = store.passages(picked(store.count("passages"), _QUERIES))
        return np.stack([self._encoder.encode_query(_middle_sentence(passage.text)) for passage in passages])

    def _new(self, window: Sequence[tuple[int, bytes]]) -> list[int]:
        """Leave out rows that have an embedding, and duplicates."""
        wanted = {digest: row for row, digest in reversed(window)}
        digests = [digest for _, digest in window]
        for at in range(0, len(digests), _LOOKUP):
            for digest in self._at_hand(digests[at : at + _LOOKUP], fetch=False):
                wanted.pop(digest, None)
        return sorted(wanted.values())

    def _at_hand(self, digests: Sequence[bytes], *, fetch: bool) -> dict[bytes, Vectors]:
        """Find existing embeddings, the live build's first; without `fetch`, only the keys are meaningful."""
        found = self._pending.known(digests)
        if self._live_store is None or self._live_dense is None:
            return found
        rows = self._live_store.rows_of([digest for digest in dict.fromkeys(digests) if digest not in found])
        vectors = self._live_dense.vectors(list(rows.values())) if fetch else [np.empty(0, np.float32)] * len(rows)
        return found | dict(zip(rows, vectors, strict=True))

    def _encoded(self, passages: Sequence[StoredPassage]) -> Iterator[tuple[Sequence[StoredPassage], Vectors]]:
        """Encode a window in batches that each take about the same time.

        The next batch starts before the current one ends, so that no core is idle.
        """
        under_way: deque[tuple[Sequence[StoredPassage], Future[Vectors]]] = deque()
        at, size, ended = 0, _FIRST, time.monotonic()
        with ThreadPoolExecutor(2) as pool:
            while at < len(passages) or under_way:
                while at < len(passages) and len(under_way) < 2:
                    batch = passages[at : at + size]
                    texts = [passage.indexed_text for passage in batch]
                    under_way.append((batch, pool.submit(self._encoder.encode_passages, texts)))
                    at += size
                batch, vectors = under_way.popleft()
                yield batch, vectors.result()
                took, ended = max(time.monotonic() - ended, 1e-3), time.monotonic()
                size = min(max(4, round(len(batch) * _BATCH_SECONDS / took)), 2 * size, _LARGEST)


def picked(count: int, size: int) -> list[int]:
    """Pick rows, the same ones every time, in order; all if there are no more than `size`."""
    return sorted(random.Random(20).sample(range(count), min(size, count)))  # noqa: S311 - nothing secret


def _middle_sentence(text: str) -> str:
    spans = sentences(text, 0, len(text))
    start, end = spans[len(spans) // 2]
    return text[start:end]
