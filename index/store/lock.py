"""The lock of an index, which allows one rebuild at a time, and its holder."""

import json
import os
import platform
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from filelock import BaseFileLock, FileLock, Timeout

from corpus.errors import IndexBusy
from index.store.layout import IndexFolder

_PATIENCE = 0.2
"""Seconds to wait for a lock that another process may only be testing."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds an index's lock."""

    pid: int
    host: str
    since: str
    """Coordinated universal time, ISO 8601."""

    def __str__(self) -> str:
        """Describe the process, for display."""
        return f"process {self.pid} on {self.host}, since {self.since}"


@contextmanager
def held(folder: IndexFolder) -> Iterator[None]:
    """Hold an index's lock.

    Args:
        folder: The index.

    Yields:
        While the lock is held; the system releases it if the process dies.

    Raises:
        IndexBusy: If another process holds it, naming the process.
    """
    lock = _acquired(folder, _PATIENCE)
    if lock is None:
        who = told_holder(folder)
        raise IndexBusy(
            f"Another rebuild holds {folder.path}{f': {who}' if who else ''}.",
            "wait until it has ended, then qa rebuild",
        )
    try:
        _tell(folder)
        yield
    finally:
        with suppress(OSError):
            folder.holder.unlink()
        lock.release()


def is_held(folder: IndexFolder) -> bool:
    """Return whether a rebuild is in progress.

    Args:
        folder: The index; nothing in it is changed.

    Returns:
        Whether some process holds the lock.

    Raises:
        OSError: If the lock may not be opened.
    """
    if not folder.lock.exists():
        return False
    lock = _acquired(folder)
    if lock is not None:
        lock.release()
    return lock is None


def told_holder(folder: IndexFolder) -> Holder | None:
    """Read which process took the lock last; only the lock itself shows whether that still holds it.

    Args:
        folder: The index.

    Returns:
        The process; None if none is recorded.
    """
    try:
        return Holder(**json.loads(folder.holder.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _acquired(folder: IndexFolder, patience: float = 0) -> BaseFileLock | None:
    lock = FileLock(folder.lock)
    try:
        with warnings.catch_warnings():
            # Where a network folder knows no locks, the library keeps a file with the process and its host
            # instead, and removes one whose process is dead; it warns of that, and we need not.
            warnings.simplefilter("ignore")
            lock.acquire(timeout=patience, poll_interval=0.05)
    except Timeout:
        return None
    return lock


def _tell(folder: IndexFolder) -> None:
    """Record the holder of the lock; a full disk is reported by the step that follows."""
    me = Holder(os.getpid(), platform.node(), datetime.now(UTC).isoformat(timespec="seconds"))
    with suppress(OSError):
        folder.holder.write_text(json.dumps(asdict(me)), encoding="utf-8")
