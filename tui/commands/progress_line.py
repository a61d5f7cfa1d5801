"""Progress on standard error: one line that is redrawn, or a few where nobody watches."""

import sys
import time

import click

from corpus.progress import Progress
from tui.text.progress import described

_QUIET_EVERY = 10.0
"""Seconds between lines where standard error is a file."""


class ProgressLine:
    """Draws progress; call it with each `Progress`, and `clear` it before anything else is written."""

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

    def clear(self) -> None:
        """Take the line away."""
        if self._watched and self._stage:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._stage = ""
