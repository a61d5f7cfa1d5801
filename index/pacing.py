"""Reporting progress often enough, and not oftener."""

import logging
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from corpus.progress import OnProgress, Progress, Stage

T = TypeVar("T")

_log = logging.getLogger(__name__)

_EVERY = 0.1
"""Seconds between reports; twice as often as is promised, as one step takes time too."""


class Pace:
    """Reports one stage.

    Args:
        stage: What is being done.
        on_progress: Who is told.
        total: Units in the stage, if known.
    """

    def __init__(self, stage: Stage, on_progress: OnProgress, total: int | None = None) -> None:
        self.stage: Stage = stage
        self.total = total
        self._on_progress = on_progress
        self._begun = time.monotonic()
        self._told = 0.0
        self._passages = 0
        _log.info("%s begins%s", stage, f", {total} to do" if total else "")
        on_progress(Progress(stage, 0, total))

    def tick(self, done: int, passages: int = 0) -> None:
        """Report if a report is due.

        Args:
            done: Units finished.
            passages: Passages found since the last tick.
        """
        self._passages += passages
        now = time.monotonic()
        if now - self._told >= _EVERY or done == self.total:
            self._told = now
            self._on_progress(Progress(self.stage, done, self.total, self._passages, now - self._begun))

    def each(self, items: Iterable[T]) -> Iterator[T]:
        """Pass items on, one unit each."""
        for done, item in enumerate(items, start=1):
            yield item
            self.tick(done)
