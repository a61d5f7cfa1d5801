"""Progress on standard error: one line that is redrawn, or a few where nobody watches."""

import sys
import time
from typing import Self

import click

from corpus.progress import Progress
from tui.text.progress import described

_QUIET_EVERY = 10.0
"""Seconds between lines where standard error is a file."""


class ProgressLine:
    """Draws progress; call it with each `Progress`.

    As a context it is cleared at its end, however that comes; `clear` it before anything is written meanwhile.
    """

    def __init__(self) -> None:
        self._watched = sys.stderr.isatty()
        self._stage = ""
        self._told = 0.0

    def __call__(self, progress: Progress) -> None:
        """Show one report."""
        now = time.monotonic()
        if self._watched:
            click.echo(f"\r\x1b[K{described(progress)}", nl=False, err=True)
        elif progress.stage != self._stage or now - self._told > _QUIET_EVERY:
            click.echo(described(progress), err=True)
            self._told = now
        self._stage = progress.stage

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Take the line away."""
        if self._watched and self._stage:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._stage = ""
