"""Writes a finished store to a search engine: its terms are counted, then each passage is written with its embedding.

A thread of its own writes; the caller's thread reports progress, and cancels the work if the callback raises.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import chain, islice
from typing import Any

from corpus.progress import OnProgress, Throttle
from index.cluster.build import EngineBuild
from index.cluster.terms import PassageTerms
from index.rebuild.embed import Embedder, picked
from index.rebuild.write_indexes import Made
from index.store.articles import ArticleStore
from index.store.terms import described_passages

_TOGETHER = 500
"""Passages written in one call: one to two megabytes."""
_REPORT = 0.1
"""Seconds between reports."""
_CHECKED = 64
"""Passages whose embeddings are read back."""


class _Stopped(Exception):
    """The caller cancelled the work."""


class EngineIndexer:
    """Writes the passages of one build to an engine.

    Args:
        engine: Where to.
        store: The build's store.
    """

    def __init__(self, engine: EngineBuild, store: ArticleStore) -> None:
        self._engine = engine
        self._store = store
        self._done = 0
        self._stopped = False
        self._terms: PassageTerms

    def count_terms(self, on_progress: OnProgress) -> None:
        """Count the terms of all passages and keep them in the store, which is not finished yet.

        Args:
            on_progress: Called every 0.1 s; an exception that it raises cancels the work.
        """
        throttle = Throttle("indexing", on_progress, total=self._store.count("passages"))

        def texts() -> Iterator[str]:
            for done, passage in enumerate(self._store.indexed()):
                throttle.tick(done)
                yield passage.indexed_text

        self._terms = PassageTerms(texts())
        self._terms.keep(self._store)

    def make(self, embedder: Embedder, on_progress: OnProgress) -> Made:
        """Write every passage, and compare the engine's contents with what was written.

        Args:
            embedder: Has an embedding for every passage.
            on_progress: Called every 0.1 s; an exception that it raises cancels the work.

        Returns:
            The searches.

        Raises:
            OperationFailed: If the engine does not answer, or its contents differ from what was written.
        """
        count = self._store.count("passages")
        self._run(lambda: self._write(embedder), Throttle("indexing", on_progress, total=count))
        self._run(lambda: self._finish(count, embedder), Throttle("checking", on_progress))
        return Made(self._engine.collection.kind(count))

    def _run(self, work: Callable[[], None], throttle: Throttle) -> None:
        with ThreadPoolExecutor(1) as pool:
            task = pool.submit(work)
            try:
                while wait([task], timeout=_REPORT).not_done:
                    throttle.tick(self._done)
            except BaseException:
                self._stopped = True
                raise
            task.result()

    def _write(self, embedder: Embedder) -> None:
        rows = self._rows(embedder)
        while block := list(islice(rows, _TOGETHER)):
            if self._stopped:
                raise _Stopped
            self._engine.collection.write(block)
            self._done += len(block)

    def _rows(self, embedder: Embedder) -> Iterator[dict[str, Any]]:
        described = described_passages(self._store)
        vectors = chain.from_iterable(embedder.vectors(self._store))
        for passage, (article, published, language), vector in zip(
            self._store.indexed(), described, vectors, strict=True
        ):
            yield {
                "row": passage.row,
                "article": article,
                "published": published,
                "lang": language,
                "dense": vector.tolist(),
                "words": self._terms.weigh(passage.indexed_text),
            }

    def _finish(self, count: int, embedder: Embedder) -> None:
        self._engine.collection.finish(count)
        rows = picked(count, _CHECKED)
        self._engine.check(count, rows, embedder.vectors_of(self._store, rows))
