"""Tables of office documents as grids: a cell over several rows or columns stands in each of them."""

from collections.abc import Callable
from typing import Any

from corpus.formats.inline import local_name

_MOST_SPANNED = 50


def word_grid(table: Any, told: Callable[[Any], str]) -> list[list[str]]:
    """Lay out a table of Word.

    Args:
        table: Its element.
        told: Gives what a cell says.

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
            text = above[len(line)] if goes_on else " ".join(told(cell).split())
            span = cell.find("{*}tcPr/{*}gridSpan")
            line += [text] * _count(None if span is None else next(iter(span.values()), None))
        grid.append(line)
    return grid


def opendocument_grid(table: Any, told: Callable[[Any], str]) -> list[list[str]]:
    """Lay out a table of an OpenDocument text, whose covered cells stand empty in their places.

    Args:
        table: Its element.
        told: Gives what a cell says.

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
            told_of = {key.rpartition("}")[2]: value for key, value in cell.items()}
            own = " ".join(told(cell).split())
            for _ in range(_count(told_of.get("number-columns-repeated"))):
                down, across = (_count(told_of.get(f"number-{name}-spanned")) for name in ("rows", "columns"))
                covered |= {
                    (at + step, len(line) + aside): own for step in range(down) for aside in range(across) if own
                }
                line.append(own or covered.get((at, len(line)), ""))
        grid.append(line)
    return grid


def _count(written: str | None) -> int:
    """Read how many rows or columns; 1 where nothing is told."""
    return (
        min(int(written), _MOST_SPANNED) if written and written.isascii() and written.isdigit() and int(written) else 1
    )
