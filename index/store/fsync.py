"""Flush files and folders to disk, so that they survive a power cut."""

import os
import sys
from collections.abc import Callable
from pathlib import Path


def sync_file(path: Path) -> None:
    """Flush a file's content to disk."""
    with path.open("rb+") as file:  # Windows flushes only files opened for writing
        flush(file.fileno())


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder to disk, if the system supports it."""
    if os.name == "nt":  # the file system journals names, and folders cannot be opened
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        flush(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path, after_each: Callable[[], None]) -> None:
    """Flush a folder with its contents, and its own name in the parent folder.

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
    """Flush an open file to the disk itself; fsync on macOS stops at the disk's cache."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        except OSError:  # network file systems do not support it
            os.fsync(handle)
        return
    os.fsync(handle)
