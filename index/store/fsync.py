"""Making what is on disk survive a power cut, and telling whether it did."""

import os
import sys
from collections.abc import Callable
from pathlib import Path


def sync_file(path: Path) -> None:
    """Make a file's content survive a power cut."""
    with path.open("rb+") as file:  # Windows flushes only what was opened for writing
        flush(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system can."""
    if os.name == "nt":  # keeps names in a journal of its own, and opens no folder
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        flush(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path, after_each: Callable[[], None]) -> None:
    """Make a folder survive with all that is in it, and its own name in the folder above.

    Args:
        folder: The folder.
        after_each: Called after each file.
    """
    found = sorted(folder.rglob("*"))
    for path in found:
        if path.is_file():
            sync_file(path)
            after_each()
    for path in reversed(found):
        if path.is_dir():
            sync_folder(path)
    sync_folder(folder)
    sync_folder(folder.parent)


def flush(handle: int) -> None:
    """Write an open file through to the disk itself; macOS would else stop at the disk's own cache."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        except OSError:  # network folders do not know it
            os.fsync(handle)
        return
    os.fsync(handle)
