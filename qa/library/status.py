"""The contents of an index, and how its source files have changed since."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import IndexStale, QAError
from corpus.files import LEFT_OUT
from index.rebuild.embedding_cache import count_pending
from index.settings import LOCAL, EngineSettings, recorded_selection
from index.store.articles import ArticleStore
from index.store.checksums import verify_on_opening
from index.store.layout import BuildFolder, IndexFolder
from index.store.lock import Holder, is_held, told_holder
from index.store.manifest import Manifest, read_manifest
from qa.library.changes import compare_files, current_files
from qa.settings import Settings

if TYPE_CHECKING:
    from index.cluster.report import EngineReport


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """An index and its freshness."""

    path: Path
    manifest: Manifest
    bytes: int
    skips: tuple[tuple[str, int | None, str], ...]
    """Path, line and reason of what gave no article."""
    left_out: tuple[tuple[str, int | None, str], ...]
    """Path, line and kind of the parts of articles that are in no passage."""
    changed: int
    """Files whose size or modification time has changed."""
    new: int
    gone: int
    build: str
    """The live build's name."""
    rebuilding: Holder | None
    """The process that is rebuilding the index."""
    pending: int
    """Embeddings kept of a rebuild that has not ended."""
    engine: "EngineReport | None" = None
    """How it stands in its engine; None if it was not looked at, or is searched in its own files."""

    @property
    def stale(self) -> str:
        """How many files are not as they were: ``3 changed, 1 new``; empty if the index is fresh."""
        changes = {"changed": self.changed, "new": self.new, "gone": self.gone}
        return ", ".join(f"{count:,} {change}" for change, count in changes.items() if count)


def inspect_index(path: Path, engine: EngineSettings | None = None) -> IndexStatus:
    """Describe an index without opening a model.

    Args:
        path: The index folder.
        engine: How to reach its engine, if it has one and is to be looked at; one that cannot be reached is reported.

    Returns:
        Its status.

    Raises:
        IndexMissing: If there is none.
        IndexStale: If it has another format.
        IndexDamaged: If its files are not those that were written.
    """
    return IndexFolder(path).with_live(lambda build: _inspected(path, build, engine))


def live_build(path: Path) -> str:
    """Return the name of an index's live build; empty if there is none. Reads one line, so it is cheap to call."""
    try:
        return IndexFolder(path).live().path.name
    except QAError:
        return ""


def _holder(folder: IndexFolder) -> Holder | None:
    try:
        return told_holder(folder) if is_held(folder) else None
    except OSError:  # not readable: then it cannot be rebuilt either
        return None


def _inspected(path: Path, build: BuildFolder, engine: EngineSettings | None) -> IndexStatus:
    manifest = read_manifest(build)
    verify_on_opening(build, manifest, "articles.")
    store = ArticleStore.open(build.articles)
    try:
        indexed = {file.path: file for file in store.files()}
        skips = tuple(store.skips())
    finally:
        store.close()
    parts = tuple((path, line, reason.removeprefix(LEFT_OUT)) for path, line, reason in skips if _is_part(reason))
    current = current_files([Path(source) for source in manifest.sources], recorded_selection(manifest.settings))
    changes = compare_files(indexed, current)
    return IndexStatus(
        path=path,
        manifest=manifest,
        bytes=_size(build),
        skips=tuple(skip for skip in skips if not _is_part(skip[2])),
        left_out=parts,
        changed=len(changes.changed),
        new=len(changes.new) + len(changes.moved),
        gone=len(changes.gone) + len(changes.moved),
        build=build.path.name,
        rebuilding=_holder(IndexFolder(path)),
        pending=count_pending(IndexFolder(path).pending),
        engine=_engine(manifest, engine),
    )


def _size(build: BuildFolder) -> int:
    size = build.size()
    build.manifest.stat()  # one that was removed meanwhile is not an empty one
    return size


def _is_part(reason: str) -> bool:
    return reason.startswith(LEFT_OUT)


def _engine(manifest: Manifest, engine: EngineSettings | None) -> "EngineReport | None":
    if manifest.engine is None or engine is None:
        return None
    from index.cluster.report import look_at_engine  # asking imports this module, and needs none of it

    return look_at_engine(manifest.engine, engine)


def check_fresh(manifest: Manifest, settings: Settings) -> None:
    """Hold the settings an index was made under against those a person chose.

    Settings that were not chosen are those of the index, which records how it was made.

    Args:
        manifest: The index's own.
        settings: Those in force.

    Raises:
        IndexStale: If they differ, naming what.
    """
    local = {"engine.kind": LOCAL}
    wanted = local | settings.shaping().recorded()
    differ = [
        f"{name} is {wanted[name]!r}, the index was made with {made!r}"
        for name, made in (local | manifest.settings).items()
        if name != "engine.url" and name in settings.chosen and wanted.get(name) != made
    ]
    if differ:
        raise IndexStale(f"{'; '.join(differ)}.", "qa rebuild")
