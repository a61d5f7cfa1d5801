"""Formats lists as CSV and Markdown tables."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from qa.output.search_markdown import plain
from tui.text.safe import harmless, one_line

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters of a formula in a spreadsheet."""


def csv_lines(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Format rows as CSV (RFC 4180, but with line feeds only).

    A cell that begins like a formula is preceded by an apostrophe, because text of articles must not be executed.

    Args:
        columns: The names of the columns.
        rows: The cells; None is an empty cell.

    Yields:
        The head and the records, without line ends.
    """
    yield _record(tuple(columns))
    for row in rows:
        yield _record(tuple(map(_cell, row)))


def markdown_lines(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Format rows as a Markdown table.

    Args:
        columns: The names of the columns.
        rows: The cells; None is an empty cell.

    Yields:
        The lines.
    """
    names = tuple(columns)
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(plain(one_line(str(value))) if value is not None else '' for value in row)} |"


def _cell(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = harmless(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _record(row: tuple[Any, ...]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(row)
    return written.getvalue().removesuffix("\n")
