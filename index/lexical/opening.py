"""Open the parts of an index that a search by words needs: the store and BM25, without embeddings or a model."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import IndexDamaged
from index.lexical.bm25 import BM25Index
from index.store.articles import ArticleStore
from index.store.checksums import verify_on_opening
from index.store.layout import BuildFolder, IndexFolder
from index.store.manifest import read_manifest


@dataclass(frozen=True, slots=True)
class Words:
    """The articles of a build and its lexical index."""

    store: ArticleStore
    bm25: BM25Index


@contextmanager
def open_words(path: Path) -> Iterator[Words]:
    """Open the articles of an index and their passages by words.

    Args:
        path: The index folder.

    Yields:
        The two parts.

    Raises:
        IndexMissing: If there is no index.
        IndexStale: If it has another format.
        IndexDamaged: If its files are not those that were written.
    """
    words = IndexFolder(path).with_live(_opened)
    try:
        yield words
    finally:
        words.store.close()


def _opened(folder: BuildFolder) -> Words:
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
    return Words(store, bm25)
