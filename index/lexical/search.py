"""The interface of a search by words, whether in files or in an engine."""

from typing import Protocol

from index.store.scope import AllowedRows


class WordSearch(Protocol):
    """Passages scored by BM25: from files of the build, or from an engine."""

    def __len__(self) -> int:
        """Count the passages."""

    def search(self, query: str, k: int, allowed: AllowedRows | None = None) -> list[tuple[int, float]]:
        """Give the rows that score highest with their scores above 0, best first; equal ones in order of row."""

    def ceiling(self, query: str) -> float:
        """Compute an upper bound of the score for this query."""

    def frequency(self, term: str) -> int:
        """Count the passages that have a term."""

    def near(self, term: str, distance: int, k: int) -> list[int]:
        """Give rows of passages that have a term so many letters from the given one, in no order."""
