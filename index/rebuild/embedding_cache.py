"""Embeddings of the current rebuild, stored so that a killed rebuild can resume."""

import sqlite3
import time
import zlib
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import numpy as np

from index.encoder.onnx_encoder import Vectors

_COMMIT_EVERY = 2.0
"""Seconds of work that a kill or a power cut can cost."""
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""SQLite's error codes for a damaged or foreign file; all others are disk errors."""


class PendingVectors:
    """Embeddings by digest in a SQLite file beside the builds.

    Entries that cannot be read, or whose checksum does not match, are treated as missing.

    Args:
        path: The file; created if it is missing, and again if it is damaged.
        dim: Length of an embedding.
    """

    def __init__(self, path: Path, dim: int) -> None:
        self._path = path
        self._dim = dim
        try:
            self._connection = _open(path)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            self._connection = _opened_empty(path)
        self._committed = time.monotonic()

    def known(self, digests: Sequence[bytes]) -> dict[bytes, Vectors]:
        """Find the embeddings of those digests that are kept."""
        marks = ", ".join("?" * len(digests))
        query = f"SELECT digest, vector, crc FROM vectors WHERE digest IN ({marks})"  # noqa: S608
        try:
            found = self._connection.execute(query, digests).fetchall()
        except sqlite3.DatabaseError as error:
            self._start_over(error)
            return {}
        return {key: np.frombuffer(value, np.float32) for key, value, crc in found if self._whole(key, value, crc)}

    def keep(self, digests: Sequence[bytes], vectors: Vectors) -> None:
        """Keep embeddings, shape ``(len(digests), dim)``; they are safe within a few seconds."""
        blobs = [np.ascontiguousarray(vector, np.float32).tobytes() for vector in vectors]
        rows = [(digest, blob, _crc(digest, blob)) for digest, blob in zip(digests, blobs, strict=True)]
        try:
            self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
        except sqlite3.DatabaseError as error:
            self._start_over(error)
            self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
        if time.monotonic() - self._committed > _COMMIT_EVERY:
            self.commit()

    def commit(self) -> None:
        """Flush to disk."""
        self._connection.commit()
        self._committed = time.monotonic()

    def close(self) -> None:
        """Close the file; the embeddings stay."""
        try:
            self._connection.commit()
        finally:
            self._connection.close()

    def _whole(self, key: object, value: object, crc: object) -> bool:
        if not isinstance(key, bytes) or not isinstance(value, bytes):
            return False
        return len(value) == 4 * self._dim and crc == _crc(key, value)

    def _start_over(self, error: sqlite3.DatabaseError) -> None:
        """Replace a damaged file with an empty one; disk errors are raised."""
        if not _is_damage(error):
            raise error
        with suppress(sqlite3.Error):
            self._connection.close()
        self._connection = _opened_empty(self._path)


def remove_pending(path: Path) -> None:
    """Remove the stored embeddings, which are now in a build."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)


def count_pending(path: Path) -> int:
    """Count the embeddings of an interrupted rebuild; 0 if none can be read."""
    found = _looked_up(path, "SELECT COUNT(*) FROM vectors")
    return int(found[0][0]) if found else 0


def pending_digests(path: Path) -> set[bytes]:
    """List the digests with embeddings of an interrupted rebuild; none if they cannot be read."""
    return {digest for (digest,) in _looked_up(path, "SELECT digest FROM vectors")}


def _looked_up(path: Path, query: str) -> list[tuple[Any, ...]]:
    """Query the file without changing it."""
    if not path.is_file():
        return []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute(query).fetchall()
    except sqlite3.Error:
        return []


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return error.sqlite_errorcode & 0xFF in _DAMAGE


def _crc(digest: bytes, blob: bytes) -> int:
    return zlib.crc32(blob, zlib.crc32(digest))


def _opened_empty(path: Path) -> sqlite3.Connection:
    remove_pending(path)
    return _open(path)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False)
    try:
        # Full: each commit reaches the disk; with normal, the system may delay it by half a minute.
        connection.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA fullfsync=1;"
            "CREATE TABLE IF NOT EXISTS vectors"
            " (digest BLOB PRIMARY KEY, vector BLOB NOT NULL, crc INTEGER NOT NULL) WITHOUT ROWID;"
        )
        connection.execute("SELECT digest, vector, crc FROM vectors LIMIT 1").fetchone()
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection
