"""What stands around a rebuild: the disk's refusals, and what earlier ones left."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import CorpusEmpty, IndexDamaged, OperationFailed, QAError
from corpus.progress import OnProgress, Progress
from index.layout import IndexFolder
from index.space import Estimate

_DISK_ERRORS = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
_REFUSALS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.EACCES, errno.ENOENT)


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
def disk_errors(path: Path, relay: Relay, estimate: Estimate) -> Iterator[None]:
    """Tell the disk's refusals as `OperationFailed`, whichever library met them.

    Args:
        path: The index folder.
        relay: What it remembers passes through untouched.
        estimate: What the build takes.

    Yields:
        To the work.

    Raises:
        OperationFailed: If the work ended in an error of the system, such as no space.
    """
    try:
        yield
    except Exception as error:
        reason = None if error is relay.raised else _refusal(error, path)
        if reason is None:
            raise
        raise OperationFailed(
            f"The index at {path} could not be written: {reason}. {estimate.told(path)}",
            "free space or choose another folder with --index DIR, then qa rebuild",
        ) from error


def _refusal(error: Exception, path: Path) -> str | None:
    """Say what the system refused; None if it was not the system."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if isinstance(error, sqlite3.OperationalError):
        return str(error) if error.sqlite_errorcode & 0xFF in _DISK_ERRORS else None
    if isinstance(error, OperationFailed | CorpusEmpty):
        return None
    # FAISS and tantivy have no class for it, only words.
    for refused in _REFUSALS:
        if os.strerror(refused) in str(error):
            return os.strerror(refused)
    return "the folder is gone" if not path.is_dir() else None


def remove_leftovers(folder: IndexFolder) -> None:
    """Remove builds that are not live: older ones, and halves that a killed rebuild left.

    Where ``CURRENT`` does not tell which build is live, finished ones stay: the next rebuild
    takes their embeddings. Where a reader still has one open, POSIX lets it read on; Windows
    keeps the files, and the next rebuild tries again.

    Args:
        folder: The index, whose lock is held.
    """
    for build in leftovers(folder):
        shutil.rmtree(build, ignore_errors=True)


def leftovers(folder: IndexFolder) -> list[Path]:
    """List the builds that nobody needs, in order of name.

    Args:
        folder: The index.

    Returns:
        Their folders; the build of a rebuild under way is one of them.
    """
    try:
        kept = [folder.live()]
    except IndexDamaged:
        kept = folder.finished()
    except QAError:
        kept = []
    return sorted(set(folder.builds.glob("*")) - {build.path for build in kept})
