"""Nearest passages by embedding, in FAISS."""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from corpus.errors import IndexDamaged
from index.dense import ivf
from index.encoder.onnx_encoder import Vectors
from index.store.manifest import ListSearch
from index.store.scope import AllowedRows

_EXACT = 20_000
"""Number of passages up to which vectors are stored as float32. Above it, half precision is faster and takes half
the disk space, with the same twenty found; bench/dense.py measures both."""
_EXHAUSTIVE = 100_000
"""Number of passages up to which a search compares all of them, in a few milliseconds. Above it, inverted lists."""


class DenseIndex:
    """Embeddings by row, searched by inner product.

    Safe to search from several threads: nothing is written.

    Args:
        index: A FAISS index whose metric is the inner product.
        places: The position of each row's embedding; None unless `index` has inverted lists.
    """

    def __init__(self, index: faiss.Index, places: ivf.Places | None = None) -> None:
        self._index: Any = index
        self._places = places

    @classmethod
    def build(cls, blocks: Iterable[Vectors], dim: int, count: int, sample: Vectors | None = None) -> "DenseIndex":
        """Index embeddings.

        Args:
            blocks: The embeddings in order of row, each block of shape ``(n, dim)``.
            dim: Length of an embedding.
            count: How many there will be.
            sample: Some of them to learn inverted lists from, as many as `training_size` says;
                None to compare all in every search.

        Returns:
            The index. One with inverted lists looks through all of them until `tune` was called.
        """
        if sample is not None:
            index: Any = ivf.learned(sample, count)
            index.nprobe = index.nlist
        elif count <= _EXACT:
            index = faiss.IndexFlatIP(dim)
        else:
            index = faiss.IndexScalarQuantizer(dim, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        faiss.omp_set_num_threads(1)
        for block in blocks:
            index.add(np.ascontiguousarray(block, dtype=np.float32) if sample is None else ivf.rounded(block))
        return cls(index, None if sample is None else ivf.places_of(index))

    def tune(self, queries: Vectors) -> ListSearch | None:
        """Choose how many inverted lists a search looks through.

        Args:
            queries: Queries like those to come, shape ``(n, dim)``.

        Returns:
            What was chosen and what it finds; None where all passages are compared anyway.
        """
        if self._places is None:
            return None
        recall = ivf.choose_probes(self._index, self._places, queries)
        return ListSearch(self._index.nlist, self._index.nprobe, recall, len(queries))

    def save(self, path: Path) -> None:
        """Write the index to one file, and its places, if it has them, to ``.places`` beside it."""
        faiss.write_index(self._index, str(path))
        if self._places is not None:
            ivf.save_places(self._places, path.with_suffix(".places"))

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
            index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except (RuntimeError, MemoryError) as error:
            raise IndexDamaged(f"{path} cannot be read: {str(error)[:200]}", "qa rebuild") from error
        if not isinstance(index, faiss.IndexIVF):
            return cls(index)
        return cls(index, ivf.load_places(path.with_suffix(".places"), index.ntotal))

    def head_size(self, path: Path) -> int:
        """Count the bytes of a saved file before the first embedding: those that FAISS trusts.

        Args:
            path: Where the index was saved.

        Returns:
            Bytes.
        """
        of_each = int(self._index.sa_code_size()) + (8 if self._places is not None else 0)
        return max(0, path.stat().st_size - of_each * len(self))

    @property
    def kind(self) -> str:
        """``float32``, ``float16`` or ``inverted lists``: how vectors are kept."""
        if self._places is not None:
            return "inverted lists"
        return "float32" if isinstance(self._index, faiss.IndexFlat) else "float16"

    @property
    def dim(self) -> int:
        """Length of an embedding."""
        return int(self._index.d)

    def __len__(self) -> int:
        """Count the passages."""
        return int(self._index.ntotal)

    def search(self, query: Vectors, k: int, allowed: AllowedRows | None = None) -> list[tuple[int, float]]:
        """Find the passages whose embeddings lie nearest to `query`.

        Args:
            query: Query embedding, shape ``(dim,)``, float32, unit length.
            k: Most rows to return; fewer come back from a smaller index.
            allowed: The rows that may be returned; None allows all.

        Returns:
            ``(row, score)`` pairs, best first; `row` counts from 0, `score` is a cosine in
            [-1, 1], higher is nearer. Equal scores come in order of row.

        Raises:
            ValueError: If `query` is not of shape ``(dim,)``.
            IndexDamaged: If a row or a score is invalid.
        """
        if query.shape != (self.dim,):
            raise ValueError(f"query has shape {query.shape}, index expects ({self.dim},)")
        if k < 1:
            return []
        found = self._found(query, k, allowed)
        if allowed is not None and self._places is not None and len(found) < min(k, allowed.count):
            found = self._found(query, k, allowed, everywhere=True)
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def _found(
        self, query: Vectors, k: int, allowed: AllowedRows | None, *, everywhere: bool = False
    ) -> list[tuple[int, float]]:
        # One query gains nothing from a second thread and waits for it; each thread has its own number.
        faiss.omp_set_num_threads(1)
        scores, rows = self._index.search(query[None, :], k, params=self._held_to(allowed, everywhere=everywhere))
        # FAISS pads with row -1 when it finds fewer than k vectors.
        found = [(int(row), float(score)) for row, score in zip(rows[0], scores[0], strict=True) if row != -1]
        if not all(0 <= row < len(self) and math.isfinite(score) for row, score in found):
            raise IndexDamaged("The dense index holds invalid rows or embeddings.", "qa rebuild")
        return found

    def _held_to(self, allowed: AllowedRows | None, *, everywhere: bool) -> Any:
        """Make the search parameters that limit a search to rows; they point into `allowed`.

        Of inverted lists so many more are looked through as fewer of their rows are allowed:
        about as many embeddings are compared as without a filter, and where few are allowed,
        all of those.
        """
        if allowed is None:
            return None
        library: Any = faiss  # its types do not know its own conveniences
        rows = library.IDSelectorBitmap(allowed.bits)
        if self._places is None:
            return library.SearchParameters(sel=rows)
        lists = self._index.nlist
        wanted = lists if everywhere else math.ceil(self._index.nprobe * len(self) / max(allowed.count, 1))
        return library.SearchParametersIVF(sel=rows, nprobe=min(wanted, lists))

    def vectors(self, rows: Sequence[int]) -> Vectors:
        """Fetch embeddings.

        Args:
            rows: Whose embeddings are wanted.

        Returns:
            Shape ``(len(rows), dim)``, in the order of `rows`.

        Raises:
            IndexDamaged: If one is missing, or has no finite length.
        """
        if not rows:
            return np.empty((0, self.dim), dtype=np.float32)
        wanted = np.array(rows, dtype=np.int64)
        if wanted.min() < 0 or wanted.max() >= len(self):
            raise IndexDamaged(f"The dense index has {len(self)} passages; another one was requested.", "qa rebuild")
        if self._places is not None:
            found: Vectors = ivf.fetch(self._index, self._places, wanted)
        else:
            found = self._index.reconstruct_batch(wanted)
        if not np.isfinite(found).all():
            raise IndexDamaged("The dense index holds invalid embeddings.", "qa rebuild")
        return found


def training_size(count: int, *, exact: bool = False) -> int:
    """Return how many embeddings the inverted lists are trained on.

    Args:
        count: How many passages there will be.
        exact: Whether every search compares all of them.

    Returns:
        From 1; 0 without inverted lists.
    """
    return 0 if exact or count <= _EXHAUSTIVE else ivf.training_size(count)
