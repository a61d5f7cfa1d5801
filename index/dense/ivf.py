"""Inverted lists: embeddings grouped by the centroid they lie nearest to, so that a search reads a part of them.

The centroids are learned from a sample with a fixed seed, on one core, so that the same
embeddings always give the same lists. A question is compared with the lists of the nearest
centroids; their number is chosen at build time so that they contain the passages that an
exhaustive search finds. The position of each row's embedding is stored in a separate, mapped
file: FAISS would read such a table whole.
"""

from math import ceil, isqrt
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexDamaged
from index.encoder.onnx_encoder import Vectors

Places = NDArray[np.int64]
"""The position of each row's embedding: the list's number times 2^32 plus the place in the list, from 0."""

RECALL = 0.98
"""Share of the passages of an exhaustive search that the probed lists must contain, on the build's own queries.
Those are sentences, which are harder than questions: bench/large.py measures both."""
FOUND = 20
"""Passages of each query that count for recall."""

_SEED = 20
_TIMES = 10
"""Rounds of k-means; more change the recall by less than its sampling error."""
_EACH = 64
"""Embeddings a centroid is learned from; FAISS advises 39 to 256."""


def training_size(count: int) -> int:
    """Return how many embeddings the lists of `count` passages are trained on; all, if there are few."""
    return min(count, _EACH * _lists(count))


def learned(sample: Vectors, count: int) -> Any:
    """Learn the centroids of empty inverted lists, about as many as the square root of `count`.

    Args:
        sample: Some of the embeddings, shape ``(training_size(count), dim)``.
        count: How many there will be.

    Returns:
        An empty index that stores embeddings in half precision.

    Source:
        Sivic and Zisserman, "Video Google: A Text Retrieval Approach to Object Matching in
        Videos", ICCV 2003; the square root balances finding the lists and reading them.
    """
    dim = sample.shape[1]
    centroids = faiss.IndexFlatIP(dim)
    half = faiss.ScalarQuantizer.QT_fp16
    index = faiss.IndexIVFScalarQuantizer(centroids, dim, _lists(count), half, faiss.METRIC_INNER_PRODUCT, False)
    index.cp.seed, index.cp.niter, index.cp.spherical = _SEED, _TIMES, True
    index.cp.min_points_per_centroid = 1  # otherwise written to standard error
    index.train(rounded(sample))
    return index


def rounded(vectors: Vectors) -> Vectors:
    """Round embeddings to their stored precision, so that those of the live build give the same lists again."""
    return np.ascontiguousarray(vectors, dtype=np.float16).astype(np.float32)


def places_of(index: Any) -> Places:
    """Find the position of each row's embedding, shape ``(count,)``."""
    places = np.empty(index.ntotal, dtype=np.int64)
    for number in range(index.nlist):
        rows = _rows(index, number)
        places[rows] = (number << 32) + np.arange(len(rows))
    return places


def choose_probes(index: Any, places: Places, queries: Vectors) -> float:
    """Set how many lists a search probes: the fewest that reach `RECALL`.

    Args:
        index: The full index.
        places: The positions of its rows.
        queries: Queries like those to come, shape ``(n, dim)``.

    Returns:
        The recall at `FOUND` that is reached, 0 to 1.
    """
    index.nprobe = index.nlist
    _, found = index.search(queries, min(FOUND, index.ntotal))
    _, nearest = index.quantizer.search(queries, index.nlist)
    ranks = np.argsort(nearest, axis=1)
    needed = np.sort(np.take_along_axis(ranks, places[found] >> 32, axis=1), axis=None)
    index.nprobe = int(needed[ceil(RECALL * len(needed)) - 1]) + 1
    return float((needed < index.nprobe).mean())


def fetch(index: Any, places: Places, rows: NDArray[np.int64]) -> Vectors:
    """Read embeddings.

    Args:
        index: The index.
        places: The positions of its rows.
        rows: Whose embeddings are wanted.

    Returns:
        Shape ``(len(rows), dim)``, in the order of `rows`.

    Raises:
        IndexDamaged: If a position does not exist.
    """
    found = np.empty((len(rows), index.d), dtype=np.float32)
    for at, (row, place) in enumerate(zip(rows.tolist(), places[rows].tolist(), strict=True)):
        number, offset = place >> 32, place & 0xFFFFFFFF
        # FAISS would read whatever is there, or beyond the file.
        held = 0 <= number < index.nlist and offset < index.invlists.list_size(number)
        if not held or index.invlists.get_single_id(number, offset) != row:
            raise IndexDamaged(f"The dense index does not have passage {row} in its place.", "qa rebuild")
        index.reconstruct_from_offset(number, offset, faiss.swig_ptr(found[at]))
    return found


def save_places(places: Places, path: Path) -> None:
    """Write places as little-endian integers of eight bytes."""
    path.write_bytes(places.astype("<i8").tobytes())


def load_places(path: Path, count: int) -> Places:
    """Map places from a file.

    Args:
        path: A file written by `save_places`.
        count: How many passages there are.

    Returns:
        The places; they are read as they are needed.

    Raises:
        IndexDamaged: If the file is missing or of another size.
    """
    try:
        size = path.stat().st_size
        if size != 8 * count:
            raise IndexDamaged(f"{path} has {size} bytes; {8 * count} were expected.", "qa rebuild")
        return np.memmap(path, dtype="<i8", mode="r")
    except OSError as error:
        raise IndexDamaged(f"{path} cannot be read: {error.strerror}", "qa rebuild") from error


def _lists(count: int) -> int:
    return max(1, isqrt(count))


def _rows(index: Any, number: int) -> NDArray[np.int64]:
    if not index.invlists.list_size(number):  # of nothing, FAISS makes an array of floats
        return np.empty(0, dtype=np.int64)
    held: NDArray[np.int64] = faiss.rev_swig_ptr(index.invlists.get_ids(number), index.invlists.list_size(number))
    return held
