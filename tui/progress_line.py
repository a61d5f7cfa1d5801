"""Progress on standard error: one line that is redrawn, or a few where nobody watches."""

import sys
import time

import click

from corpus.progress import Progress

_WORDS = {
    "compiling": "Preparing the language model (once)",
    "loading": "Reading articles",
    "comparing": "Comparing articles",
    "embedding": "Embedding",
    "indexing": "Indexing",
    "checking": "Checking",
    "retrieving": "Finding passages",
    "reading": "Reading",
}
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


def described(progress: Progress) -> str:
    """Write a report in words, with rate and time left where they can be told.

    Args:
        progress: The report.

    Returns:
        One line.
    """
    parts = [_WORDS[progress.stage]]
    unit = {"loading": "files", "comparing": "articles", "checking": "files"}.get(progress.stage, "passages")
    if progress.total:
        parts.append(f"{progress.done:,} of {progress.total:,} {unit}")
    elif progress.seconds >= 1:
        parts.append(f"{progress.seconds:.0f} s")
    if progress.stage == "loading" and progress.passages:
        parts.append(f"{progress.passages:,} passages")
    if progress.stage == "embedding" and progress.seconds > 0.5 and progress.passages:
        rate = progress.passages / progress.seconds
        parts.append(f"{rate:.0f} a second")
        parts.append(f"{_duration(((progress.total or 0) - progress.done) / rate)} left")
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"
