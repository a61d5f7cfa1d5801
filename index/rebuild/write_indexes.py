"""Make the two indexes of a finished store concurrently.

The dense index is one task; each part of the lexical index that the live build does not have is
another. Tasks read the store through their own connections and report by counting; only the
caller's thread reports progress, and it stops the other tasks if the callback raises.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, TypeVar

from corpus.progress import OnProgress, Throttle
from index.build import Build
from index.dense.faiss_index import DenseIndex, training_size
from index.encoder.onnx_encoder import cores
from index.lexical.parts import Part, assemble, cut, part_files, read_parts, take_part, write_part
from index.rebuild.embed import Embedder
from index.store.articles import ArticleStore
from index.store.checksums import is_as_written
from index.store.layout import BuildFolder
from index.store.manifest import ListSearch

T = TypeVar("T")

_AT_ONCE = 4
"""Maximum number of concurrent tasks: each part is in memory while it is written."""
_REPORT = 0.1
"""Seconds between reports."""


class _Stopped(Exception):
    """Another task failed, or the caller cancelled the work."""


@dataclass(frozen=True, slots=True)
class Made:
    """The searches of a build, for its manifest."""

    kind: str
    """How embeddings are stored."""
    lists: ListSearch | None = None
    heads: dict[str, int] = field(default_factory=dict)
    """As `record_files` takes them."""


class Indexer:
    """Makes the indexes of one build.

    Args:
        build: Where to.
        store: Its finished store; the dense task reads it.
        embedder: Has an embedding for every passage.
        live: A build whose lexical parts may be copied; None if they were made otherwise.
    """

    def __init__(self, build: BuildFolder, store: ArticleStore, embedder: Embedder, live: Build | None) -> None:
        self._build = build
        self._store = store
        self._embedder = embedder
        self._live = live
        self._count = store.count("passages")
        self._done = [0, 0]
        """Passages in the dense and in the lexical index."""
        self._stopped = False

    def make(self, dim: int, on_progress: OnProgress, *, exact: bool) -> Made:
        """Make both indexes and save them.

        Args:
            dim: Length of an embedding.
            on_progress: Called every 0.1 s; an exception that it raises cancels the work.
            exact: Whether dense search compares all passages.

        Returns:
            What was made.
        """
        self._build.lexical.mkdir()
        passages = zip(self._store.digests(), self._store.articles_of_passages(), strict=True)
        parts = list(cut(passages, self._count))
        throttle = Throttle("indexing", on_progress, total=self._count)
        with ThreadPoolExecutor(min(cores() + 1, _AT_ONCE)) as pool:
            dense = pool.submit(self._dense, dim, exact)
            lexical = [pool.submit(self._part, part) for part in parts]
            try:
                self._watch([dense, *lexical], throttle)
            except BaseException:
                self._stopped = True
                raise
        assemble(self._build.lexical, [part.result() for part in lexical])
        made, lists = dense.result()
        return Made(made.kind, lists, {self._build.dense.name: made.head_size(self._build.dense)})

    def _watch(self, tasks: list[Future[Any]], throttle: Throttle) -> None:
        left: set[Future[Any]] = set(tasks)
        while left:
            done, left = wait(left, timeout=_REPORT, return_when=FIRST_EXCEPTION)
            throttle.tick(sum(self._done) // 2)
            for task in done:
                task.result()

    def _dense(self, dim: int, exact: bool) -> tuple[DenseIndex, ListSearch | None]:
        wanted = training_size(self._count, exact=exact)
        sample = self._embedder.sample(self._store, wanted) if wanted else None
        blocks = self._counted(0, self._embedder.vectors(self._store), len)
        dense = DenseIndex.build(blocks, dim, self._count, sample)
        lists = dense.tune(self._embedder.queries(self._store)) if wanted else None
        dense.save(self._build.dense)
        return dense, lists

    def _part(self, part: Part) -> Part:
        held = self._held_live(part)
        if held is not None and self._live is not None:
            self._done[1] += part.passages
            return take_part(self._build.lexical, part, self._live.folder.lexical, held.segments)
        with closing(ArticleStore.open(self._build.articles)) as store:
            stop = part.row + part.passages
            texts = (passage.indexed_text for passage in store.indexed(part.row, stop))
            passages = zip(texts, store.articles_of_passages(part.row, stop), strict=True)
            return write_part(self._build.lexical, part, self._counted(1, passages, lambda _: 1))

    def _held_live(self, part: Part) -> Part | None:
        """Find a part in the live build, if its files are as they were written."""
        if self._live is None:
            return None
        lexical = self._live.folder.lexical
        held = next((each for each in read_parts(lexical) if each.key == part.key), None)
        if held is None or held.passages != part.passages:
            return None
        names = [f"{lexical.name}/{file.name}" for file in part_files(lexical, held.segments)]
        whole = names and all(is_as_written(self._live.folder, self._live.manifest, name) for name in names)
        return held if whole else None

    def _counted(self, index: int, items: Iterable[T], size: Callable[[T], int]) -> Iterator[T]:
        for item in items:
            if self._stopped:
                raise _Stopped
            yield item
            self._done[index] += size(item)
