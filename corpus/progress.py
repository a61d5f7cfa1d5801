"""Progress reports of long operations, and how they are cancelled."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

Stage = Literal[
    "compiling",
    "loading",
    "comparing",
    "embedding",
    "indexing",
    "checking",
    "verifying",
    "retrieving",
    "reading",
    "asking",
]
T = TypeVar("T")
_EVERY = 0.1
"""Seconds between reports; half of the promised interval, as one step takes time too."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long operation has come.

    An exception raised by the callback that receives it passes through unchanged: that is
    how a caller cancels.
    """

    stage: Stage
    """The current stage."""
    done: int = 0
    """Units finished in this stage: files while loading and checking, articles while comparing,
    quotations while verifying, questions while asking, passages otherwise."""
    total: int | None = None
    """Units in this stage; None while it is not known."""
    passages: int = 0
    """Passages found so far."""
    seconds: float = 0.0
    """Seconds since the stage began."""


OnProgress = Callable[[Progress], None]


def silent(_progress: Progress) -> None:
    """Report to nobody."""


class Throttle:
    """Reports one stage.

    Args:
        stage: The stage.
        on_progress: Receives the reports.
        total: Units in the stage, if known.
    """

    def __init__(self, stage: Stage, on_progress: OnProgress, total: int | None = None) -> None:
        self.stage: Stage = stage
        self.total = total
        self._on_progress = on_progress
        self._begun = time.monotonic()
        self._reported = 0.0
        self._passages = 0
        import logging  # 20 ms, not needed by callers that only use `Progress`

        logging.getLogger(__name__).info("%s begins%s", stage, f", {total} to do" if total else "")
        on_progress(Progress(stage, 0, total))

    def tick(self, done: int, passages: int = 0) -> None:
        """Report if a report is due.

        Args:
            done: Units finished.
            passages: Passages found since the last tick.
        """
        self._passages += passages
        now = time.monotonic()
        if now - self._reported >= _EVERY or done == self.total:
            self._reported = now
            self._on_progress(Progress(self.stage, done, self.total, self._passages, now - self._begun))

    def each(self, items: Iterable[T]) -> Iterator[T]:
        """Yield items, and count one unit for each."""
        for done, item in enumerate(items, start=1):
            yield item
            self.tick(done)
