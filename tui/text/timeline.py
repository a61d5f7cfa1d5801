"""Formats a timeline: a line for each statement, and a bar for each month."""

import shutil
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tui.text.safe import counted, one_line, short_path, shortened

if TYPE_CHECKING:
    from qa.types.statement import Statement

_BARS = "▁▂▃▄▅▆▇█"
_GAP = "·"
"""The bar of a month or year without articles."""
_FEWEST = 24
"""Minimum number of characters shown of a sentence."""


def copies_mark(statement: "Statement") -> str:
    """Count the other articles with the same statement: ``" +2"``; empty if there are none."""
    return f" +{len(statement.copies)}" if statement.copies else ""


def timeline_line(statement: "Statement", width: int | None) -> str:
    """Format a statement on one line: date, sentence, location.

    Args:
        statement: The statement.
        width: The columns of the terminal, to which the sentence is cut; None for no limit.

    Returns:
        The styled line.
    """
    path = short_path(statement.path) if width is None else statement.path.replace("\\", "/").rsplit("/", 1)[-1]
    where = (
        f"{one_line(statement.source or statement.title)}, {one_line(path)}:{statement.line}{copies_mark(statement)}"
    )
    sentence = one_line(statement.sentence)
    if width is not None:
        sentence = shortened(sentence, max(_FEWEST, width - len(statement.resolved) - len(where) - 6))
    return f"{click.style(statement.resolved, bold=True)}  “{sentence}”  {click.style(where, dim=True)}"


def sparkline(months: Sequence[tuple[str, int]], width: int) -> str:
    """Draw the number of articles by month, or by year if months do not fit.

    Args:
        months: Each month, as ``2021-04``, with its number of articles, without gaps.
        width: The columns of the terminal.

    Returns:
        A line that begins with the first month and ends with the last; empty if years do not fit, or if there is only
        one month.
    """
    for length in (len("2021-04"), len("2021")):
        counts: Counter[str] = Counter()
        for month, count in months:
            counts[month[:length]] += count
        periods = list(counts.items())
        room = width - 2 * length - len("  ") - len("  100 articles, by month")
        if 1 < len(periods) <= room:
            most = max(count for _, count in periods)
            bars = "".join(_BARS[(count * len(_BARS) - 1) // most] if count else _GAP for _, count in periods)
            total, unit = sum(count for _, count in periods), "month" if length > len("2021") else "year"
            return f"{periods[0][0]} {bars} {periods[-1][0]}  {counted(total, 'article')}, by {unit}"
    return ""


def columns() -> int:
    """The columns of the terminal."""
    return shutil.get_terminal_size().columns
