"""What an index holds, and how it stands to the files it was made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.errors import CorpusEmpty, IndexStale, QAError
from corpus.files import SourceFile, find_files, writable
from corpus.settings import LoadingSettings
from index.rebuild.embedding_cache import count_pending
from index.settings import recorded_selection
from index.store.articles import ArticleStore
from index.store.checksums import verify_on_opening
from index.store.layout import BuildFolder, IndexFolder
from index.store.lock import Holder, is_held, told_holder
from index.store.manifest import Manifest, read_manifest
from index.store.rows import FileState
from qa.settings import Settings

FileChange = Literal["unchanged", "changed", "gone"]
"""What became of a file since it was indexed, by its size and time."""


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """An index and its freshness."""

    path: Path
    manifest: Manifest
    bytes: int
    skips: tuple[tuple[str, int | None, str], ...]
    """Path, line and reason of what gave no article."""
    changed: int
    """Files whose size or time is not what it was."""
    new: int
    gone: int
    build: str
    """The live build's name."""
    rebuilding: Holder | None
    """The process that is making the index anew."""
    pending: int
    """Embeddings kept of a rebuild that has not ended."""


def inspect_index(path: Path) -> IndexStatus:
    """Describe an index without opening a model.

    Args:
        path: The index folder.

    Returns:
        Its status.

    Raises:
        IndexMissing: If there is none.
        IndexStale: If it has another format.
        IndexDamaged: If its files are not those that were written.
    """
    return IndexFolder(path).with_live(lambda build: _inspected(path, build))


def live_build(path: Path) -> str:
    """Name an index's live build; empty where there is none. Reads one line, so it may be asked often."""
    try:
        return IndexFolder(path).live().path.name
    except QAError:
        return ""


def _holder(folder: IndexFolder) -> Holder | None:
    try:
        return told_holder(folder) if is_held(folder) else None
    except OSError:  # may not be looked at: then it may not be made anew either
        return None


def _inspected(path: Path, build: BuildFolder) -> IndexStatus:
    manifest = read_manifest(build)
    verify_on_opening(build, manifest, "articles.")
    store = ArticleStore.open(build.articles)
    try:
        were = {file.path: file for file in store.files()}
        skips = tuple(store.skips())
    finally:
        store.close()
    are = current_files([Path(source) for source in manifest.sources], recorded_selection(manifest.settings))
    return IndexStatus(
        path=path,
        manifest=manifest,
        bytes=build.size(),
        skips=skips,
        changed=sum(name in were and were[name] != state for name, state in are.items()),
        new=len(are.keys() - were.keys()),
        gone=len(were.keys() - are.keys()),
        build=build.path.name,
        rebuilding=_holder(IndexFolder(path)),
        pending=count_pending(IndexFolder(path).pending),
    )


def current_files(sources: Sequence[Path], settings: LoadingSettings) -> dict[str, FileState]:
    """Look at the files that a rebuild would read, as they are now.

    Args:
        sources: Folders and files; those that are gone hold none.
        settings: Globs and removals.

    Returns:
        Path to state.
    """
    found: dict[str, FileState] = {}
    for source in sources:
        try:
            files = [file.path for file in find_files([source], settings) if isinstance(file, SourceFile)]
        except CorpusEmpty:  # the folder is gone, and so are its files
            continue
        for file in files:
            try:
                stat = file.stat()
            except OSError:
                continue
            name = writable(str(file))
            found[name] = FileState(name, stat.st_size, stat.st_mtime_ns)
    return found


def file_change(path: str, indexed: FileState | None) -> FileChange:
    """Compare a file with its state when it was indexed.

    Args:
        path: The file.
        indexed: Its state then; None if it was not indexed.

    Returns:
        What became of it.
    """
    try:
        stat = Path(path).stat()
    except OSError:
        return "gone"
    if indexed is None or FileState(path, stat.st_size, stat.st_mtime_ns) != indexed:
        return "changed"
    return "unchanged"


def check_fresh(manifest: Manifest, settings: Settings) -> None:
    """Hold the settings an index was made under against those a person chose.

    What was not chosen is as the index has it: an index remembers how it was made.

    Args:
        manifest: The index's own.
        settings: Those in force.

    Raises:
        IndexStale: If they differ, naming what.
    """
    wanted = settings.shaping().recorded()
    differ = [
        f"{name} is {wanted[name]!r}, the index was made with {made!r}"
        for name, made in manifest.settings.items()
        if name in settings.chosen and wanted.get(name) != made
    ]
    if differ:
        raise IndexStale(f"{'; '.join(differ)}.", "qa rebuild")
