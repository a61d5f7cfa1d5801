"""Make a complete new build, in which only new text is embedded.

A build is made in a separate folder: articles and passages first (those of unchanged files are
copied from the live build), then embeddings (from the live build or an interrupted rebuild, or
encoded), then the two indexes, then the manifest. It is opened and its passages are counted
before ``CURRENT`` is moved to it. Until then the old index is not modified, so a rebuild can
be interrupted at any point without harm.
"""

import logging
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.errors import QAError
from corpus.progress import OnProgress, Progress, Throttle, silent
from index.build import Build, open_build, open_for_reuse
from index.cluster.build import EngineBuild
from index.cluster.workers import Workers
from index.encoder.onnx_encoder import Encoder
from index.rebuild.disk import Estimate, Relay, check_space, disk_errors
from index.rebuild.embed import Embedder
from index.rebuild.embedding_cache import PendingVectors, remove_pending
from index.rebuild.ingest import Gatherer
from index.rebuild.reuse import reading_fingerprint
from index.rebuild.write_engine import EngineIndexer
from index.rebuild.write_indexes import Indexer, Made
from index.settings import LOCAL, IndexSettings
from index.store.articles import ArticleStore
from index.store.catalogue import languages_in, undated_in
from index.store.checksums import record_files
from index.store.fsync import sync_tree
from index.store.layout import BuildFolder, IndexFolder, remove_leftovers
from index.store.lock import held
from index.store.manifest import FORMAT_VERSION, Manifest, read_manifest
from index.stories.stories import store_stories

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RebuildSummary:
    """What a rebuild did."""

    articles: int
    passages: int
    embedded: int
    """Passages that had to be encoded."""
    reused: int
    """Passages whose embedding was reused."""
    skipped: dict[str, int]
    """Reason to number of files, or of lines where a file holds many articles."""
    seconds: float
    bytes: int
    """Size of the build on disk."""
    languages: dict[str, int] = field(default_factory=dict)
    """ISO 639-1 code to number of articles, the most frequent first; ``unknown`` where none was detected."""
    undated: int = 0
    """Articles whose only date is the time of their file."""


def rebuild(
    path: Path,
    sources: Sequence[Path],
    encoder: Encoder,
    settings: IndexSettings,
    on_progress: OnProgress = silent,
    *,
    take_over: bool = False,
) -> RebuildSummary:
    """Index folders and files, and make the new build live.

    Args:
        path: The index folder.
        sources: Folders and files of articles.
        encoder: Embeds the passages; a copy goes into the build.
        settings: How articles are read and cut.
        on_progress: Called at least every 0.2 s; an exception that it raises cancels the rebuild safely.
        take_over: Whether to take the lock of an engine from another rebuild, which must have ended.

    Returns:
        What was done.

    Raises:
        CorpusEmpty: If no article was found; the old index stays.
        IndexBusy: If another rebuild holds the index.
        OperationFailed: If the disk is full, the folder cannot be written, or an engine does not answer.
    """
    begun = time.monotonic()
    folder = IndexFolder(path)
    relay, estimate = Relay(on_progress), Estimate(sources, dim=encoder.dim)
    with disk_errors(path, relay, estimate):
        path.mkdir(parents=True, exist_ok=True)
        with held(folder):
            remove_leftovers(folder)
            build = estimate.build = folder.new_build()
            work = _Rebuild(folder, build, encoder, settings, relay, estimate, take_over=take_over)
            summary = _made_live(folder, build, work, sources)
            remove_leftovers(folder)
            remove_pending(folder.pending)  # not earlier: a build that is not live may still be lost
    return _logged(build, RebuildSummary(**summary, seconds=time.monotonic() - begun, bytes=build.size()))


def _logged(build: BuildFolder, done: RebuildSummary) -> RebuildSummary:
    figures = (build.path.name, done.articles, done.embedded, done.passages, done.seconds, done.bytes)
    _log.info("%s is live: %d articles, %d of %d passages embedded, %.1f s, %d bytes", *figures)
    return done


