"""A timeline as text for a person: one line for each statement, and a row of bars by month."""

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
"""A month, or a year, without any article."""
_FEWEST = 24
"""Characters of a sentence that are worth a line."""


def timeline_line(told: "Statement", width: int | None) -> str:
    """Write a statement on one line: its time, its sentence, where it stands.

    Args:
        told: The statement.
        width: Columns there are; the sentence is cut to fit. None cuts nothing.

    Returns:
        The line, styled.
    """
    copies = f" +{len(told.copies)}" if told.copies else ""
    path = short_path(told.path) if width is None else told.path.replace("\\", "/").rsplit("/", 1)[-1]
    where = f"{one_line(told.source or told.title)}, {one_line(path)}:{told.line}{copies}"
    sentence = one_line(told.sentence)
    if width is not None:
        sentence = shortened(sentence, max(_FEWEST, width - len(told.resolved) - len(where) - 6))
    return f"{click.style(told.resolved, bold=True)}  “{sentence}”  {click.style(where, dim=True)}"


def sparkline(months: Sequence[tuple[str, int]], width: int) -> str:
    """Draw how many articles there are by month, or by year where months do not fit.

    Args:
        months: Each month, as ``2021-04``, with how many, without gaps.
        width: Columns there are.

    Returns:
        A line that begins and ends with the months it goes from and to; empty where even years do not fit, or
        where there is but one month.
    """
    for length in (len("2021-04"), len("2021")):
        counts: Counter[str] = Counter()
        for month, count in months:
            counts[month[:length]] += count
        told = list(counts.items())
        room = width - 2 * length - len("  ") - len("  100 articles, by month")
        if 1 < len(told) <= room:
            most = max(count for _, count in told)
            bars = "".join(_BARS[(count * len(_BARS) - 1) // most] if count else _GAP for _, count in told)
            total, unit = sum(count for _, count in told), "month" if length > len("2021") else "year"
            return f"{told[0][0]} {bars} {told[-1][0]}  {counted(total, 'article')}, by {unit}"
    return ""


def columns() -> int:
    """Tell how many columns the terminal has."""
    return shutil.get_terminal_size().columns
