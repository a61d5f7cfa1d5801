"""Report disk errors during a rebuild, and estimate the disk space that it needs."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusEmpty, OperationFailed, QAError
from corpus.files import SourceFile, find_files
from corpus.progress import OnProgress, Progress
from index.store.layout import BuildFolder

_DISK_ERRORS = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
_REFUSALS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.EACCES, errno.ENOENT)
_OF_SOURCES = 3
"""Bytes of a build for each byte of articles, before a better estimate; bench/ measures the actual ratio."""
_LEXICAL = 0.3
"""Bytes of the lexical index for each byte of stored articles."""


@dataclass(slots=True)
class Estimate:
    """The current estimate of what a rebuild will have written at its end."""

    sources: Sequence[Path]
    build: BuildFolder | None = None
    """The build, once it has a folder; the encoder is the first thing in it."""
    passages: int = 0
    """0 until all articles are stored."""
    dim: int = 0

    def whole(self) -> int:
        """Estimate the bytes of the finished build, with the embeddings that are stored meanwhile."""
        written = self.build.size() if self.build else 0
        if not self.passages or self.build is None:
            return written + _OF_SOURCES * _size_of(self.sources)
        stored = self.build.articles.stat().st_size if self.build.articles.exists() else 0
        return max(written, written - self._dense_written() + int(_LEXICAL * stored) + self.certain())

    def certain(self) -> int:
        """Count the bytes that will certainly still be written, once the passages are known."""
        return 2 * self.dim * self.passages

    def described(self, path: Path) -> str:
        """Describe the space that is needed and free, for display."""
        written = self.build.size() if self.build else 0
        takes = f"The build takes about {_sized(self.whole())}, of which {_sized(written)} are written"
        try:
            free = shutil.disk_usage(path).free
        except OSError:
            return f"{takes}; the folder is gone."
        return f"{takes}; {_sized(free)} are free. The index that was there is untouched."

    def _dense_written(self) -> int:
        dense = self.build.dense if self.build else None
        return dense.stat().st_size if dense and dense.exists() else 0


def check_space(path: Path, estimate: Estimate) -> None:
    """Fail immediately if the disk is certain to fill up, rather than after an hour of embedding.

    Args:
        path: The index folder.
        estimate: The estimate for the build.

    Raises:
        OperationFailed: With the space that is needed and free.
    """
    free = shutil.disk_usage(path).free
    if free < estimate.certain():
        raise OperationFailed(
            f"The disk of {path} is too full. {estimate.described(path)}",
            "free space or choose another folder with the setting index, then qa rebuild",
        )


class Relay:
    """Forwards progress, and remembers what the callback raised, which is not a disk error.

    Args:
        on_progress: The callback.
    """

    def __init__(self, on_progress: OnProgress) -> None:
        self._on_progress = on_progress
        self.raised: BaseException | None = None

    def __call__(self, progress: Progress) -> None:
        """Forward one report."""
        try:
            self._on_progress(progress)
        except BaseException as error:
            self.raised = error
            raise


@contextmanager
def disk_errors(path: Path, relay: Relay, estimate: Estimate) -> Iterator[None]:
    """Raise disk errors as `OperationFailed`, whichever library reports them.

    Args:
        path: The index folder.
        relay: The exception that it remembers is not converted.
        estimate: The estimate for the build.

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
            f"The index at {path} could not be written: {reason}. {estimate.described(path)}",
            "free space or choose another folder with the setting index, then qa rebuild",
        ) from error


def _refusal(error: Exception, path: Path) -> str | None:
    """Return the system's reason; None if the error is not from the system."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if isinstance(error, sqlite3.OperationalError):
        return str(error) if error.sqlite_errorcode & 0xFF in _DISK_ERRORS else None
    if isinstance(error, OperationFailed | CorpusEmpty):
        return None
    # FAISS and tantivy have no class for it, only a message.
    for refused in _REFUSALS:
        if os.strerror(refused) in str(error):
            return os.strerror(refused)
    return "the folder is gone" if not path.is_dir() else None


def _size_of(sources: Sequence[Path]) -> int:
    try:
        return sum(file.path.stat().st_size for file in find_files(sources) if isinstance(file, SourceFile))
    except (OSError, QAError):
        return 0


def _sized(count: int) -> str:
    return f"{count / 1e6:,.1f} MB" if count >= 1_000_000 else f"{count / 1e3:.0f} kB"
