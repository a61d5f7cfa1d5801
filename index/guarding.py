"""What stands around a rebuild: its lock, the disk's refusals, and what earlier ones left."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import IndexBusy, OperationFailed, QAError
from corpus.progress import OnProgress, Progress
from index.layout import IndexFolder

_DISK_ERRORS = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}


@contextmanager
def held(folder: IndexFolder) -> Iterator[None]:
    """Hold an index's lock.

    Args:
        folder: The index.

    Yields:
        While the lock is held; the system gives it back if the process dies.

    Raises:
        IndexBusy: If another process holds it.
    """
    lock = FileLock(folder.lock)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise IndexBusy(f"Another rebuild holds {folder.path}.", "wait until it has ended, then qa rebuild") from None
    try:
        yield
    finally:
        lock.release()


class Relay:
    """Passes progress on, and remembers what the callback raised: that is not the disk's doing.

    Args:
        on_progress: The callback.
    """

    def __init__(self, on_progress: OnProgress) -> None:
        self._on_progress = on_progress
        self.raised: BaseException | None = None

    def __call__(self, progress: Progress) -> None:
        """Pass one report on."""
        try:
            self._on_progress(progress)
        except BaseException as error:
            self.raised = error
            raise


@contextmanager
def disk_errors(path: Path, relay: Relay) -> Iterator[None]:
    """Tell the disk's refusals as `OperationFailed`.

    Args:
        path: The index folder.
        relay: What it remembers passes through untouched.

    Yields:
        To the work.

    Raises:
        OperationFailed: If the work ended in an error of the system, such as no space.
    """
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        disk = isinstance(error, OSError) or error.sqlite_errorcode & 0xFF in _DISK_ERRORS
        if error is relay.raised or not disk:
            raise
        reason = getattr(error, "strerror", None) or str(error)
        raise OperationFailed(
            f"The index at {path} could not be written: {reason}. The index that was there is untouched.",
            "free space or choose another folder with --index DIR, then qa rebuild",
        ) from error


def remove_leftovers(folder: IndexFolder) -> None:
    """Remove builds that are not live: older ones, and halves that a killed rebuild left.

    Where a reader still has one open, POSIX lets it read on; Windows keeps the files, and the
    next rebuild tries again.

    Args:
        folder: The index, whose lock is held.
    """
    try:
        live = folder.live().path
    except QAError:
        live = None
    for build in folder.builds.glob("*"):
        if build != live:
            shutil.rmtree(build, ignore_errors=True)
