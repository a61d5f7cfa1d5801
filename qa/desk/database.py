"""The desk's SQLite file, next to the history: only its owner may read it, and several processes may use it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import OperationFailed

_PATIENCE = 30.0
"""Seconds to wait for another process that is writing."""


@contextmanager
def open_desk(path: Path, schema: str) -> Iterator[sqlite3.Connection]:
    """Open the file, creating it if it is missing.

    Args:
        path: The file.
        schema: Tables to create if they are missing.

    Yields:
        A connection; uncommitted changes are rolled back.

    Raises:
        OperationFailed: If the file cannot be created, read or written.
    """
    connection = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(path, timeout=_PATIENCE)
        connection.executescript(
            f"PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;{schema}"
        )
        yield connection
    except OSError as error:
        raise OperationFailed(f"{path} cannot be written: {error.strerror}.") from error
    except sqlite3.DatabaseError as error:
        raise OperationFailed(
            f"{path} cannot be used: {error}.", f"move {path} away, and a new one is created"
        ) from error
    finally:
        if connection is not None:
            connection.close()
