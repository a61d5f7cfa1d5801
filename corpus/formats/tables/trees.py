"""Write tables and definition lists in a tree of markup as lines that can be read on their own."""

import re
from typing import Any

from corpus.formats.elements import element_like, local_name, replace_by_text
from corpus.formats.tables.heads import titled
from corpus.formats.tables.rows import heads_table, table_lines

_LONGEST_CELL = 300
"""Characters; a longer cell is prose, and its table one for layout."""
_LAYOUT = frozenset("h1 h2 h3 h4 h5 h6 article section form input iframe header footer nav".split())
_BLOCKS = frozenset("p div li ul ol br dd dt".split())
_MOST_SPANNED = 50
_ROLES = {"table": "table", "grid": "table", "rowgroup": "tbody", "row": "tr", "cell": "td", "gridcell": "td"}
_ROLES |= {"columnheader": "th", "rowheader": "th"}
"""Roles, to the elements that they represent."""
_STYLED = re.compile(r"display\s*:\s*table(?P<part>-row|-cell)?\s*(?:;|$|!)", re.IGNORECASE)
_CLASSED = re.compile(
    r"(?:div|r|css|fake)?-?table(?P<part>[-_]{0,2}(?:row|tr|cell|td|col|head|th|heading|body))?", re.IGNORECASE
)
_PARTS = {"row": "tr", "tr": "tr", "cell": "td", "td": "td", "col": "td", "th": "th"}
_PARTS |= {"head": "thead", "heading": "thead", "body": "tbody"}


def settle_tables(root: Any) -> None:
    """Replace data tables and definition lists by paragraphs, one for each line.

    Layout tables are left as they are.

    Args:
        root: An lxml element, which is changed.
    """
    _name_roles(root)
    for element in list(root.iter()):
        name = local_name(element)
        if element is root or element.getparent() is None:
            continue
        if name == "table" and _is_data(element):
            _settle_table(element)
        elif name == "dl":
            _replace(element, _terms(element))


def _name_roles(root: Any) -> None:
    """Turn elements that only their roles, styles or classes make tables into tables."""
    named = [(each, name) for each in root.iter("{*}div", "{*}span") if (name := _role(each))]
    if not {"table", "tr", "td"} <= {"td" if name == "th" else name for _, name in named}:
        return
    for element, name in named:
        element.tag = element_like(root, name).tag


def _role(element: Any) -> str:
    """Give the name of the table's part that an element represents; empty for none."""
    if name := _ROLES.get(element.get("role") or ""):
        return name
    styled = _STYLED.search(element.get("style") or "")
    classed = _CLASSED.fullmatch((element.get("class") or "").partition(" ")[0])
    found = styled or classed
    return _PARTS.get((found["part"] or "").lower().lstrip("-_"), "table") if found else ""


def _settle_table(table: Any) -> None:
    rows = [each for each in table.iter() if local_name(each) == "tr"]
    cells = [[each for each in row if local_name(each) in ("td", "th")] for row in rows]
    grid = _grid(cells)
    filled = [at for at, row in enumerate(grid) if any(row)]
    title, _ = titled([grid[at] for at in filled])
    headed = _names_columns(rows[filled[bool(title)]], cells[filled[bool(title)]])
    captions = [flat(each) for each in table.iter() if local_name(each) == "caption"]
    heading = captions[0] if captions else ""
    above = "" if heading else _heading(table)
    lines = table_lines(grid, heading or above, True if headed else None)
    _replace(table, lines[1:] if above and lines[0] == above else lines)


def _names_columns(row: Any, cells: list[Any]) -> bool:
    """Return whether a row is marked as one of the columns' names."""
    is_marked = local_name(row.getparent()) == "thead" or all(local_name(each) == "th" for each in cells)
    return len(cells) > 1 and is_marked


