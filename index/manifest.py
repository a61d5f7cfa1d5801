"""What made a build: written last, read first."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import IndexDamaged, IndexStale
from index.layout import BuildFolder
from index.syncing import sha256_of

FORMAT_VERSION = 2
"""Raise it when what is on disk changes so that older code could not read it, or this could not read older."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of the build as it was written."""

    size: int
    sha256: str


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

    def write(self, build: BuildFolder) -> None:
        """Store the manifest in its build."""
        build.manifest.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False), encoding="utf-8")


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
    try:
        stored = json.loads(build.manifest.read_text(encoding="utf-8"))
        if stored["format"] != FORMAT_VERSION:
            raise IndexStale(
                f"The index has format {stored['format']}, this version reads format {FORMAT_VERSION}.", "qa rebuild"
            )
        files = {name: FileRecord(**record) for name, record in stored.pop("files").items()}
        lists = ListSearch(**stored.pop("dense_lists")) if stored.get("dense_lists") else None
        told = stored | {"sources": tuple(stored["sources"]), "files": files, "dense_lists": lists}
        manifest = Manifest(**told)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexDamaged(f"{build.manifest} cannot be read: {error!r}", "qa rebuild PATH") from error
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
    try:
        stored = json.loads(build.manifest.read_text(encoding="utf-8"))
        return tuple(map(str, stored["sources"])), dict(stored["settings"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(f"{build.manifest} cannot be read: {error!r}", "qa rebuild PATH") from error


def record_files(build: BuildFolder) -> dict[str, FileRecord]:
    """Measure and hash every file of a finished build."""
    return {
        path.relative_to(build.path).as_posix(): FileRecord(path.stat().st_size, sha256_of(path))
        for path in build.files()
    }


def is_as_written(build: BuildFolder, manifest: Manifest, name: str) -> bool:
    """Tell whether a file of a build still has the checksum it was written with."""
    record = manifest.files.get(name)
    return record is not None and sha256_of(build.path / name) == record.sha256


def _check_size(path: Path, expected: int) -> None:
    found = path.stat().st_size if path.is_file() else None
    if found != expected:
        state = "is missing" if found is None else f"has {found} bytes"
        raise IndexDamaged(f"{path} {state}; it was written with {expected}.", "qa rebuild")
