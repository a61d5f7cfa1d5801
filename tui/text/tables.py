"""Lists as tables for other programs: CSV and Markdown."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from qa.output.search_markdown import plain
from tui.text.safe import harmless, one_line

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def csv_lines(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Write rows as CSV (RFC 4180, but for line feeds alone).

    What an article says is text and no formula: where it begins as one would, an apostrophe stands before it.

    Args:
        columns: Their names.
        rows: Their values; None is an empty cell.

    Yields:
        The head and a record for each row, without the line's end.
    """
    yield _record(tuple(columns))
    for row in rows:
        yield _record(tuple(map(_cell, row)))


def markdown_lines(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Write rows as a Markdown table.

    Args:
        columns: Their names.
        rows: Their values; None is an empty cell.

    Yields:
        Its lines.
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
