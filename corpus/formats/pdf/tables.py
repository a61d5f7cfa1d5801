"""Recognise tables on a page by alignment: rows of short cells below one another."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mean

from corpus.formats.pdf.columns import Line
from corpus.formats.tables.rows import heads_table, table_lines

_FIGURE = re.compile(r"(?!(?:1[5-9]|20)\d\d$)[\d.,:%/+−–-]*\d[\d.,:%/+−–-]*")
"""A figure that is no year, and so no name of a column."""
_LEAST_ROWS = 3
_CLOSER = 0.85
"""Share of the row distance below which a line continues the cells above it."""
_APART, _FAR = 1.6, 4.0
"""Heights of a title by which it stands below the prose above it, at least, and above its table, at most."""
_LONGEST_CELL = 60
"""Characters of a cell, at most; a longer one is a line of prose in columns."""
_LONGEST_MEAN = 24
"""Characters of a cell on average."""
_FIGURES = 0.25
"""Share of the cells, the labels of rows apart, that hold figures."""


def parted(block: Sequence[Line]) -> Iterator[tuple[Sequence[Line], list[str]]]:
    """Split a column's lines into running text and tables.

    Args:
        block: The lines of one column, from top to bottom, and in a row from left to right.

    Yields:
        Lines, and their text as a table, cell by cell; an empty list for running text.
    """
    rows = _rows(block)
    flowing: list[Line] = []
    place = 0
    while place < len(rows):
        table, length = _table_at(rows, place)
        if not table:
            flowing += rows[place]
            place += 1
            continue
        heading = _heading(rows, place)
        if flowing:
            yield flowing, []
            flowing = []
        lines = table_lines(table, heading)
        above = heading and lines[0] == heading  # it is in the running text already
        yield [line for row in rows[place : place + length] for line in row], lines[1:] if above else lines
        place += length
    if flowing:
        yield flowing, []


def _heading(rows: Sequence[Sequence[Line]], place: int) -> str:
    """Take the line above a table as its heading, if it is short, alone, and apart from the prose above it."""
    if not place or len(rows[place - 1]) > 1:
        return ""
    title = rows[place - 1][0]
    below = title.middle - rows[place][0].middle
    above = rows[place - 2][0].middle - title.middle if place > 1 else _FAR * title.size
    is_apart = above > _APART * title.size and below < _FAR * title.size
    ends = title.text.rstrip().endswith((".", "!", "?", ",", ";"))
    return heads_table(title.text, styled=is_apart and not ends and not title.text[:1].islower())


def _rows(block: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in block:
        if rows and abs(rows[-1][0].middle - line.middle) < 0.5 * max(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _table_at(rows: Sequence[Sequence[Line]], place: int) -> tuple[list[list[str]], int]:
    """Lay out the table that begins at a row, and count its printed rows; empty and 0 if it is no table."""
    found: list[Sequence[Line]] = []
    for row in rows[place:]:
        if any(len(cell.text) > _LONGEST_CELL for cell in row) or (len(row) < 2 and not _runs_over(found, row)):
            break
        found.append(row)
    columns = max(found, key=len, default=[])
    laid = [_laid(row, columns) for row in found]
    laid[:2] = _over_two(found, columns) or laid[:2]
    length = next((at for at, row in enumerate(laid) if row is None), len(laid))
    grid = _with_both_heads(_joined([row for row in laid[:length] if row is not None], found))
    cells = [cell for row in grid for cell in row if cell]
    values = [cell for row in grid for cell in row[1:] if cell]
    if len(grid) < _LEAST_ROWS or mean(map(len, cells)) > _LONGEST_MEAN:
        return [], 0
    figures = sum(any(map(str.isdigit, cell)) for cell in values)
    return (grid, length) if values and figures >= _FIGURES * len(values) else ([], 0)


def _runs_over(above: Sequence[Sequence[Line]], row: Sequence[Line]) -> bool:
    """Return whether a single cell continues one in the row above: close below it, and not at the left."""
    if not above:
        return False
    step, cell = above[-1][0].middle - row[0].middle, row[0]
    pitches = [one[0].middle - other[0].middle for one, other in pairwise(above) if len(one) > 1 and len(other) > 1]
    return 0 < step < 1.6 * cell.size and (
        cell.left > above[0][0].left + 2 * cell.size or (bool(pitches) and step < _CLOSER * min(pitches))
    )


def _joined(laid: Sequence[list[str]], found: Sequence[Sequence[Line]]) -> list[list[str]]:
    """Join continuation rows with the cells above."""
    steps = [one[0].middle - other[0].middle for one, other in pairwise(found)]
    usual = max(steps, default=0.0)
    grid: list[list[str]] = []
    for place, row in enumerate(laid):
        is_close = place > 0 and steps[place - 1] < _CLOSER * usual
        if grid and (not row[0] or len(found[place]) < 2) and is_close and any(row):
            grid[-1] = [" ".join(filter(None, pair)) for pair in zip(grid[-1], row, strict=True)]
        else:
            grid.append(row)
    return grid


def _laid(row: Sequence[Line], columns: Sequence[Line]) -> list[str] | None:
    """Assign a row's cells to columns; None if a cell fits no column."""
    cells = [""] * len(columns)
    for cell in row:
        place = min(range(len(columns)), key=lambda at: _distance(cell, columns[at]))
        if cells[place] or _distance(cell, columns[place]) > 2 * cell.size:
            return None
        cells[place] = cell.text
    return cells


def _with_both_heads(grid: list[list[str]]) -> list[list[str]]:
    """Join two rows of names, between which every column has one, into one."""
    if len(grid) <= _LEAST_ROWS:
        return grid
    first, second, *body = grid
    pairs = [*zip(first, second, strict=True)]
    are_names = not any(_FIGURE.fullmatch(cell) for cell in (*first, *second)) and any(map(_FIGURE.fullmatch, body[0]))
    if not are_names or not all(map(any, pairs)) or all(map(all, pairs)) or not any(second[1:]):
        return grid
    return [[", ".join(dict.fromkeys(filter(None, pair))) for pair in pairs], *body]


def _over_two(rows: Sequence[Sequence[Line]], columns: Sequence[Line]) -> list[list[str] | None]:
    """Lay out two rows of names, the upper of which names several columns at once; empty if they are not that."""
    if len(rows) <= _LEAST_ROWS or any(_laid(row, columns) is None for row in rows[1:]):
        return []
    middles = [(column.left + column.right) / 2 for column in columns]
    cells = [""] * len(columns)
    for cell in rows[0]:
        near = [at for at, column in enumerate(columns) if _distance(cell, column) <= 2 * cell.size]
        covered = [at for at, middle in enumerate(middles) if cell.left - cell.size < middle < cell.right + cell.size]
        for at in covered if len(covered) > 1 else near[:1]:
            if cells[at]:
                return []
            cells[at] = cell.text
    is_name = not any(_FIGURE.fullmatch(cell) for cell in cells)
    return [cells, _laid(rows[1], columns)] if any(cells) and is_name else []


def _distance(cell: Line, column: Line) -> float:
    middles = abs(cell.left + cell.right - column.left - column.right) / 2
    return min(abs(cell.left - column.left), abs(cell.right - column.right), middles)
