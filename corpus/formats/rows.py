"""Write tables as lines: every cell with the label of its row and the name of its column.

A row of bare figures says nothing by itself, and an answer must not run from one cell into the
next. So each cell is a separate line, below one line with the names of the columns.
"""

import re
from collections.abc import Sequence

_MOST_CELLS = 800
"""Cells of a table that are written one per line, at most; in a larger table each row is a line."""
_LONGEST_LABEL = 100
"""Characters of a label or a column's name, at most; longer ones are prose in columns."""
_LONGEST_CELL = 300
"""Characters; a longer cell is prose, and its table one of columns of it."""
_BETWEEN = " | "
"""Separator of cells on one line; `corpus.sentences` cuts there."""
_NUMBERED = re.compile(r"(?:table|tab\.|tabelle|tableau|tabla)\s+[\dIVXA-Z]", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_FIGURE = re.compile(r"[^\w]*[\d.,:/%+−–-]+(?:\s?\w{1,3})?[^\w]*")


def table_lines(grid: Sequence[Sequence[str]], heading: str = "", headed: bool | None = None) -> list[str]:
    """Write a table as lines.

    Args:
        grid: Its rows of cells; cells over several rows or columns are repeated.
        heading: The heading above it.
        headed: Whether the first row names the columns; None if that is inferred from the cells.

    Returns:
        Lines, each without line ends; the heading first.
    """
    rows = [[" ".join(cell.split()) for cell in row] for row in grid]
    rows = [row for row in rows if any(row)]
    heading = " ".join(heading.split())
    if not rows or max(map(len, rows)) < 2:
        return [line for line in (heading, *(" ".join(row) for row in rows)) if line]
    headed = is_headed(rows) if headed is None else headed and len(rows) > 1
    if headed:
        rows = with_keys(with_one_head(rows))
    names = rows[0] if headed else []
    body = rows[1:] if headed else rows
    lines = [f"{heading}: {' | '.join(filter(None, names))}" if heading and names else heading or " | ".join(names)]
    prefix = f"{heading.rstrip(':. ')}: " if heading else ""
    few = sum(map(len, body)) <= _MOST_CELLS
    for row in body:
        lines += _row_lines(row, names, prefix, few)
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


def with_one_head(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Join two rows of names, the upper of which names several columns at once, into one."""
    first, second, *body = [*map(list, rows), [], []][: max(len(rows), 2)]
    is_upper = len(first) == len(second) and len(set(first[1:])) < len(first) - 1 and all(second[1:])
    is_label = bool(second) and second[0] in ("", first[0]) and len(set(second)) > len(set(first))
    if not body or not is_upper or not is_label or first[1:] == second[1:]:
        return [*map(list, rows)]
    names = [one if one == other or not one else f"{one}, {other}" for one, other in zip(first, second, strict=True)]
    return [[first[0], *names[1:]], *body]


def with_keys(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Join the first two columns into one label if only both together identify a row."""
    names, *body = map(list, rows)
    labels = [row[0] for row in body]
    pairs = {(row[0], row[1]) for row in body if len(row) > 2 and row[0] and row[1]}
    if len(names) < 3 or len(pairs) < len(body) or len(set(labels)) * 2 > len(labels):
        return [names, *body]
    return [[names[0], *names[2:]], *([f"{row[0]}, {row[1]}", *row[2:]] for row in body)]


def is_headed(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row names columns: words or years above figures.

    Args:
        rows: Rows of cells.

    Returns:
        Whether it does.
    """
    first, below = rows[0], rows[1:]
    if len(below) < 2 or not all(first[1:]) or len({len(row) for row in rows}) > 1:
        return False
    figures = [sum(bool(_FIGURE.fullmatch(row[place])) for row in below) for place in range(1, len(first))]
    years = all(_YEAR.fullmatch(cell) for cell in first[1:])
    if len(first) == 2 and not first[0] and not years:
        return False
    names = years or all(_is_name(cell, [row[at] for row in below]) for at, cell in enumerate(first) if at)
    return names and any(count * 2 > len(below) for count in figures)


def _is_name(cell: str, below: Sequence[str]) -> bool:
    """Tell a column's name from a figure; a year is a name if the cells below are not years."""
    if _YEAR.fullmatch(cell):
        return sum(_YEAR.fullmatch(other) is not None for other in below) * 2 < len(below)
    return _FIGURE.fullmatch(cell) is None