def _heading(table: Any) -> str:
    """Take the heading or title right above a table as its heading."""
    above = table.getprevious()
    if above is None or (above.tail or "").strip() or local_name(above) not in ("h2", "h3", "h4", "h5", "h6", "p"):
        return ""
    bold = "".join("".join(each.itertext()) for each in above.iter() if local_name(each) in ("b", "strong"))
    styled = local_name(above) != "p" or (bool(bold) and bold.split() == "".join(above.itertext()).split())
    return heads_table(flat(above), styled=styled)


def _grid(rows: list[list[Any]]) -> list[list[str]]:
    """Lay cells out in rows and columns; a spanning cell is repeated in each row and column."""
    grid: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}
    for row in rows:
        line: list[str] = []
        waiting = list(row)
        while waiting or len(line) in hanging:
            place = len(line)
            if place in hanging:
                left, text = hanging.pop(place)
                if left > 1:
                    hanging[place] = (left - 1, text)
                line.append(text)
                continue
            cell = waiting.pop(0)
            text = flat(cell)
            for offset in range(_span(cell, "colspan")):
                if (down := _span(cell, "rowspan")) > 1:
                    hanging[place + offset] = (down - 1, text)
                line.append(text)
        grid.append(line)
    return grid


def _span(cell: Any, name: str) -> int:
    written = cell.get(name) or "1"
    return min(int(written), _MOST_SPANNED) if written.isascii() and written.isdigit() and int(written) else 1


def flat(element: Any) -> str:
    """Give an element's text as one line, with semicolons between the items of a list in it."""
    pieces: list[str] = []

    def walk(each: Any) -> None:
        name = local_name(each)
        if name and each is not element and name in _BLOCKS:
            pieces.append("; " if name == "li" else " ")
        if name:
            pieces.append(each.text or "")
            for inner in each:
                walk(inner)
                pieces.append(inner.tail or "")
            if each is not element and name in _BLOCKS:
                pieces.append(" ")

    walk(element)
    return " ".join("".join(pieces).split()).strip("; ").replace(" ;", ";")


def _is_data(table: Any) -> bool:
    inner = [local_name(each) for each in table.iter() if each is not table]
    if "table" in inner or _LAYOUT & set(inner) or len(inner) > 20_000:
        return False
    rows = [each for each in table.iter() if local_name(each) == "tr"]
    cells = [[each for each in row if local_name(each) in ("td", "th")] for row in rows]
    texts = ["".join(each.itertext()) for row in cells for each in row]
    if not texts or max(map(len, texts)) > _LONGEST_CELL or _is_for_layout(table):
        return False
    linked = sum(len("".join(each.itertext())) for each in table.iter() if local_name(each) == "a")
    if "th" not in inner and linked * 2 > sum(map(len, texts)):
        return False
    return sum(sum(bool("".join(each.itertext()).strip()) for each in row) > 1 for row in cells) > 1


def _is_for_layout(table: Any) -> bool:
    return (table.get("role") or "").lower() in ("presentation", "none")


def _terms(element: Any) -> list[str]:
    """Pair the terms of a list with their descriptions."""
    lines: list[str] = []
    terms: list[str] = []
    described = False
    for each in element.iter():
        name = local_name(each)
        if name == "dt":
            terms = [flat(each)] if described else [*terms, flat(each)]
            described = False
        elif name == "dd":
            term = ", ".join(filter(None, terms))
            colon = "" if term.endswith((":", "?", ".", "!")) else ":"
            lines.append(f"{term}{colon} {flat(each)}" if term else flat(each))
            described = True
    return [*lines, *([] if described else terms)]


def _replace(element: Any, lines: list[str]) -> None:
    """Replace an element by paragraphs."""
    if not lines:
        return
    parent = element.getparent()
    holder = element_like(element, "div")
    for line in lines:
        paragraph = element_like(element, "p")
        paragraph.text = line
        holder.append(paragraph)
    parent.insert(parent.index(element), holder)
    replace_by_text(element, "")
