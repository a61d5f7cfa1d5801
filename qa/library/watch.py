"""Watch the indexed folders: files saved, moved or deleted there are indexed within seconds.

Events of the system only say when to look. What has changed is found by holding the files
against those that the live build was made from, so that no editor's way of saving and no
rebuild by somebody else can lead the index astray. The events come from
watchfiles (MIT, in Rust, on inotify, FSEvents and ReadDirectoryChangesW).
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import IndexBusy, IndexMissing, OperationFailed, QAError
from corpus.ignore import IGNORE_FILE
from corpus.progress import OnProgress, silent
from index.encoder.locate import prepare_encoder
from index.encoder.onnx_encoder import Encoder
from index.rebuild.builder import RebuildSummary
from index.settings import EncoderSettings
from index.store.catalogue import open_articles
from index.store.rows import FileState
from qa.library.changes import FileChanges, compare_files, current_files
from qa.library.rebuild import last_sources, made_settings, rebuild_index
from qa.settings import Settings

_QUIET_MS = 150
"""Milliseconds without a change after which a burst is over."""
_LONGEST_BURST_MS = 1_500
"""Milliseconds after which an ongoing burst of changes is indexed as it stands."""
_LOOK_MS = 1_000
"""Milliseconds between checks whether the index was rebuilt, or a retry is due."""
_DOUBT = 60.0
"""Seconds after which the files are checked even without an event: network drives send none."""
_RETRIES = (1, 2, 5, 15, 60)
"""Seconds before another try after a failure; the last is repeated."""


@dataclass(frozen=True, slots=True)
class WatchBegan:
    """The folders are followed from now on."""

    sources: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class ChangesIndexed:
    """The index is as the files are."""

    changes: FileChanges
    summary: RebuildSummary


@dataclass(frozen=True, slots=True)
class IndexingFailed:
    """The index could not be rebuilt; the old one stays in use."""

    error: QAError
    again: float
    """Seconds until it is tried again, if nothing changes before."""


WatchEvent = WatchBegan | ChangesIndexed | IndexingFailed


class Watcher:
    """Follows the folders of one index.

    Args:
        settings: Where the index is.
        on_event: Called with each event, from the thread that calls `run`.
        on_progress: As for `qa.library.rebuild.rebuild_index`.

    Raises:
        IndexMissing: If there is no index that records what to watch.
    """

    def __init__(
        self, settings: Settings, on_event: Callable[[WatchEvent], None], on_progress: OnProgress = silent
    ) -> None:
        self._settings = settings
        self._on_event = on_event
        self._on_progress = on_progress
        self._encoder: tuple[EncoderSettings, Encoder] | None = None
        self._failures = 0
        self._due = 0.0
        self._reported = ""
        if not last_sources(settings.index):
            raise IndexMissing(f"There is no index at {settings.index} to keep up to date.", "qa rebuild PATH")

    def run(self, stop: threading.Event) -> None:
        """Index what has changed so far, then watch the folders until stopped.

        Args:
            stop: Set from another thread or a signal handler to end it.

        Raises:
            OperationFailed: If the system cannot watch more folders.
            KeyboardInterrupt: If the process is interrupted; the index is whole.
        """
        changed: list[Path] = []
        while not stop.is_set():
            sources = last_sources(self._settings.index) or changed
            if sources != changed:
                self._on_event(WatchBegan(tuple(sources)))
                changed = sources
            self._follow(sources, stop)

    def _follow(self, sources: Sequence[Path], stop: threading.Event) -> None:
        """Follow folders until others are indexed, or one of them is another than before."""
        roots = _roots(sources)
        for burst in self._bursts(list(roots), stop):
            if burst or time.monotonic() >= self._due:
                self._catch_up()
            if last_sources(self._settings.index) not in ([], list(sources)) or _roots(sources) != roots:
                return

    def _bursts(self, roots: Sequence[Path], stop: threading.Event) -> Iterator[bool]:
        """Yield True whenever files may have changed, and False from time to time."""
        from watchfiles import watch  # 45 ms: only here

        yield True
        while not roots and not stop.wait(_LOOK_MS / 1_000):
            yield False
        first = True  # changes saved before the watch began are found by a check after it
        try:
            for burst in watch(
                *roots,
                watch_filter=lambda _, path: self._may_matter(Path(path), roots),
                debounce=_LONGEST_BURST_MS,
                step=_QUIET_MS,
                rust_timeout=_LOOK_MS,
                yield_on_timeout=True,
                stop_event=stop,
            ):
                yield first or bool(burst)
                first = False
        except (OSError, RuntimeError) as error:
            raise OperationFailed(
                f"The folders cannot be watched: {error}.", "WATCHFILES_FORCE_POLLING=1 qa watch, which polls instead"
            ) from error

    def _may_matter(self, path: Path, roots: Sequence[Path]) -> bool:
        if self._settings.index.absolute() in (path, *path.parents):
            return False
        return any(_is_shown(path.relative_to(root)) for root in roots if path.is_relative_to(root))

    def _catch_up(self) -> None:
        """Rebuild the index if files have changed since; a failure is reported once and retried."""
        try:
            were = self._indexed()
            sources = last_sources(self._settings.index)
            if changes := compare_files(were, current_files(sources, made_settings(self._settings).loading)):
                summary = self._rebuild()
                # More may have changed meanwhile: the report is of what was indexed.
                self._on_event(ChangesIndexed(compare_files(were, self._indexed()) or changes, summary))
        except QAError as error:
            again = _RETRIES[0 if isinstance(error, IndexBusy) else min(self._failures, len(_RETRIES) - 1)]
            self._failures += 1
            self._due = time.monotonic() + again
            if error.message != self._reported:
                self._reported = error.message
                self._on_event(IndexingFailed(error, again))
            return
        self._failures, self._due, self._reported = 0, time.monotonic() + _DOUBT, ""

    def _indexed(self) -> dict[str, FileState]:
        with open_articles(self._settings.index) as store:
            return {file.path: file for file in store.files()}

    def _rebuild(self) -> RebuildSummary:
        made = made_settings(self._settings)
        if self._encoder is None or self._encoder[0] != made.encoder:
            self._encoder = (made.encoder, prepare_encoder(made.encoder, made.cache, self._on_progress))
        return rebuild_index(self._settings, (), self._on_progress, self._encoder[1])


def _roots(sources: Sequence[Path]) -> dict[Path, tuple[int, int]]:
    """Return the folders to watch, with their identities: one that is recreated must be watched again.

    A file's own folder is watched: editors put another file in its place.
    """
    roots: dict[Path, tuple[int, int]] = {}
    for source in sources:
        folder = source.parent if source.is_file() else source
        if folder.is_dir():
            stat = folder.stat()
            roots[folder] = (stat.st_dev, stat.st_ino)
    return roots


def _is_shown(path: Path) -> bool:
    return path.name == IGNORE_FILE or not any(part.startswith(".") for part in path.parts)
