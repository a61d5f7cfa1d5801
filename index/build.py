"""Open the live build; fail if any part is damaged."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import IndexDamaged, QAError
from index.dense.faiss_index import DenseIndex
from index.encoder.onnx_encoder import Encoder, OnnxEncoder
from index.lexical.bm25 import BM25Index
from index.retrieval.retriever import HybridRetriever
from index.retrieval.spelling import Speller
from index.settings import RetrievalSettings
from index.store.articles import ArticleStore
from index.store.checksums import is_as_written, verify_on_opening
from index.store.layout import BuildFolder, IndexFolder
from index.store.manifest import Manifest, read_manifest
from index.stories.related import RelatedFinder


@dataclass(frozen=True, slots=True)
class Build:
    """An open build."""

    folder: BuildFolder
    manifest: Manifest
    store: ArticleStore
    dense: DenseIndex
    bm25: BM25Index
    encoder: Encoder

    def related_finder(self) -> RelatedFinder:
        """Join what finds related articles."""
        return RelatedFinder(self.store, self.dense)

    def speller(self) -> Speller:
        """Join what reads misspelt words."""
        return Speller(self.bm25, self.store, self.encoder)

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
    return IndexFolder(path).with_live(lambda live: open_build(live, encoder))


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
    manifest = read_manifest(folder)
    with ThreadPoolExecutor(2) as pool:
        loading = None if encoder else pool.submit(_open_encoder, folder, manifest)
        dense = pool.submit(_open_dense, folder, manifest)
        verify_on_opening(folder, manifest, "lexical/")
        bm25 = BM25Index.load(folder.lexical)
        verify_on_opening(folder, manifest, "articles.")
        store = ArticleStore.open(folder.articles, manifest.encoder["fingerprint"])
        try:
            opened: Encoder | None = loading.result() if loading else encoder
            assert opened is not None  # noqa: S101 - one of the two
            build = Build(folder, manifest, store, dense.result(), bm25, opened)
            _check_whole(build)
        except BaseException:
            store.close()
            raise
    return build


@dataclass(frozen=True, slots=True)
class Words:
    """The articles of a build and its index of words: all that looking up words needs."""

    store: ArticleStore
    bm25: BM25Index


@contextmanager
def open_words(path: Path) -> Iterator[Words]:
    """Open the live build's articles and words alone: no model is loaded.

    Args:
        path: The index folder.

    Yields:
        The two parts.

    Raises:
        IndexMissing: If there is no index.
        IndexStale: If it has another format.
        IndexDamaged: If its files are not those that were written.
    """
    words = IndexFolder(path).with_live(_open_words)
    try:
        yield words
    finally:
        words.store.close()


def _open_words(folder: BuildFolder) -> Words:
    manifest = read_manifest(folder)
    verify_on_opening(folder, manifest, "lexical/")
    verify_on_opening(folder, manifest, "articles.")
    store = ArticleStore.open(folder.articles, manifest.encoder["fingerprint"])
    try:
        return Words(store, BM25Index.load(folder.lexical))
    except BaseException:
        store.close()
        raise


def open_for_reuse(
    folder: IndexFolder, encoder: Encoder, after_each: Callable[[], None] = lambda: None
) -> Build | None:
    """Open the live build if its embeddings are of this encoder and just as they were written.

    Args:
        folder: The index.
        encoder: The encoder of the build to come.
        after_each: Called after each block of a file that is read to check it; what it raises passes through.

    Returns:
        The build, to be closed; None if nothing of it can be taken over.
    """
    try:
        live = open_build(folder.latest(), encoder)
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


def _open_dense(folder: BuildFolder, manifest: Manifest) -> DenseIndex:
    verify_on_opening(folder, manifest, "dense.")
    return DenseIndex.load(folder.dense)


def _check_whole(build: Build) -> None:
    """Hold the parts against each other: they must be of one build."""
    manifest, store, path = build.manifest, build.store, build.folder.path
    counts = {"manifest": manifest.passages, "store": store.count("passages")}
    counts |= {"dense": len(build.dense), "lexical": len(build.bm25)}
    if len(set(counts.values())) != 1:
        raise IndexDamaged(f"The parts of {path} count different numbers of passages: {counts}.", "qa rebuild")
    dims = {"manifest": manifest.encoder["dim"], "dense": build.dense.dim, "encoder": build.encoder.dim}
    if len(set(dims.values())) != 1:
        raise IndexDamaged(f"The parts of {path} have different dimensions: {dims}.", "qa rebuild")
