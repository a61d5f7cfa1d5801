"""Lay out tables of office documents as grids; a cell that spans rows or columns is repeated in each."""

from collections.abc import Callable
from typing import Any

from corpus.formats.elements import local_name

_MOST_SPANNED = 50


def word_grid(table: Any, cell_text: Callable[[Any], str]) -> list[list[str]]:
    """Lay out a table of Word.

    Args:
        table: Its element.
        cell_text: Gives the text of a cell.

    Returns:
        Rows of cells, each one line.
    """
    grid: list[list[str]] = []
    for row in table.iter("{*}tr"):
        line: list[str] = []
        for cell in row.iterfind("{*}tc"):
            merged = cell.find("{*}tcPr/{*}vMerge")
            above = grid[-1] if grid else []
            goes_on = merged is not None and "restart" not in merged.values() and len(line) < len(above)
            text = above[len(line)] if goes_on else " ".join(cell_text(cell).split())
            span = cell.find("{*}tcPr/{*}gridSpan")
            line += [text] * _count(None if span is None else next(iter(span.values()), None))
        grid.append(line)
    return grid


def opendocument_grid(table: Any, cell_text: Callable[[Any], str]) -> list[list[str]]:
    """Lay out a table of an OpenDocument text, in which covered cells are empty elements.

    Args:
        table: Its element.
        cell_text: Gives the text of a cell.

    Returns:
        Rows of cells, each one line.
    """
    grid: list[list[str]] = []
    covered: dict[tuple[int, int], str] = {}
    for at, row in enumerate(table.iter("{*}table-row")):
        line: list[str] = []
        for cell in row:
            if local_name(cell) not in ("table-cell", "covered-table-cell"):
                continue
            attributes = {key.rpartition("}")[2]: value for key, value in cell.items()}
            own = " ".join(cell_text(cell).split())
            for _ in range(_count(attributes.get("number-columns-repeated"))):
                down, across = (_count(attributes.get(f"number-{name}-spanned")) for name in ("rows", "columns"))
                covered |= {
                    (at + step, len(line) + aside): own for step in range(down) for aside in range(across) if own
                }
                line.append(own or covered.get((at, len(line)), ""))
        grid.append(line)
    return grid


def _count(written: str | None) -> int:
    """Read a number of rows or columns; 1 if there is none."""
    return (
        min(int(written), _MOST_SPANNED) if written and written.isascii() and written.isdigit() and int(written) else 1
    )
