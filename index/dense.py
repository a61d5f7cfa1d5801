"""Nearest passages by embedding, in FAISS."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import faiss
import numpy as np

from corpus.errors import IndexDamaged
from index.encoder import Vectors

_EXACT = 20_000
"""Passages up to which vectors are kept as float32. Beyond, half precision: as many are then
searched in less time, on half the disk, with the same twenty found; bench/dense.py tells both."""

# One query at a time gains nothing from a second thread and waits for it.
faiss.omp_set_num_threads(1)


class DenseIndex:
    """Embeddings by row, searched exhaustively by inner product.

    Safe to search from several threads: nothing is written.

    Args:
        index: A FAISS index whose metric is the inner product.
    """

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, blocks: Iterable[Vectors], dim: int, count: int) -> "DenseIndex":
        """Index embeddings.

        Args:
            blocks: The embeddings in order of row, each block of shape ``(n, dim)``.
            dim: Length of an embedding.
            count: How many there will be; it decides the kind.

        Returns:
            The index.
        """
        if count <= _EXACT:
            index: faiss.Index = faiss.IndexFlatIP(dim)
        else:
            index = faiss.IndexScalarQuantizer(dim, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        for block in blocks:
            index.add(np.ascontiguousarray(block, dtype=np.float32))
        return cls(index)

    def save(self, path: Path) -> None:
        """Write the index to one file."""
        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path) -> "DenseIndex":
        """Map an index from disk.

        Args:
            path: A file written by `save`.

        Returns:
            The index; its vectors are read as they are needed.

        Raises:
            IndexDamaged: If FAISS cannot read it.
        """
        try:
            return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))
        except RuntimeError as error:
            raise IndexDamaged(f"{path} cannot be read: {str(error)[:200]}", "qa rebuild") from error

    @property
    def kind(self) -> str:
        """``float32`` or ``float16``: how vectors are kept."""
        return "float32" if isinstance(self._index, faiss.IndexFlat) else "float16"

    @property
    def dim(self) -> int:
        """Length of an embedding."""
        return int(self._index.d)

    def __len__(self) -> int:
        """Count the passages."""
        return int(self._index.ntotal)

    def search(self, query: Vectors, k: int) -> list[tuple[int, float]]:
        """Find the passages whose embeddings lie nearest to `query`.

        Args:
            query: Query embedding, shape ``(dim,)``, float32, unit length.
            k: Most rows to return; fewer come back from a smaller index.

        Returns:
            ``(row, score)`` pairs, best first; `row` counts from 0, `score` is a cosine in
            [-1, 1], higher is nearer. Equal scores come in order of row.

        Raises:
            ValueError: If `query` is not of shape ``(dim,)``.
        """
        if query.shape != (self.dim,):
            raise ValueError(f"query has shape {query.shape}, index expects ({self.dim},)")
        if k < 1:
            return []
        scores, rows = self._index.search(query[None, :], k)
        # FAISS pads with row -1 when it holds fewer than k vectors.
        found = [(int(row), float(score)) for row, score in zip(rows[0], scores[0], strict=True) if row != -1]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def vectors(self, rows: Sequence[int]) -> Vectors:
        """Fetch the embeddings of `rows`, shape ``(len(rows), dim)``."""
        if not rows:
            return np.empty((0, self.dim), dtype=np.float32)
        found: Vectors = self._index.reconstruct_batch(np.array(rows, dtype=np.int64))
        return found
