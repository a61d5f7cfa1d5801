"""Making a whole new build, cheaply: only text that no build has seen is embedded.

A build is made in a folder of its own: articles and passages first (those of files that were
not touched copied from the live build), then embeddings (taken from the live build, from an
interrupted rebuild, or encoded), then the two indexes, then the manifest. It is opened and
counted before ``CURRENT`` is moved to it. Until that moment nothing of the old index is
touched, so a rebuild can end anywhere without harm.
"""

import logging
import shutil
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.errors import QAError
from corpus.progress import OnProgress, Progress, Throttle, silent
from index.build import open_build, open_for_reuse
from index.dense.faiss_index import DenseIndex
from index.encoder.onnx_encoder import Encoder
from index.rebuild.disk import Estimate, Relay, check_space, disk_errors
from index.rebuild.embed import Embedder
from index.rebuild.embedding_cache import PendingVectors, remove_pending
from index.rebuild.ingest import Gatherer
from index.rebuild.reuse import reading_fingerprint
from index.rebuild.write_indexes import Indexer
from index.settings import IndexSettings
from index.store.articles import ArticleStore
from index.store.catalogue import languages_in, undated_in
from index.store.checksums import record_files
from index.store.fsync import sync_tree
from index.store.layout import BuildFolder, IndexFolder, remove_leftovers
from index.store.lock import held
from index.store.manifest import FORMAT_VERSION, ListSearch, Manifest
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
    """Passages whose embedding was at hand."""
    skipped: dict[str, int]
    """Reason to number of files, or of lines where a file holds many articles."""
    seconds: float
    bytes: int
    """Size of the build on disk."""
    languages: dict[str, int] = field(default_factory=dict)
    """ISO 639-1 code to number of articles, the most frequent first; ``unknown`` where none was told."""
    undated: int = 0
    """Articles that nothing but their file's own time dates."""


def rebuild(
    path: Path,
    sources: Sequence[Path],
    encoder: Encoder,
    settings: IndexSettings,
    on_progress: OnProgress = silent,
) -> RebuildSummary:
    """Index folders and files anew, and make the result live.

    Args:
        path: The index folder; made if it is not there.
        sources: Folders and files of articles.
        encoder: Embeds the passages; a copy goes into the build.
        settings: How articles are read and cut.
        on_progress: Called at least every 0.2 s; what it raises ends the rebuild without harm.

    Returns:
        What was done.

    Raises:
        CorpusEmpty: If no article was found; the old index stays.
        IndexBusy: If another rebuild holds the index.
        OperationFailed: If the disk is full or the folder cannot be written.
    """
    begun = time.monotonic()
    folder = IndexFolder(path)
    relay = Relay(on_progress)
    estimate = Estimate(sources, dim=encoder.dim)
    with disk_errors(path, relay, estimate):
        path.mkdir(parents=True, exist_ok=True)
        with held(folder):
            remove_leftovers(folder)
            build = estimate.build = folder.new_build()
            summary = _made_live(folder, build, _Rebuild(folder, build, encoder, settings, relay, estimate), sources)
            remove_leftovers(folder)
            remove_pending(folder.pending)  # not before: what is not live can still be lost
    done = RebuildSummary(**summary, seconds=time.monotonic() - begun, bytes=build.size())
    told = (build.path.name, done.articles, done.embedded, done.passages, done.seconds, done.bytes)
    _log.info("%s is live: %d articles, %d of %d passages embedded, %.1f s, %d bytes", *told)
    return done


class _Rebuild:
    """One rebuild's parts, so that its steps need not pass them about."""

    def __init__(
        self,
        folder: IndexFolder,
        build: BuildFolder,
        encoder: Encoder,
        settings: IndexSettings,
        on_progress: Relay,
        estimate: Estimate,
    ) -> None:
        self._folder = folder
        self._estimate = estimate
        self._build = build
        self._encoder = encoder
        self._settings = settings
        self._on_progress = on_progress
        self._reading = reading_fingerprint(encoder, settings)
        self._skipped: dict[str, int] = {}

    def disk_errors(self) -> AbstractContextManager[None]:
        """Report errors of the disk with what the build takes by then."""
        return disk_errors(self._folder.path, self._on_progress, self._estimate)

    def run(self, sources: Sequence[Path]) -> dict[str, Any]:
        self._encoder.save(self._build.encoder)
        live = open_for_reuse(self._folder, self._encoder, lambda: self._on_progress(Progress("checking")))
        copies = live is not None and live.manifest.reading == self._reading
        store = ArticleStore.create(self._build.articles, live.folder.articles if live and copies else None)
        pending = PendingVectors(self._folder.pending, self._encoder.dim)
        try:
            gatherer = Gatherer(store, self._encoder, self._settings, self._on_progress, copies=copies)
            gatherer.gather(sources)
            self._skipped = dict(gatherer.skipped.most_common())
            store_stories(store, live.store if live else None, self._on_progress)
            store.finish()
            self._estimate.passages = store.count("passages")
            check_space(self._folder.path, self._estimate)
            embedder = Embedder(self._encoder, live.store if live else None, live.dense if live else None, pending)
            embedded = embedder.embed(store, self._on_progress)
            indexer = Indexer(self._build, store, embedder, live if copies else None)
            dense, lists = indexer.make(self._encoder.dim, self._on_progress, exact=self._settings.dense.exact)
            counts: dict[str, Any] = {"articles": store.count("articles"), "passages": store.count("passages")}
            counts |= {"languages": languages_in(store), "undated": undated_in(store)}
        finally:
            pending.close()
            store.close()
            if live:
                live.store.close()
        self._describe(sources, counts, dense, lists)
        return {
            **counts,
            "embedded": embedded,
            "reused": counts["passages"] - embedded,
            "skipped": self._skipped,
        }

    def _describe(
        self, sources: Sequence[Path], counts: dict[str, Any], dense: DenseIndex, lists: ListSearch | None
    ) -> None:
        """Write the manifest, make everything safe on disk, and open the build as a reader would."""
        throttle = Throttle("checking", self._on_progress)
        encoder = {"name": self._encoder.name, "fingerprint": self._encoder.fingerprint, "dim": self._encoder.dim}
        heads = {"dense.faiss": dense.head_size(self._build.dense)}
        manifest = Manifest(
            format=FORMAT_VERSION,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            sources=tuple(str(source.absolute()) for source in sources),
            settings=self._settings.recorded(),
            encoder=encoder,
            dense_kind=dense.kind,
            dense_lists=lists,
            skipped=self._skipped,
            reading=self._reading,
            files=record_files(self._build, heads, lambda: throttle.tick(0)),
            **counts,
        )
        manifest.write(self._build)
        sync_tree(self._build.path, lambda: throttle.tick(0))
        open_build(self._build, self._encoder).store.close()


def _made_live(folder: IndexFolder, build: BuildFolder, work: _Rebuild, sources: Sequence[Path]) -> dict[str, Any]:
    """Make a build and make it live; of one that does not become so, nothing is left."""
    try:
        with work.disk_errors():  # told before what was written is removed
            summary = work.run(sources)
            folder.make_live(build)
    finally:
        if not _is_live(folder, build):
            shutil.rmtree(build.path, ignore_errors=True)
    return summary


def _is_live(folder: IndexFolder, build: BuildFolder) -> bool:
    try:
        return folder.live() == build
    except QAError:
        return False