class _Rebuild:
    """The state that the steps of a rebuild share."""

    def __init__(
        self,
        folder: IndexFolder,
        build: BuildFolder,
        encoder: Encoder,
        settings: IndexSettings,
        on_progress: Relay,
        estimate: Estimate,
        *,
        take_over: bool,
    ) -> None:
        self._folder = folder
        self._estimate = estimate
        self._build = build
        self._encoder = encoder
        self._settings = settings
        self._on_progress = on_progress
        self._reading = reading_fingerprint(encoder, settings)
        self._skipped: dict[str, int] = {}
        self._take_over = take_over
        self._engine: EngineBuild | None = None

    def disk_errors(self) -> AbstractContextManager[None]:
        """Report disk errors with an estimate of the space that the build needs."""
        return disk_errors(self._folder.path, self._on_progress, self._estimate)

    def run(self, sources: Sequence[Path]) -> dict[str, Any]:
        self._encoder.save(self._build.encoder)
        self._engine = self._begun()
        live = self._live()
        copies = live is not None and live.manifest.reading == self._reading
        store = ArticleStore.create(self._build.articles, live.folder.articles if live and copies else None)
        pending = PendingVectors(self._folder.pending, self._encoder.dim)
        try:
            gatherer = Gatherer(store, self._encoder, self._settings, self._on_progress, copies=copies)
            gatherer.gather(sources)
            self._skipped = dict(gatherer.skipped.most_common())
            store_stories(store, live.store if live else None, self._on_progress)
            engine = EngineIndexer(self._engine, store) if self._engine else None
            if engine:
                engine.count_terms(self._on_progress)
            store.finish()
            self._estimate.passages = store.count("passages")
            check_space(self._folder.path, self._estimate)
            with self._workers() as workers:
                stored, dense = (live.store, live.dense) if live else (None, None)
                embedder = Embedder(self._encoder, stored, dense, pending, workers)
                embedded = embedder.embed(store, self._on_progress)
            made = (
                engine.make(embedder, self._on_progress) if engine else self._made_here(store, embedder, live, copies)
            )
            counts: dict[str, Any] = {"articles": store.count("articles"), "passages": store.count("passages")}
            counts |= {"languages": languages_in(store), "undated": undated_in(store)}
        finally:
            pending.close()
            store.close()
            if live:
                live.store.close()
        self._describe(sources, counts, made)
        return {
            **counts,
            "embedded": embedded,
            "reused": counts["passages"] - embedded,
            "skipped": self._skipped,
        }

    def make_live(self) -> None:
        """Move ``CURRENT`` to the build, and then the index's alias in its engine."""
        before = _collection_of(self._folder)
        if self._engine:
            self._engine.check_lock()
        self._folder.make_live(self._build)
        if self._engine:
            self._engine.make_live(before)

    def end(self, *, live: bool) -> None:
        """Release the engine's lock, and drop the collection of a build that did not become live."""
        if self._engine:
            self._engine.end(live=live)

    def _begun(self) -> EngineBuild | None:
        """Take the engine's lock, before anything else is done."""
        if self._settings.engine.kind == LOCAL:
            return None
        exact = self._settings.dense.exact
        engine = EngineBuild(self._settings.engine, self._folder.path, self._build.path.name, exact=exact)
        engine.begin(self._encoder.dim, over=self._take_over)
        return engine

    @contextmanager
    def _workers(self) -> Iterator[Workers | None]:
        """Open a pool of Ray workers, if the settings ask for one."""
        where = self._settings.encoder.workers
        workers = Workers(where, self._encoder) if where else None
        try:
            yield workers
        finally:
            if workers:
                workers.close()

    def _live(self) -> Build | None:
        def checking() -> None:
            self._on_progress(Progress("checking"))

        return open_for_reuse(self._folder, self._encoder, checking, self._settings.engine)

    def _made_here(self, store: ArticleStore, embedder: Embedder, live: Build | None, copies: bool) -> Made:
        """Make both indexes in files; parts of the lexical index are copied if the live build also has files."""
        reused = live if live and copies and live.manifest.engine is None else None
        indexer = Indexer(self._build, store, embedder, reused)
        return indexer.make(self._encoder.dim, self._on_progress, exact=self._settings.dense.exact)

    def _describe(self, sources: Sequence[Path], counts: dict[str, Any], made: Made) -> None:
        """Write the manifest, flush everything to disk, and open the build as a reader would."""
        throttle = Throttle("checking", self._on_progress)
        encoder = {"name": self._encoder.name, "fingerprint": self._encoder.fingerprint, "dim": self._encoder.dim}
        manifest = Manifest(
            format=FORMAT_VERSION,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            sources=tuple(str(source.absolute()) for source in sources),
            settings=self._settings.recorded(),
            encoder=encoder,
            dense_kind=made.kind,
            dense_lists=made.lists,
            skipped=self._skipped,
            reading=self._reading,
            files=record_files(self._build, made.heads, lambda: throttle.tick(0)),
            engine=self._engine.record() if self._engine else None,
            **counts,
        )
        manifest.write(self._build)
        sync_tree(self._build.path, lambda: throttle.tick(0))
        open_build(self._build, self._encoder, self._settings.engine).store.close()


def _made_live(folder: IndexFolder, build: BuildFolder, work: _Rebuild, sources: Sequence[Path]) -> dict[str, Any]:
    """Make a build and make it live; remove it if that fails."""
    try:
        with work.disk_errors():  # reported before the files written so far are removed
            summary = work.run(sources)
            work.make_live()
    finally:
        live = _is_live(folder, build)
        work.end(live=live)
        if not live:
            shutil.rmtree(build.path, ignore_errors=True)
    return summary


def _is_live(folder: IndexFolder, build: BuildFolder) -> bool:
    try:
        return folder.live() == build
    except QAError:
        return False


def _collection_of(folder: IndexFolder) -> str:
    """Name the collection of the live build in an engine; empty if it has none."""
    try:
        return str((read_manifest(folder.live()).engine or {}).get("collection", ""))
    except QAError:
        return ""
