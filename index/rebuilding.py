"""Making a whole new build, cheaply: only text that no build has seen is embedded.

A build is made in a folder of its own: articles and passages first, then embeddings (taken
from the live build, from an interrupted rebuild, or encoded), then the two indexes, then the
manifest. It is opened and counted before ``CURRENT`` is moved to it. Until that moment
nothing of the old index is touched, so a rebuild can end anywhere without harm.
"""

import hashlib
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.article import Article
from corpus.chunking import chunk
from corpus.errors import CorpusEmpty, QAError
from corpus.loading import Loader, Skip, SourceFile, find_files, with_distinct_ids, without_removed, writable
from corpus.progress import OnProgress, silent
from index.bm25 import BM25Index
from index.dense import DenseIndex, training_size
from index.embedding import Embedder
from index.encoder import Encoder
from index.guarding import Relay, disk_errors, remove_leftovers
from index.layout import BuildFolder, IndexFolder
from index.live import Build, open_build
from index.locking import held
from index.manifest import FORMAT_VERSION, ListSearch, Manifest, is_as_written, record_files
from index.pacing import Pace
from index.pending import PendingVectors, remove_pending
from index.settings import IndexSettings
from index.store import ArticleStore, FileState, indexed_text
from index.stories import store_stories
from index.syncing import sync_tree


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
    with disk_errors(path, relay):
        path.mkdir(parents=True, exist_ok=True)
        with held(folder):
            remove_leftovers(folder)
            build = folder.new_build()
            try:
                summary = _Rebuild(folder, build, encoder, settings, relay).run(sources)
                folder.make_live(build)
            finally:
                if not _is_live(folder, build):
                    shutil.rmtree(build.path, ignore_errors=True)
            remove_leftovers(folder)
            remove_pending(folder.pending)  # not before: what is not live can still be lost
    return RebuildSummary(**summary, seconds=time.monotonic() - begun, bytes=build.size())


