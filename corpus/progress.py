"""The one seam through which long work reports and is cancelled."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Stage = Literal["compiling", "loading", "comparing", "embedding", "indexing", "checking", "retrieving", "reading"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long operation has come.

    An exception raised by the callback that receives it passes through untouched: that is
    how a caller cancels.
    """

    stage: Stage
    """What is being done now."""
    done: int = 0
    """Units finished in this stage: files while loading and checking, articles while comparing, passages otherwise."""
    total: int | None = None
    """Units in this stage; None while it is not known."""
    passages: int = 0
    """Passages found so far."""
    seconds: float = 0.0
    """Seconds since the stage began."""


OnProgress = Callable[[Progress], None]


def silent(_progress: Progress) -> None:
    """Report to nobody."""
