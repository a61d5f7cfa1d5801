"""How files have changed since they were indexed, by size and modification time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.errors import CorpusEmpty
from corpus.files import SourceFile, find_files, writable
from corpus.settings import LoadingSettings
from index.store.rows import FileState

FileChange = Literal["unchanged", "changed", "gone"]
"""How one file has changed."""


@dataclass(frozen=True, slots=True)
class FileChanges:
    """How all files have changed; absolute paths."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    """From and to: the same size and time under another name."""
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything has changed."""
        return bool(self.new or self.changed or self.moved or self.gone)


def current_files(sources: Sequence[Path], settings: LoadingSettings) -> dict[str, FileState]:
    """Return the current state of the files that a rebuild would read.

    Args:
        sources: Folders and files; those that are gone hold none.
        settings: Globs and removals.

    Returns:
        Path to state.
    """
    states: dict[str, FileState] = {}
    for source in sources:
        try:
            files = [file.path for file in find_files([source], settings) if isinstance(file, SourceFile)]
        except CorpusEmpty:  # the folder is gone, and so are its files
            continue
        for file in files:
            name = writable(str(file))
            state = _state_of(file, name)
            if state is not None:
                states[name] = state
    return states


def compare_files(indexed: Mapping[str, FileState], current: Mapping[str, FileState]) -> FileChanges:
    """Compare the files of an index with those that a rebuild would read.

    Args:
        indexed: Path to state when they were indexed.
        current: Path to state now, from `current_files`.

    Returns:
        The differences.
    """
    gone = {(state.size, state.mtime_ns): path for path, state in indexed.items() if path not in current}
    new = [path for path in current if path not in indexed]
    moved = [(gone.pop(key), path) for path in new if (key := (current[path].size, current[path].mtime_ns)) in gone]
    left, arrived = {before for before, _ in moved}, {after for _, after in moved}
    return FileChanges(
        new=tuple(path for path in new if path not in arrived),
        changed=tuple(path for path, state in current.items() if path in indexed and indexed[path] != state),
        moved=tuple(moved),
        gone=tuple(path for path in indexed if path not in current and path not in left),
    )


def file_change(path: str, indexed: FileState | None) -> FileChange:
    """Compare one file with its state when it was indexed.

    Args:
        path: The file.
        indexed: Its state then; None if it was not indexed.

    Returns:
        How it has changed.
    """
    state = _state_of(Path(path), path)
    if state is None:
        return "gone"
    return "unchanged" if state == indexed else "changed"


def _state_of(file: Path, name: str) -> FileState | None:
    """Look at a file; None if it cannot be looked at."""
    try:
        stat = file.stat()
    except OSError:
        return None
    return FileState(name, stat.st_size, stat.st_mtime_ns)
