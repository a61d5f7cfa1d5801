"""A rebuild in a thread of the app, which outlives the screen that began it."""

import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import Cancelled, OperationFailed, QAError
from corpus.progress import OnProgress, Progress
from tui.chat.messages import RebuildCancelled, RebuildFailed, RebuildFinished, StageReached
from tui.chat.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from index.rebuild.builder import RebuildSummary

_TOLD_EVERY = 0.1
"""Seconds between reports to the screen."""


class RebuildWork:
    """Runs one rebuild at a time and posts to the app what becomes of it.

    Args:
        app: Owns the thread and gets the messages.
        workspace: Does the work.
    """

    def __init__(self, app: "App[Any]", workspace: Workspace) -> None:
        self._app = app
        self._workspace = workspace
        self._stop = threading.Event()
        self.running = False

    def begin(self, paths: list[Path]) -> None:
        """Begin indexing folders, if nothing is indexed yet."""
        self._begin(partial(self._workspace.rebuild, paths), paths)

    def begin_adding(self, name: Path | str) -> None:
        """Begin indexing a folder or file, or a web page by its address, beside what is there."""
        self._begin(partial(self._workspace.add, name), [Path(name)])

    def _begin(self, work: "Callable[[OnProgress], RebuildSummary]", paths: list[Path]) -> None:
        if self.running:
            return
        self.running = True
        self._stop.clear()
        self._app.run_worker(
            partial(self._work, work, paths), thread=True, group="rebuild", exclusive=True, exit_on_error=False
        )

    def stop(self) -> None:
        """Stop; the old index stays."""
        self._stop.set()

    def _work(self, work: "Callable[[OnProgress], RebuildSummary]", paths: list[Path]) -> None:
        told = 0.0

        def report(progress: Progress) -> None:
            nonlocal told
            if self._stop.is_set() or not self._app.is_running:
                raise Cancelled
            if time.monotonic() - told > _TOLD_EVERY:
                told = time.monotonic()
                self._app.post_message(StageReached(progress))

        try:
            gone = self._workspace.replaces_samples(paths)
            summary = work(report)
        except Cancelled:
            self._app.post_message(RebuildCancelled())
        except QAError as error:
            self._app.post_message(RebuildFailed(error))
        except Exception as error:  # noqa: BLE001 - a defect is told, and the old index answers on
            self._app.log.error(f"rebuilding failed: {error!r}")
            self._app.post_message(RebuildFailed(OperationFailed(f"Indexing failed: {error!r}")))
        else:
            self._app.post_message(RebuildFinished(summary, gone))
        finally:
            self.running = False
