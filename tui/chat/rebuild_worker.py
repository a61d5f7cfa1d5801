"""A rebuild in a thread of the app; it continues when its screen is closed."""

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

_REPORT_INTERVAL = 0.1
"""Seconds between progress reports."""


class RebuildWork:
    """Runs one rebuild at a time and posts its outcome to the app.

    Args:
        app: Owns the thread and receives the messages.
        workspace: Does the rebuild.
    """

    def __init__(self, app: "App[Any]", workspace: Workspace) -> None:
        self._app = app
        self._workspace = workspace
        self._stop = threading.Event()
        self.running = False

    def begin(self, paths: list[Path]) -> None:
        """Start indexing folders, unless a rebuild is running."""
        self._begin(partial(self._workspace.rebuild, paths), paths)

    def begin_adding(self, name: Path | str) -> None:
        """Start adding a folder, a file or a web page to the index, unless a rebuild is running."""
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
        """Stop the rebuild; the old index stays."""
        self._stop.set()

    def _work(self, work: "Callable[[OnProgress], RebuildSummary]", paths: list[Path]) -> None:
        reported_at = 0.0

        def report(progress: Progress) -> None:
            nonlocal reported_at
            if self._stop.is_set() or not self._app.is_running:
                raise Cancelled
            if time.monotonic() - reported_at > _REPORT_INTERVAL:
                reported_at = time.monotonic()
                self._app.post_message(StageReached(progress))

        try:
            gone = self._workspace.replaces_samples(paths)
            summary = work(report)
        except Cancelled:
            self._app.post_message(RebuildCancelled())
        except QAError as error:
            self._app.post_message(RebuildFailed(error))
        except Exception as error:  # noqa: BLE001 - a defect is reported, and the old index stays in use
            self._app.log.error(f"rebuilding failed: {error!r}")
            self._app.post_message(RebuildFailed(OperationFailed(f"Indexing failed: {error!r}")))
        else:
            self._app.post_message(RebuildFinished(summary, gone))
        finally:
            self.running = False
