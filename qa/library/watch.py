"""Following the indexed folders: what is saved, moved or deleted there is indexed within seconds.

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
"""Milliseconds after which a burst that goes on is indexed as far as it has come."""
_LOOK_MS = 1_000
"""Milliseconds between looks at whether the index was made anew, or a retry is due."""
_DOUBT = 60.0
"""Seconds after which the files are looked at even if the system told nothing: network drives do not."""
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
    """The index could not be made anew; the old one answers."""

    error: QAError
    again: float
    """Seconds until it is tried again, if nothing changes before."""


WatchEvent = WatchBegan | ChangesIndexed | IndexingFailed


class Watcher:
    """Follows the folders of one index.

    Args:
        settings: Where the index is.
        on_event: Told what happened, from the thread that calls `run`.
        on_progress: As for `qa.library.rebuild.rebuild_index`.

    Raises:
        IndexMissing: If there is no index that tells what to follow.
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
        self._told = ""
        if not last_sources(settings.index):
            raise IndexMissing(f"There is no index at {settings.index} to keep up to date.", "qa rebuild PATH")

    def run(self, stop: threading.Event) -> None:
        """Index what has changed so far, then follow the folders until told to stop.

        Args:
            stop: Set from another thread or a signal handler to end it.

        Raises:
            OperationFailed: If the system can follow no more folders.
            KeyboardInterrupt: If the process is interrupted; the index is whole.
        """
        told: list[Path] = []
        while not stop.is_set():
            sources = last_sources(self._settings.index) or told
            if sources != told:
                self._on_event(WatchBegan(tuple(sources)))
                told = sources
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
        """Give True whenever files may have changed, and False from time to time."""
        from watchfiles import watch  # 45 ms: only here

        yield True
        while not roots and not stop.wait(_LOOK_MS / 1_000):
            yield False
        first = True  # what was saved before the watch was set is found by a look after it
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
                f"The folders cannot be watched: {error}.", "WATCHFILES_FORCE_POLLING=1 qa watch, which looks instead"
            ) from error

    def _may_matter(self, path: Path, roots: Sequence[Path]) -> bool:
        if self._settings.index.absolute() in (path, *path.parents):
            return False
        return any(_is_shown(path.relative_to(root)) for root in roots if path.is_relative_to(root))

    def _catch_up(self) -> None:
        """Make the index anew if files are not as they were indexed; a failure is told once and tried again."""
        try:
            were = self._indexed()
            sources = last_sources(self._settings.index)
            if changes := compare_files(were, current_files(sources, made_settings(self._settings).loading)):
                summary = self._rebuild()
                # A burst may have gone on meanwhile: what is told is what was indexed.
                self._on_event(ChangesIndexed(compare_files(were, self._indexed()) or changes, summary))
        except QAError as error:
            again = _RETRIES[0 if isinstance(error, IndexBusy) else min(self._failures, len(_RETRIES) - 1)]
            self._failures += 1
            self._due = time.monotonic() + again
            if error.message != self._told:
                self._told = error.message
                self._on_event(IndexingFailed(error, again))
            return
        self._failures, self._due, self._told = 0, time.monotonic() + _DOUBT, ""

    def _indexed(self) -> dict[str, FileState]:
        with open_articles(self._settings.index) as store:
            return {file.path: file for file in store.files()}

    def _rebuild(self) -> RebuildSummary:
        made = made_settings(self._settings)
        if self._encoder is None or self._encoder[0] != made.encoder:
            self._encoder = (made.encoder, prepare_encoder(made.encoder, made.cache, self._on_progress))
        return rebuild_index(self._settings, (), self._on_progress, self._encoder[1])


def _roots(sources: Sequence[Path]) -> dict[Path, tuple[int, int]]:
    """Name the folders to watch, and which they are: one that is rebuilt has to be watched anew.

    A file's own folder is watched: editors put another file in its place.
    """
    found: dict[Path, tuple[int, int]] = {}
    for source in sources:
        folder = source.parent if source.is_file() else source
        if folder.is_dir():
            stat = folder.stat()
            found[folder] = (stat.st_dev, stat.st_ino)
    return found


def _is_shown(path: Path) -> bool:
    return path.name == IGNORE_FILE or not any(part.startswith(".") for part in path.parts)