class _Rebuild:
    """One rebuild's parts, so that its steps need not pass them about."""

    def __init__(
        self,
        folder: IndexFolder,
        build: BuildFolder,
        encoder: Encoder,
        settings: IndexSettings,
        on_progress: OnProgress,
    ) -> None:
        self._folder = folder
        self._build = build
        self._encoder = encoder
        self._settings = settings
        self._on_progress = on_progress
        self._skipped: Counter[str] = Counter()

    def run(self, sources: Sequence[Path]) -> dict[str, Any]:
        store = ArticleStore.create(self._build.articles)
        pending = PendingVectors(self._folder.pending, self._encoder.dim)
        try:
            self._store_articles(store, sources)
            live = _open_for_reuse(self._folder, self._encoder)
            store_stories(store, live.store if live else None, self._on_progress)
            store.finish()
            embedder = Embedder(self._encoder, live.store if live else None, live.dense if live else None, pending)
            embedded = embedder.embed(store, self._on_progress)
            dense, lists = self._index(store, embedder)
            counts = {"articles": store.count("articles"), "passages": store.count("passages")}
        finally:
            pending.close()
            store.close()
        if live:
            live.store.close()
        self._describe(sources, counts, dense.kind, lists)
        return {
            **counts,
            "embedded": embedded,
            "reused": counts["passages"] - embedded,
            "skipped": dict(self._skipped.most_common()),
        }

    def _store_articles(self, store: ArticleStore, sources: Sequence[Path]) -> None:
        pace = Pace("loading", self._on_progress)
        files: list[FileState] = []
        with Loader(self._settings.loading, lambda: pace.tick(len(files))) as loader:
            found = with_distinct_ids(self._articles(sources, loader, files, pace))
            for item in without_removed(found, self._settings.loading):
                if isinstance(item, Skip):
                    self._skip(store, item)
                else:
                    pace.tick(len(files), passages=self._store_article(store, item))
        store.add_files(files)
        if not store.count("passages"):
            raise CorpusEmpty(_nothing_found(sources, self._skipped), "qa rebuild PATH, with a folder of articles")

    def _store_article(self, store: ArticleStore, article: Article) -> int:
        """Store an article with its passages, and count them."""
        passages = chunk(article, self._settings.chunking, self._encoder.count_wordpieces)
        if not passages:
            self._skip(store, Skip(article.path, "nothing but boilerplate", article.row))
            return 0
        published = article.stated.isoformat() if article.stated else None
        texts = [indexed_text(article.title, published, passage.text) for passage in passages]
        store.add(article, passages, [self._digest(text) for text in texts])
        return len(passages)

    def _articles(
        self, sources: Sequence[Path], loader: Loader, files: list[FileState], pace: Pace
    ) -> Iterator[Article | Skip]:
        found = list(find_files(sources, self._settings.loading))
        pace.total = len(found)
        for item in found:
            pace.tick(len(files))
            if isinstance(item, SourceFile):
                state = _state(item.path)
                yield from loader.load(item)
                files += [state] if state else []
            else:
                pace.total -= 1
                yield item

    def _skip(self, store: ArticleStore, skip: Skip) -> None:
        self._skipped[skip.reason] += 1
        store.add_skip(skip.path, skip.line, skip.reason)

    def _digest(self, text: str) -> bytes:
        return hashlib.sha256(f"{self._encoder.fingerprint}\n{text}".encode()).digest()[:16]

    def _index(self, store: ArticleStore, embedder: Embedder) -> tuple[DenseIndex, ListSearch | None]:
        count = store.count("passages")
        pace = Pace("indexing", self._on_progress, total=count)
        wanted = training_size(count, exact=self._settings.dense.exact)
        sample = embedder.sample(store, wanted) if wanted else None
        dense = DenseIndex.build(embedder.vectors(store, pace), self._encoder.dim, count, sample)
        lists = dense.tune(embedder.queries(store)) if wanted else None
        dense.save(self._build.dense)
        texts = (passage.indexed_text for passage in pace.each(store.indexed()))
        BM25Index.build(self._build.lexical, texts, store.articles_of_passages())
        self._encoder.save(self._build.encoder)
        return dense, lists

    def _describe(
        self, sources: Sequence[Path], counts: dict[str, int], dense_kind: str, lists: ListSearch | None
    ) -> None:
        """Write the manifest, make everything safe on disk, and open the build as a reader would."""
        encoder = {"name": self._encoder.name, "fingerprint": self._encoder.fingerprint, "dim": self._encoder.dim}
        manifest = Manifest(
            format=FORMAT_VERSION,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            sources=tuple(str(source.absolute()) for source in sources),
            settings=self._settings.recorded(),
            encoder=encoder,
            dense_kind=dense_kind,
            dense_lists=lists,
            skipped=dict(self._skipped.most_common()),
            files=record_files(self._build),
            **counts,
        )
        manifest.write(self._build)
        pace = Pace("checking", self._on_progress)
        sync_tree(self._build.path, lambda: pace.tick(0))
        open_build(self._build, self._encoder).store.close()


def _is_live(folder: IndexFolder, build: BuildFolder) -> bool:
    try:
        return folder.live() == build
    except QAError:
        return False


def _open_for_reuse(folder: IndexFolder, encoder: Encoder) -> Build | None:
    """Open the live build if its embeddings are of this encoder and just as they were written."""
    try:
        live = open_build(folder.latest(), encoder)
    except QAError:
        return None
    read = {"dense.faiss", "dense.places", "articles.sqlite"} & live.manifest.files.keys()
    whole = all(is_as_written(live.folder, live.manifest, name) for name in read)
    if whole and live.manifest.encoder["fingerprint"] == encoder.fingerprint:
        return live
    live.store.close()
    return None


def _state(path: Path) -> FileState | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return FileState(writable(str(path)), stat.st_size, stat.st_mtime_ns)


def _nothing_found(sources: Sequence[Path], skipped: Counter[str]) -> str:
    names = ", ".join(str(source) for source in sources)
    reasons = "; ".join(f"{count} {reason}" for reason, count in skipped.most_common(5))
    return f"No article in {names}: {f'{skipped.total()} skipped ({reasons})' if skipped else 'no files at all'}."
