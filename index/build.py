"""Open the live build; fail if any part is damaged."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import IndexDamaged, QAError
from index.dense.faiss_index import DenseIndex
from index.dense.search import DenseSearch
from index.encoder.onnx_encoder import Encoder, OnnxEncoder
from index.lexical.bm25 import BM25Index
from index.lexical.search import WordSearch
from index.retrieval.retriever import HybridRetriever
from index.retrieval.spelling import Speller
from index.settings import EngineSettings, RetrievalSettings
from index.store.articles import ArticleStore
from index.store.checksums import is_as_written, verify_on_opening
from index.store.layout import BuildFolder, IndexFolder
from index.store.manifest import Manifest, read_manifest
from index.stories.related import RelatedFinder

if TYPE_CHECKING:
    from index.cluster.collection import Collection

_HERE = EngineSettings()


@dataclass(frozen=True, slots=True)
class Build:
    """An open build."""

    folder: BuildFolder
    manifest: Manifest
    store: ArticleStore
    dense: DenseSearch
    bm25: WordSearch
    encoder: Encoder

    def related_finder(self) -> RelatedFinder:
        """Make the finder of related articles."""
        return RelatedFinder(self.store, self.dense)

    def speller(self) -> Speller:
        """Make the speller of questions."""
        return Speller(self.bm25, self.store, self.encoder)

    def retriever(self, settings: RetrievalSettings) -> HybridRetriever:
        """Make a retriever over the build."""
        return HybridRetriever(self.encoder, self.dense, self.bm25, self.store, settings)


def open_live(path: Path, encoder: Encoder | None = None, engine: EngineSettings = _HERE) -> Build:
    """Open the live build of an index.

    Args:
        path: The index folder.
        encoder: Replaces the build's own; for tests only.
        engine: How to reach the search engine, if the build is in one.

    Returns:
        The build.

    Raises:
        IndexMissing: If there is no index.
        IndexStale: If it has another format.
        IndexDamaged: If its files are not those that were written.
        OperationFailed: If its engine does not answer.
    """
    return IndexFolder(path).with_live(lambda live: open_build(live, encoder, engine))


def open_build(folder: BuildFolder, encoder: Encoder | None = None, engine: EngineSettings = _HERE) -> Build:
    """Open one build, its parts concurrently.

    Args:
        folder: The build.
        encoder: Replaces the build's own; for tests only.
        engine: How to reach the search engine, if the build is in one.

    Returns:
        The build.

    Raises:
        IndexDamaged: If a part cannot be read, or the parts do not count the same passages.
        OperationFailed: If its engine does not answer.
    """
    manifest = read_manifest(folder)
    with ThreadPoolExecutor(2) as pool:
        loading = None if encoder else pool.submit(_open_encoder, folder, manifest)
        searching = pool.submit(_open_searching, folder, manifest, engine)
        bm25 = None if manifest.engine else _open_bm25(folder, manifest)
        verify_on_opening(folder, manifest, "articles.")
        store = ArticleStore.open(folder.articles, manifest.encoder["fingerprint"])
        try:
            opened: Encoder | None = loading.result() if loading else encoder
            assert opened is not None  # noqa: S101 - one of the two
            dense, words = _joined(searching.result(), bm25, store, manifest)
            build = Build(folder, manifest, store, dense, words, opened)
            _check_whole(build)
        except BaseException:
            store.close()
            raise
    return build


def open_for_reuse(
    folder: IndexFolder,
    encoder: Encoder,
    after_each: Callable[[], None] = lambda: None,
    engine: EngineSettings = _HERE,
) -> Build | None:
    """Open the live build for reuse, if its embeddings are from this encoder and undamaged.

    Args:
        folder: The index.
        encoder: The encoder of the build to come.
        after_each: Called after each block of a file that is read to check it; what it raises passes through.
        engine: How to reach the search engine, if the build is in one.

    Returns:
        The build, which the caller closes; None if nothing in it can be reused.
    """
    try:
        live = open_build(folder.latest(), encoder, engine)
    except QAError:
        return None
    read = {"dense.faiss", "dense.places", "articles.sqlite"} & live.manifest.files.keys()
    whole = False
    try:
        same = live.manifest.encoder["fingerprint"] == encoder.fingerprint
        whole = same and all(is_as_written(live.folder, live.manifest, name, after_each) for name in read)
    finally:
        if not whole:
            live.store.close()
    return live if whole else None


def _open_encoder(folder: BuildFolder, manifest: Manifest) -> Encoder:
    verify_on_opening(folder, manifest, "encoder/")
    return OnnxEncoder(folder.encoder)


def _open_searching(folder: BuildFolder, manifest: Manifest, engine: EngineSettings) -> "DenseIndex | Collection":
    """Open the embeddings, or connect to the engine that has them; both are slow."""
    if manifest.engine is None:
        verify_on_opening(folder, manifest, "dense.")
        return DenseIndex.load(folder.dense)
    from index.cluster.build import open_collection  # only for such a build

    return open_collection(manifest.engine, engine, exact=bool(manifest.settings.get("dense.exact")))


def _open_bm25(folder: BuildFolder, manifest: Manifest) -> BM25Index:
    verify_on_opening(folder, manifest, "lexical/")
    return BM25Index.load(folder.lexical)


def _joined(
    searching: "DenseIndex | Collection", bm25: BM25Index | None, store: ArticleStore, manifest: Manifest
) -> tuple[DenseSearch, WordSearch]:
    """Pair both searches: of the build's files, or of its collection in an engine."""
    if isinstance(searching, DenseIndex):
        assert bm25 is not None  # noqa: S101 - opened beside it
        return searching, bm25
    from index.cluster.build import open_searches

    return open_searches(searching, store, manifest.encoder["dim"], manifest.dense_kind)


def _check_whole(build: Build) -> None:
    """Check that all parts belong to one build."""
    manifest, store, path = build.manifest, build.store, build.folder.path
    counts = {"manifest": manifest.passages, "store": store.count("passages")}
    counts |= {"dense": len(build.dense), "lexical": len(build.bm25)}
    if len(set(counts.values())) != 1:
        raise IndexDamaged(f"The parts of {path} count different numbers of passages: {counts}.", "qa rebuild")
    dims = {"manifest": manifest.encoder["dim"], "dense": build.dense.dim, "encoder": build.encoder.dim}
    if len(set(dims.values())) != 1:
        raise IndexDamaged(f"The parts of {path} have different dimensions: {dims}.", "qa rebuild")
