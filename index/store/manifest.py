"""The manifest of a build: written last, read first."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import IndexDamaged, IndexStale
from index.store.layout import BuildFolder

_CHECKSUM = re.compile(rb'"checksum": "([0-9a-f]{64})"')
_NONE = b"0" * 64
"""Placeholder for the manifest's own checksum while it is computed."""

FORMAT_VERSION = 2
"""Increase this when older code cannot read the new files, or this code cannot read older ones."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """The recorded state of a file of the build; `index.store.checksums` compares files with it."""

    size: int
    sha256: str
    modified: int
    """Modification time in nanoseconds since 1970; a file with another time is checked as a whole before use."""
    head: int
    """Number of bytes at its beginning that are hashed each time it is opened, as are `tail` bytes at its end."""
    tail: int
    ends: str
    """SHA-256 of the head followed by the tail."""


@dataclass(frozen=True, slots=True)
class ListSearch:
    """How a dense index with inverted lists is searched, and its recall."""

    lists: int
    probed: int
    """Number of lists probed for a question."""
    recall: float
    """Share of the 20 nearest passages that is found, 0 to 1, measured when the index was built."""
    queries: int
    """Number of sentences of the articles on which `recall` was measured."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One build's description; stored as JSON."""

    format: int
    created: str
    """Coordinated universal time, ISO 8601."""
    sources: tuple[str, ...]
    """The folders and files that were indexed, absolute."""
    settings: dict[str, Any]
    """The settings that shape an index, by dotted name."""
    encoder: dict[str, Any]
    """Name, fingerprint, dim and precision."""
    dense_kind: str
    articles: int
    passages: int
    skipped: dict[str, int]
    """Reason to number of files."""
    files: dict[str, FileRecord] = field(default_factory=dict)
    """Path below the build, with ``/``, to the file's recorded state."""
    dense_lists: ListSearch | None = None
    """None if a question is compared with every passage."""
    reading: str = ""
    """Hash of the code and settings with which files were read and chunked; the rows of unchanged files are
    reused if it is equal."""
    languages: dict[str, int] = field(default_factory=dict)
    """ISO 639-1 code to number of articles, the most frequent first; ``unknown`` where none was detected."""
    undated: int = 0
    """Articles whose only date is the time of their file."""
    engine: dict[str, Any] | None = None
    """The external engine that has the passages: kind, url, database, alias, collection, version. Not written
    for a local index, whose manifest is therefore the same as in earlier versions."""

    def write(self, build: BuildFolder) -> None:
        """Store the manifest in its build, preceded by its own checksum."""
        fields = {name: value for name, value in asdict(self).items() if name != "engine" or value is not None}
        text = json.dumps({"checksum": _NONE.decode()} | fields, indent=1, ensure_ascii=False)
        data = text.encode("utf-8", "surrogateescape")
        build.manifest.write_bytes(data.replace(_NONE, hashlib.sha256(data).hexdigest().encode(), 1))


def read_manifest(build: BuildFolder) -> Manifest:
    """Read a build's manifest and check the sizes of the files.

    Args:
        build: The build.

    Returns:
        The manifest.

    Raises:
        IndexStale: If the build has another format.
        IndexDamaged: If the manifest cannot be read, or a file is missing or of another size.
    """
    stored = _stored(build)
    try:
        if stored["format"] != FORMAT_VERSION:
            raise IndexStale(
                f"The index has format {stored['format']}, this version reads format {FORMAT_VERSION}.", "qa rebuild"
            )
        del stored["checksum"]
        files = {name: FileRecord(**record) for name, record in stored.pop("files").items()}
        lists = ListSearch(**stored.pop("dense_lists")) if stored.get("dense_lists") else None
        fields = stored | {"sources": tuple(stored["sources"]), "files": files, "dense_lists": lists}
        manifest = Manifest(**fields)
    except (KeyError, TypeError, AttributeError) as error:
        raise _unreadable(build, error) from error
    for name, record in manifest.files.items():
        _check_size(build.path / name, record.size)
    return manifest


def read_origin(build: BuildFolder) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Read what a build was made from, even if the build itself cannot be used.

    Args:
        build: The build, perhaps of another format or damaged.

    Returns:
        Its sources and settings.

    Raises:
        IndexDamaged: If the manifest does not contain it.
    """
    stored = _stored(build)
    try:
        return tuple(map(str, stored["sources"])), dict(stored["settings"])
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable(build, error) from error


def _stored(build: BuildFolder) -> dict[str, Any]:
    """Read the manifest and verify its checksum, unless it is of another format."""
    try:
        data = build.manifest.read_bytes()
        stored: dict[str, Any] = json.loads(data.decode("utf-8", "surrogateescape"))
        checked = stored["format"] != FORMAT_VERSION or _holds(data)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _unreadable(build, error) from error
    if not checked:
        raise IndexDamaged(f"{build.manifest} is not as it was written.", "qa rebuild PATH")
    return stored


def _holds(data: bytes) -> bool:
    found = _CHECKSUM.search(data)
    if found is None:
        return False
    blank = data[: found.start(1)] + _NONE + data[found.end(1) :]
    return hashlib.sha256(blank).hexdigest().encode() == found.group(1)


def _unreadable(build: BuildFolder, error: Exception) -> IndexDamaged:
    return IndexDamaged(f"{build.manifest} cannot be read: {error!r}", "qa rebuild PATH")


def _check_size(path: Path, expected: int) -> None:
    found = path.stat().st_size if path.is_file() else None
    if found != expected:
        state = "is missing" if found is None else f"has {found} bytes"
        raise IndexDamaged(f"{path} {state}; it was written with {expected}.", "qa rebuild")
