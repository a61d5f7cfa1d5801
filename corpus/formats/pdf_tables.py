"""Tables on a page, which only alignment shows: rows of short cells that stand below one another."""

from collections.abc import Iterator, Sequence
from statistics import mean

from corpus.formats.pdf_columns import Line
from corpus.formats.rows import table_lines

_LEAST_ROWS = 3
_LONGEST_CELL = 60
"""Characters of a cell; a longer one is a line of prose beside another column of it."""
_LONGEST_MEAN = 24
"""Characters of a cell on average."""
_FIGURES = 0.25
"""Share of the cells, the labels of rows apart, that hold figures."""


def parted(block: Sequence[Line]) -> Iterator[tuple[Sequence[Line], list[str]]]:
    """Part a column's lines into print that flows and tables.

    Args:
        block: The lines of one column, from top to bottom, and in a row from left to right.

    Yields:
        Lines, and what they say as a table, cell by cell; an empty list for print that flows.
    """
    rows = _rows(block)
    flowing: list[Line] = []
    place = 0
    while place < len(rows):
        table = _table_at(rows, place)
        if not table:
            flowing += rows[place]
            place += 1
            continue
        if flowing:
            yield flowing, []
            flowing = []
        length = len(table)
        yield [line for row in rows[place : place + length] for line in row], table_lines(table)
        place += length
    if flowing:
        yield flowing, []


def _rows(block: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in block:
        if rows and abs(rows[-1][0].middle - line.middle) < 0.5 * max(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _table_at(rows: Sequence[Sequence[Line]], place: int) -> list[list[str]]:
    """Lay out the table that begins with a row; none if that and the next rows are no table."""
    found: list[Sequence[Line]] = []
    for row in rows[place:]:
        if len(row) < 2 or any(len(cell.text) > _LONGEST_CELL for cell in row):
            break
        found.append(row)
    columns = max(found, key=len, default=[])
    laid = [_laid(row, columns) for row in found]
    length = next((at for at, row in enumerate(laid) if row is None), len(laid))
    grid = [row for row in laid[:length] if row is not None]
    cells = [cell for row in grid for cell in row if cell]
    behind = [cell for row in grid for cell in row[1:] if cell]
    if length < _LEAST_ROWS or mean(map(len, cells)) > _LONGEST_MEAN:
        return []
    figures = sum(any(map(str.isdigit, cell)) for cell in behind)
    return grid if behind and figures >= _FIGURES * len(behind) else []


def _laid(row: Sequence[Line], columns: Sequence[Line]) -> list[str] | None:
    """Put a row's cells below the columns they stand in; None if one stands in none."""
    cells = [""] * len(columns)
    for cell in row:
        place = min(range(len(columns)), key=lambda at: _distance(cell, columns[at]))
        if cells[place] or _distance(cell, columns[place]) > 2 * cell.size:
            return None
        cells[place] = cell.text
    return cells


def _distance(cell: Line, column: Line) -> float:
    middles = abs(cell.left + cell.right - column.left - column.right) / 2
    return min(abs(cell.left - column.left), abs(cell.right - column.right), middles)
