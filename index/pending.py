"""Embeddings of a rebuild under way, kept so that a killed one is not begun anew."""

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.encoder import Vectors

_COMMIT_EVERY = 2.0
"""Seconds of work that a kill can cost."""


class PendingVectors:
    """Embeddings by digest in a SQLite file beside the builds.

    Args:
        path: The file; made if it is not there, and made anew if it is damaged.
        dim: Length of an embedding.
    """

    def __init__(self, path: Path, dim: int) -> None:
        self._path = path
        self._dim = dim
        try:
            self._connection = _open(path)
        except sqlite3.DatabaseError:
            path.unlink()
            self._connection = _open(path)
        self._committed = time.monotonic()

    def known(self, digests: Sequence[bytes]) -> dict[bytes, Vectors]:
        """Find the embeddings of those digests that are kept."""
        marks = ", ".join("?" * len(digests))
        found = self._connection.execute(
            f"SELECT digest, vector FROM vectors WHERE digest IN ({marks})",  # noqa: S608
            digests,
        )
        length = 4 * self._dim
        return {bytes(key): np.frombuffer(value, np.float32) for key, value in found if len(value) == length}

    def keep(self, digests: Sequence[bytes], vectors: Vectors) -> None:
        """Keep embeddings, shape ``(len(digests), dim)``; they are safe within a few seconds."""
        rows = [(digest, vector.tobytes()) for digest, vector in zip(digests, vectors, strict=True)]
        self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
        if time.monotonic() - self._committed > _COMMIT_EVERY:
            self.commit()

    def commit(self) -> None:
        """Make what is kept safe."""
        self._connection.commit()
        self._committed = time.monotonic()

    def close(self, *, discard: bool = False) -> None:
        """Give the file back, and remove it if its work is done.

        Args:
            discard: Whether the embeddings are in a build now.
        """
        self._connection.commit()
        self._connection.close()
        if discard:
            for name in (self._path.name, f"{self._path.name}-wal", f"{self._path.name}-shm"):
                self._path.with_name(name).unlink(missing_ok=True)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False)
    try:
        connection.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "CREATE TABLE IF NOT EXISTS vectors (digest BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;"
        )
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection
