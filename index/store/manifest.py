"""What made a build: written last, read first."""

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
"""What stands in the place of the manifest's own checksum while that is reckoned."""

FORMAT_VERSION = 2
"""Raise it when what is on disk changes so that older code could not read it, or this could not read older."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of the build as it was written; `index.store.checksums` holds files against it."""

    size: int
    sha256: str
    modified: int
    """When it was written, in nanoseconds since 1970: a file of another time is read whole before it is used."""
    head: int
    """Bytes at its beginning, and as many at its end as `tail` says, that are hashed each time it is opened."""
    tail: int
    ends: str
    """SHA-256 of the head followed by the tail."""


@dataclass(frozen=True, slots=True)
class ListSearch:
    """How a dense index with inverted lists is searched, and what that finds."""

    lists: int
    probed: int
    """How many of the lists one question looks through."""
    recall: float
    """Share of the 20 nearest passages that is found, 0 to 1, against comparing all; when built."""
    queries: int
    """How many sentences of the articles `recall` was measured on."""


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
    """Path below the build, with ``/``, to what it should be."""
    dense_lists: ListSearch | None = None
    """None where a question is compared with every passage."""
    reading: str = ""
    """Names the code and settings that files were read and cut with: what they gave is taken over
    where this is the same and they were not touched."""
    languages: dict[str, int] = field(default_factory=dict)
    """ISO 639-1 code to number of articles, the most frequent first; ``unknown`` where none was detected."""
    undated: int = 0
    """Articles that nothing but their file's own time dates."""
    engine: dict[str, Any] | None = None
    """Where passages are searched if not here: kind, url, database, alias, collection, version. Not written
    where they are searched here, so that such an index is as it always was."""

    def write(self, build: BuildFolder) -> None:
        """Store the manifest in its build, with a checksum of its own in front."""
        fields = {name: value for name, value in asdict(self).items() if name != "engine" or value is not None}
        text = json.dumps({"checksum": _NONE.decode()} | fields, indent=1, ensure_ascii=False)
        data = text.encode("utf-8", "surrogateescape")
        build.manifest.write_bytes(data.replace(_NONE, hashlib.sha256(data).hexdigest().encode(), 1))


def read_manifest(build: BuildFolder) -> Manifest:
    """Read a build's manifest and hold the sizes of its files against it.

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
    """Read what a build was made from, even where the build itself can no longer be used.

    Args:
        build: The build, perhaps of another format or damaged.

    Returns:
        Its sources and settings.

    Raises:
        IndexDamaged: If the manifest does not tell.
    """
    stored = _stored(build)
    try:
        return tuple(map(str, stored["sources"])), dict(stored["settings"])
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable(build, error) from error


def _stored(build: BuildFolder) -> dict[str, Any]:
    """Read what is stored, if it is what was written; another format may have another checksum."""
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
