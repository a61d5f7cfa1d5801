"""Open what words alone are searched in: the store and BM25, without embeddings or a model."""

from pathlib import Path

from corpus.errors import IndexDamaged
from index.lexical.bm25 import BM25Index
from index.store.articles import ArticleStore
from index.store.checksums import verify_on_opening
from index.store.layout import BuildFolder, IndexFolder
from index.store.manifest import read_manifest


def open_words(path: Path) -> tuple[ArticleStore, BM25Index]:
    """Open the articles of an index and their passages by words.

    Args:
        path: The index folder.

    Returns:
        The store, to be closed, and the lexical index.

    Raises:
        IndexMissing: If there is no index.
        IndexStale: If it has another format.
        IndexDamaged: If its files are not those that were written.
    """
    return IndexFolder(path).with_live(_opened)


def _opened(folder: BuildFolder) -> tuple[ArticleStore, BM25Index]:
    manifest = read_manifest(folder)
    verify_on_opening(folder, manifest, "lexical/")
    verify_on_opening(folder, manifest, "articles.")
    bm25 = BM25Index.load(folder.lexical)
    store = ArticleStore.open(folder.articles, manifest.encoder["fingerprint"])
    try:
        counts = {"manifest": manifest.passages, "store": store.count("passages"), "lexical": len(bm25)}
        if len(set(counts.values())) != 1:
            raise IndexDamaged(f"The parts of {folder.path} count different passages: {counts}.", "qa rebuild")
    except BaseException:
        store.close()
        raise
    return store, bm25
