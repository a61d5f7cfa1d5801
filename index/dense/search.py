"""The interface of a dense search, whether in files or in an engine."""

from collections.abc import Sequence
from typing import Protocol

from index.encoder.onnx_encoder import Vectors
from index.store.scope import AllowedRows


class DenseSearch(Protocol):
    """Embeddings by row: in a file of the build, or in an engine."""

    @property
    def kind(self) -> str:
        """How vectors are stored, for display."""

    @property
    def dim(self) -> int:
        """Length of an embedding."""

    def __len__(self) -> int:
        """Count the passages."""

    def search(self, query: Vectors, k: int, allowed: AllowedRows | None = None) -> list[tuple[int, float]]:
        """Give the rows nearest to `query` with their cosines, best first; equal ones in order of row."""

    def vectors(self, rows: Sequence[int]) -> Vectors:
        """Give the embeddings of some rows, shape ``(len(rows), dim)``, in their order."""
