"""Read tables that only columns of spaces make, whose names take several lines or whose rows lack cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mode

from corpus.formats.tables.heads import is_headed

_GAP = re.compile(r"\S {2,}\S")
_CELL = re.compile(r"\S+(?: \S+)*")
_DRAWN = re.compile(r"[ \t]*(?:[-=_─━═]{2,}[ \t+]*)+")
_NUMBER = re.compile(r"(?!(?:1[5-9]|20)\d\d$)[\d.,:%/+−–-]+")
"""A figure that is no year, and so names no column."""
_FIGURE = re.compile(r"\d")
_LONGEST = 60
"""Characters of a cell, at most."""
_MOST_NAMES = 3
"""Lines of columns' names, at most."""
_LEAST_ROWS = 2
"""Rows below the names, at least."""
_WHOLE = 0.5
"""Share of the rows that have all cells, at least."""
_MOST_ROWS = 1000
"""Rows of such a table that are read, at most."""


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    words: str


def spaced_rows(lines: Sequence[str], place: int) -> dict[int, list[str]]:
    """Read the table that begins at a line.

    Args:
        lines: The lines of a text.
        place: The index of the first line of the columns' names.

    Returns:
        The indexes of its lines to their cells, the names of all its lines first; empty if no table begins there.
    """
    if not _GAP.search(lines[place]) or "\t" in lines[place]:
        return {}
    names, begun = _names(lines, place)
    body = _body(lines, begun) if names else {}
    counts = [len(row) for row in body.values()]
    columns = mode(counts) if len(counts) >= _LEAST_ROWS else 0
    whole = [row for row in body.values() if len(row) == columns]
    if columns < 3 or len(whole) < _WHOLE * len(body) or len(whole) < _LEAST_ROWS:
        return {}
    extents = [(min(row[at].start for row in whole), max(row[at].end for row in whole)) for at in range(columns)]
    if any(left[1] > right[0] for left, right in pairwise(extents)):
        return {}
    placed = [_placed(row, extents) for row in (*names, *body.values())]
    if any(row is None for row in placed):
        return {}
    filled = [row for row in placed if row is not None]
    named = [" ".join(filter(None, parts)) for parts in zip(*filled[: len(names)], strict=True)]
    rows = {place: named, **dict(zip(body, filled[len(names) :], strict=True))}
    return rows if is_headed(list(rows.values())) else {}


def _names(lines: Sequence[str], place: int) -> tuple[list[list[_Cell]], int]:
    """Read the lines of the columns' names, and find the line after them and the rule below."""
    names: list[list[_Cell]] = []
    at = place
    while at < len(lines) and len(names) < _MOST_NAMES:
        if _DRAWN.fullmatch(lines[at]) or not lines[at].strip():
            return names, at + 1
        cells = _cells(lines[at])
        if not names and any(_NUMBER.fullmatch(cell.words) for cell in cells):
            return [], at
        if names and any(_FIGURE.search(cell.words) for cell in cells):
            return names, at
        names.append(cells)
        at += 1
    return (names, at + 1) if at < len(lines) and _DRAWN.fullmatch(lines[at]) else ([], at)


def _body(lines: Sequence[str], begun: int) -> dict[int, list[_Cell]]:
    body: dict[int, list[_Cell]] = {}
    for at in range(begun, min(len(lines), begun + _MOST_ROWS)):
        if _DRAWN.fullmatch(lines[at]):
            continue
        cells = _cells(lines[at])
        if len(cells) < (2 if body else 3) or any(len(cell.words) > _LONGEST for cell in cells):
            break
        body[at] = cells
    return body


def _cells(line: str) -> list[_Cell]:
    return [_Cell(found.start(), found.end(), found[0]) for found in _CELL.finditer(line)]


def _placed(row: Sequence[_Cell], extents: Sequence[tuple[int, int]]) -> list[str] | None:
    """Put each cell into the column that it overlaps most, or that is nearest; None if two share one."""
    placed = [""] * len(extents)
    for cell in row:
        apart = [max(start, cell.start) - min(end, cell.end) for start, end in extents]
        column = apart.index(min(apart))
        if placed[column]:
            return None
        placed[column] = cell.words
    return placed
