"""Check that the files of a build are as they were written.

Untrusted data is checked before a library maps or parses it. On opening, these are: every file's
size and time; both ends of each file, where FAISS, SQLite and tantivy store the structures that
lead to the rest; the encoder, whose size does not depend on the archive; and the whole of any file
whose time differs from the recorded one, because it was copied, restored from a backup or tampered
with. Bit rot in the middle of a large file is detected when it is read - SQLite's pages, articles
and passages have their own checks - or by `verify`.
"""

import hashlib
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from corpus.errors import IndexDamaged
from index.store.layout import BuildFolder
from index.store.manifest import FileRecord, Manifest

_ENDS = 1 << 18
"""Bytes at each end of a file that are hashed when it is opened; a smaller file is hashed whole."""
_BLOCK = 1 << 22
_WHOLE = "encoder/"

_log = logging.getLogger(__name__)


def record_files(
    build: BuildFolder, heads: dict[str, int] | None = None, after_each: Callable[[], None] = lambda: None
) -> dict[str, FileRecord]:
    """Measure and hash every file of a finished build.

    Args:
        build: The build, which must be complete.
        heads: Path below the build to the number of bytes at the beginning that lead to the rest, if
            more than a quarter of a megabyte.
        after_each: Called after each block of a file.

    Returns:
        Path below the build, with ``/``, to the file's record.
    """
    found: dict[str, FileRecord] = {}
    for path in build.files():
        name = path.relative_to(build.path).as_posix()
        stat = path.stat()
        wanted = stat.st_size if name.startswith(_WHOLE) else max(_ENDS, (heads or {}).get(name, 0))
        head = min(stat.st_size, wanted)
        tail = min(stat.st_size - head, _ENDS)
        found[name] = FileRecord(
            stat.st_size, _hashed(path, after_each), stat.st_mtime_ns, head, tail, _ends(path, head, tail)
        )
    return found


def verify_on_opening(build: BuildFolder, manifest: Manifest, part: str) -> None:
    """Run the cheap checks of some files, whose cost does not grow with the archive.

    Args:
        build: The build.
        manifest: Its manifest, read with `read_manifest`, which has checked the sizes.
        part: Common prefix of the files' paths below the build.

    Raises:
        IndexDamaged: If a file differs from what was written.
    """
    for name, record in manifest.files.items():
        if name.startswith(part):
            path = build.path / name
            try:
                _verify_ends(path, record)
            except OSError as error:
                raise IndexDamaged(f"{path} cannot be read: {error.strerror}.", "qa rebuild") from error


def verify(build: BuildFolder, manifest: Manifest, name: str, after_each: Callable[[], None] = lambda: None) -> None:
    """Check the whole of one file.

    Args:
        build: The build.
        manifest: Its manifest.
        name: The file's path below the build.
        after_each: Called after each block; its exceptions propagate.

    Raises:
        IndexDamaged: If the file differs from what was written.
    """
    path, record = build.path / name, manifest.files[name]
    try:
        found = _hashed(path, after_each)
    except OSError as error:
        raise IndexDamaged(f"{path} cannot be read: {error.strerror}.", "qa rebuild") from error
    if found != record.sha256:
        raise IndexDamaged(
            f"{path} is not as it was written: SHA-256 should be {record.sha256[:12]}..., found {found[:12]}...",
            "qa rebuild",
        )


def is_as_written(
    build: BuildFolder, manifest: Manifest, name: str, after_each: Callable[[], None] = lambda: None
) -> bool:
    """Return whether a file still has its recorded checksum; `after_each` is called after each block."""
    try:
        verify(build, manifest, name, after_each)
    except (IndexDamaged, KeyError):
        return False
    return True


def _verify_ends(path: Path, record: FileRecord) -> None:
    if path.stat().st_mtime_ns != record.modified:
        _log.info("%s carries another time than it was written with: reading it whole", path.name)
        if _hashed(path, lambda: None) != record.sha256:
            raise IndexDamaged(f"{path} is not as it was written.", "qa rebuild")
        with suppress(OSError):  # may be read-only: then it is read whole each time
            os.utime(path, ns=(path.stat().st_atime_ns, record.modified))
    elif _ends(path, record.head, record.tail) != record.ends:
        raise IndexDamaged(f"{path} is not as it was written.", "qa rebuild")


def _ends(path: Path, head: int, tail: int) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        digest.update(file.read(head))
        file.seek(-tail, os.SEEK_END)
        digest.update(file.read(tail))
    return digest.hexdigest()


def _hashed(path: Path, after_each: Callable[[], None]) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            after_each()
    return digest.hexdigest()
