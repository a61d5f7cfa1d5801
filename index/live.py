"""Opening the live build, whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import IndexDamaged, IndexMissing
from index.bm25 import BM25Index
from index.dense import DenseIndex
from index.encoder import Encoder, OnnxEncoder
from index.layout import BuildFolder, IndexFolder
from index.manifest import Manifest, read_manifest
from index.retriever import HybridRetriever
from index.settings import RetrievalSettings
from index.store import ArticleStore
from index.tellings import Tellings

_TRIES = 3
"""A rebuild may remove the build between reading its name and opening it; the next name is then read."""


@dataclass(frozen=True, slots=True)
class Build:
    """An open build."""

    folder: BuildFolder
    manifest: Manifest
    store: ArticleStore
    dense: DenseIndex
    bm25: BM25Index
    encoder: Encoder

    def tellings(self) -> Tellings:
        """Join what says who else tells a story."""
        return Tellings(self.store, self.dense)

    def retriever(self, settings: RetrievalSettings) -> HybridRetriever:
        """Join the build's parts."""
        return HybridRetriever(self.encoder, self.dense, self.bm25, self.store, settings)


def open_live(path: Path, encoder: Encoder | None = None) -> Build:
    """Open the live build of an index.

    Args:
        path: The index folder.
        encoder: To be used in place of the build's own; tests only.

    Returns:
        The build.

    Raises:
        IndexMissing: If there is no index.
        IndexStale: If it has another format.
        IndexDamaged: If its files are not those that were written.
    """
    folder = IndexFolder(path)
    for left in reversed(range(_TRIES)):
        live = folder.live()
        try:
            return open_build(live, encoder)
        except IndexDamaged:
            if not left or folder.live() == live:
                raise
    raise IndexMissing(f"There is no index at {path}.", "qa rebuild PATH")


def open_build(folder: BuildFolder, encoder: Encoder | None = None) -> Build:
    """Open one build, its parts side by side.

    Args:
        folder: The build.
        encoder: To be used in place of the build's own; tests only.

    Returns:
        The build.

    Raises:
        IndexDamaged: If a part cannot be read, or the parts do not count the same passages.
    """
    with ThreadPoolExecutor(2) as pool:
        loading = None if encoder else pool.submit(OnnxEncoder, folder.encoder)
        manifest = read_manifest(folder)
        dense = pool.submit(DenseIndex.load, folder.dense)
        bm25 = BM25Index.load(folder.lexical)
        store = ArticleStore.open(folder.articles)
        opened: Encoder | None = loading.result() if loading else encoder
        assert opened is not None  # noqa: S101 - one of the two
        build = Build(folder, manifest, store, dense.result(), bm25, opened)
    counts = {"manifest": manifest.passages, "store": store.count("passages")}
    counts |= {"dense": len(build.dense), "lexical": len(bm25)}
    if len(set(counts.values())) != 1:
        raise IndexDamaged(f"The parts of {folder.path} count different numbers of passages: {counts}.", "qa rebuild")
    return build
