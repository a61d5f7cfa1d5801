"""Write tables as lines: every cell with the label of its row and the name of its column.

A row of bare figures says nothing by itself, and an answer must not run from one cell into the
next. So each cell is a separate line, below one line with the names of the columns.
"""

import re
from collections.abc import Sequence

from corpus.formats.tables.heads import (
    is_group,
    is_headed,
    label_first,
    titled,
    with_keys,
    with_one_head,
)

_MOST_CELLS = 800
"""Cells of a table that are written one per line, at most; in a larger table each row is a line."""
_LONGEST_LABEL = 100
"""Characters of a label or a column's name, at most; longer ones are prose in columns."""
_LONGEST_CELL = 300
"""Characters; a longer cell is prose, and its table one of columns of it."""
_BETWEEN = " | "
"""Separator of cells on one line; `corpus.sentences` cuts there."""
_TOTAL = re.compile(r"(?:grand |sub)?totals?\b|sum\b|all\b|overall\b|average\b|mean\b", re.IGNORECASE)
"""Labels of rows that belong to no group of rows."""
_NUMBERED = re.compile(r"(?:table|tab\.|tabelle|tableau|tabla)\s+[\dIVXA-Z]", re.IGNORECASE)


def table_lines(grid: Sequence[Sequence[str]], heading: str = "", headed: bool | None = None) -> list[str]:
    """Write a table as lines.

    Args:
        grid: Its rows of cells; cells over several rows or columns are repeated.
        heading: The heading above it.
        headed: Whether the first row, or that below a title over all columns, names the columns; None if that
            is inferred from the cells.

    Returns:
        Lines, each without line ends; the heading first.
    """
    rows = [[" ".join(cell.split()) for cell in row] for row in grid]
    rows = [row for row in rows if any(row)]
    heading = " ".join(heading.split())
    if not rows or max(map(len, rows)) < 2:
        return [line for line in (heading, *(" ".join(row) for row in rows)) if line]
    title, rows = titled(rows)
    heading = ": ".join(filter(None, (heading.rstrip(":. "), title))) if title else heading
    headed = is_headed(rows, titled=bool(title)) if headed is None else headed and len(rows) > 1
    rows = with_keys(with_one_head(rows)) if headed else rows
    written = " | ".join(filter(None, rows[0])) if headed else ""
    names, *body = label_first(rows) if headed else [[], *rows]
    lines = [": ".join(filter(None, (heading, written)))]
    prefix = f"{heading.rstrip(':. ')}: " if heading else ""
    few = sum(map(len, body)) <= _MOST_CELLS
    group = ""
    for row in body:
        if is_group(row):
            group = f"{row[0].rstrip(':. ')}: "
            lines.append(prefix + row[0])
        else:
            group = "" if _TOTAL.match(row[0]) else group
            lines += _row_lines(row, names, prefix + group, few)
    return [line for line in lines if line.strip()]


def row_text(row: Sequence[str], names: Sequence[str], heading: str = "") -> str:
    """Write one row as one line, with bars between its cells.

    Args:
        row: Its cells.
        names: The columns' names.
        heading: The table's.

    Returns:
        The line.
    """
    cells = [" ".join(cell.split()) for cell in row]
    prefix = f"{heading.rstrip(':. ')}: " if heading else ""
    return _BETWEEN.join(_row_lines(cells, names if any(names) else [], prefix, few=True)) if any(cells) else ""


def heads_table(line: str, *, styled: bool = False) -> str:
    """Take the line above a table as its heading if it is one.

    Args:
        line: That line.
        styled: Whether it has the style of a heading or caption.

    Returns:
        The heading; empty if it is other text.
    """
    words = " ".join(line.split())
    if not words or len(words) > _LONGEST_LABEL:
        return ""
    return words.rstrip(":") if styled or words.endswith(":") or _NUMBERED.match(words) else ""


def table_text(grid: Sequence[Sequence[str]], whole: Sequence[Sequence[str]], heading: str = "") -> str:
    """Write a table of a document as text, with empty lines around it and between its lines.

    Args:
        grid: Its rows of cells, each cell one line.
        whole: The same with the cells' own line ends, for columns of prose.
        heading: The heading above it.

    Returns:
        The text: labelled cells, or prose cell by cell.
    """
    if any(len(cell) > _LONGEST_CELL for row in grid for cell in row):
        lines = [cell for row in whole for cell in row]
    else:
        lines = table_lines(grid, heading)
        lines = lines[1:] if heading and lines and lines[0] == heading else lines
    return "\n\n" + "\n\n".join(filter(None, lines)) + "\n\n"


def _row_lines(row: Sequence[str], names: Sequence[str], prefix: str, few: bool) -> list[str]:
    label, cells = row[0], list(enumerate(row[1:], start=1))
    filled = [(names[place] if place < len(names) else "", cell) for place, cell in cells if cell]
    if not filled:
        return [prefix + label]
    if not label or len(label) > _LONGEST_LABEL or (not names and len(filled) > 1):
        return [prefix + " | ".join(filter(None, [label, *(cell for _, cell in filled)]))]
    if not names:
        return [f"{prefix}{_labelled(label, filled[0][1])}"]
    labelled = [_labelled(name, cell) if name else cell for name, cell in filled]
    lines = [f"{prefix}{label}, {each}" for each in labelled]
    return lines if few else [_BETWEEN.join(lines)]


def _labelled(name: str, cell: str) -> str:
    return f"{name} {cell}" if name.endswith((":", "?", ".", "–", "-")) else f"{name}: {cell}"
