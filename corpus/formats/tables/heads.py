"""Recognise the parts of a table: its title, the row that names its columns, the column that names its rows."""

import re
from collections.abc import Sequence

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_FIGURE = re.compile(r"[^\w]*[\d.,:/%+−–-]+(?:\s?\w{1,3})?[^\w]*")
_PLACE = re.compile(r"[#=]?\d{1,3}(?:[.):=]|st|nd|rd|th)?")
"""A rank or a running number."""
_LONGEST_NAME = 60
"""Characters of what names a row, at most."""
_LEAST_TITLED = 2
"""Columns more than which a table below a title has, whose first row of words names them."""
_DISTINCT = 0.8
"""Share of a column's cells that differ from one another, from which they name rows."""


def titled(rows: Sequence[Sequence[str]]) -> tuple[str, list[list[str]]]:
    """Take a title that is written into the first row, over all columns.

    Args:
        rows: Rows of cells, at least one.

    Returns:
        The title, empty if there is none, and the rows below it.
    """
    first, *below = map(list, rows)
    words = {cell for cell in first if cell}
    is_over_all = len(first) > 1 and len(words) == 1 and (len(set(first)) == 1 or (first[0] and not any(first[1:])))
    if not is_over_all or not below or len(set(below[0])) < 2 or not all(below[0][1:]):
        return "", [first, *below]
    if any(is_group(row) or not any(row[1:]) for row in below) and not is_headed(below):
        return "", [first, *below]
    return words.pop(), below


def is_group(row: Sequence[str]) -> bool:
    """Return whether a row is one cell over all columns, repeated in each: the name of the rows below it."""
    is_name = any(map(str.isalpha, row[0])) and len(row[0]) <= _LONGEST_NAME
    return len(row) > 1 and is_name and len(set(row)) == 1


def label_first(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Move the column that names the rows before a column that only counts them.

    Args:
        rows: Rows of cells, the first one the columns' names.

    Returns:
        The rows; as they were if their first column is no count, or none of the others names them, or if columns
        share a name: then tables stand side by side, and only the count is of both.
    """
    named = [cell for cell in rows[0] if cell[:1].isalpha()]
    if not _is_counted(rows) or len(set(named)) < len(named):
        return [*map(list, rows)]
    body = [row for row in rows[1:] if not is_group(row)]
    columns = range(1, len(rows[0]))
    place = next((at for at in columns if _names_rows([row[at] for row in body if at < len(row)])), 0)
    bare = [["", *row[1:]] if _spans(row) else row for row in rows]  # a label over both columns
    return [[*row[place : place + 1], *row[:place], *row[place + 1 :]] for row in bare]


def _is_counted(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the first cells of rows below their names are ranks or running numbers."""
    labels = [row[0] for row in rows[1:] if row and row[0] and not _spans(row)]
    numbers = [int(re.sub(r"\D", "", label)) for label in labels if _PLACE.fullmatch(label)]
    return len(labels) > 1 and len(numbers) == len(labels) and numbers == sorted(numbers)


def _spans(row: Sequence[str]) -> bool:
    """Return whether a label stands in the first two columns, such as that of a total below ranks."""
    return len(row) > 1 and row[0] == row[1] and not _FIGURE.fullmatch(row[0])


def _names_rows(cells: Sequence[str]) -> bool:
    if not all(cells) or any(len(cell) > _LONGEST_NAME or not cell[0].isalpha() for cell in cells):
        return False
    return len(set(cells)) >= _DISTINCT * len(cells)


def with_one_head(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Join two rows of names, the upper of which names several columns at once, into one."""
    first, second, *body = [*map(list, rows), [], []][: max(len(rows), 2)]
    is_upper = len(first) == len(second) and len(set(first[1:])) < len(first) - 1 and all(second[1:])
    are_names = not first[0] and all(_YEAR.fullmatch(cell) or not _FIGURE.fullmatch(cell) for cell in second)
    is_label = (
        bool(second)
        and (second[0] in ("", first[0]) or are_names)
        and len(set(zip(first, second, strict=True))) > len(set(first))
    )
    if not body or not is_upper or not is_label or first[1:] == second[1:]:
        return [*map(list, rows)]
    names = [one if one == other or not one else f"{one}, {other}" for one, other in zip(first, second, strict=True)]
    return [[first[0] or second[0], *names[1:]], *body]


def with_keys(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Join the first two columns into one label if only both together identify a row."""
    names, *body = map(list, rows)
    labels = [row[0] for row in body]
    pairs = {(row[0], row[1]) for row in body if len(row) > 2 and row[0] and row[1]}
    if len(names) < 3 or len(pairs) < len(body) or len(set(labels)) * 2 > len(labels):
        return [names, *body]
    return [[names[0], *names[2:]], *([f"{row[0]}, {row[1]}", *row[2:]] for row in body)]


def is_headed(rows: Sequence[Sequence[str]], *, titled: bool = False) -> bool:
    """Return whether the first row names columns: words or years above figures.

    Args:
        rows: Rows of cells.
        titled: Whether a title stood above them; then a row of words in three or more columns is one of names.

    Returns:
        Whether it does.
    """
    first, below = rows[0], [row for row in rows[1:] if not is_group(row)]
    if len(below) < 2 or not all(first[1:]) or is_group(first) or len({len(row) for row in rows}) > 1:
        return False
    figures = [sum(bool(_FIGURE.fullmatch(row[place])) for row in below) for place in range(1, len(first))]
    figures += [len(below)] if first[0] and not _FIGURE.fullmatch(first[0]) and _is_counted(rows) else []
    years = all(_YEAR.fullmatch(cell) for cell in first[1:])
    if len(first) == 2 and not first[0] and not years:
        return False
    names = years or all(_is_name(cell, [row[at] for row in below]) for at, cell in enumerate(first) if at)
    many = titled and len(first) > _LEAST_TITLED
    return names and (many or any(count * 2 > len(below) for count in figures))


def _is_name(cell: str, below: Sequence[str]) -> bool:
    """Distinguish a column's name from a figure; a year is a name if the cells below are not years."""
    if _YEAR.fullmatch(cell):
        return sum(_YEAR.fullmatch(other) is not None for other in below) * 2 < len(below)
    return _FIGURE.fullmatch(cell) is None
