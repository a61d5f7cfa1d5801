"""Progress on standard error: a line that is redrawn, or occasional lines if it is not a terminal."""

import sys
import time
from typing import Self

import click

from corpus.progress import Progress
from tui.text.progress import described

_QUIET_EVERY = 10.0
"""Seconds between lines if standard error is not a terminal."""


class ProgressLine:
    """Prints progress; call it with each `Progress`.

    As a context manager it clears the line at the end; call `clear` before printing anything in between.
    """

    def __init__(self) -> None:
        self._watched = sys.stderr.isatty()
        self._stage = ""
        self._told = 0.0

    def __call__(self, progress: Progress) -> None:
        """Print one report."""
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
        """Clear the line."""
        if self._watched and self._stage:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._stage = ""
