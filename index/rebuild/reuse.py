"""Decide whether the stored result of a file is still valid: the file is unchanged, and would be read in the same way.

A file counts as unchanged if its size and times equal those recorded, if they were recorded long
enough after its last change for another change to be visible (as in git's index), and if the code,
settings and model that chunked it are the same.
"""

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from importlib import resources
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from re import match

from corpus.files import writable
from index.encoder.onnx_encoder import Encoder
from index.settings import SELECTING, IndexSettings
from index.store.row_copier import SourceState
from index.store.rows import FileState

_PROJECT = "quotewire"
_SETTLED = 2_000_000_000
"""Minimum age in nanoseconds of a file's last change when it is examined: the coarsest clock of a file system, FAT's,
ticks every two seconds, and a second change within a tick would not be visible."""


def state_of(path: Path, root: Path) -> SourceState | None:
    """Examine a file, before it is read.

    Args:
        path: The file.
        root: The folder it was found under.

    Returns:
        Its state; None if it cannot be examined.
    """
    try:
        stat = path.stat()
    except OSError:
        return None
    ctime = None if os.name == "nt" else stat.st_ctime_ns
    settled = max(stat.st_mtime_ns, ctime or 0) < time.time_ns() - _SETTLED
    return SourceState(
        FileState(writable(str(path)), stat.st_size, stat.st_mtime_ns), ctime, writable(str(root)), settled
    )


def reading_fingerprint(encoder: Encoder, settings: IndexSettings) -> str:
    """Hash everything except the file itself that determines what is stored of it.

    Args:
        encoder: Counts wordpieces, and names embeddings.
        settings: How articles are read and cut.

    Returns:
        A hash of this project's code, of the versions of what it requires, and of the settings.
    """
    code = [hashlib.sha256(file.read_bytes()).hexdigest() for file in _sources()]
    limits = {name: value for name, value in asdict(settings.loading).items() if name not in SELECTING}
    chosen = asdict(settings.chunking), limits
    versions = (code, list(_versions()), sys.version, chosen, encoder.fingerprint)
    return hashlib.sha256(repr(versions).encode()).hexdigest()


def _sources() -> list[Path]:
    """List the modules that read, chunk and store files: two packages, except for fetching."""
    corpus, index = (Path(str(resources.files(package))) for package in ("corpus", "index"))
    found = {file for package in (corpus, index) for file in package.rglob("*.py")}
    return sorted(file for file in found if corpus / "web" not in file.parents)


def _versions() -> Iterator[str]:
    try:
        required = requires(_PROJECT) or []
    except PackageNotFoundError:  # run from its folder, not installed
        required = []
    for line in sorted(required):
        name = match(r"[\w.-]+", line)
        try:
            yield f"{name[0]} {version(name[0])}" if name else line
        except PackageNotFoundError:
            yield line
