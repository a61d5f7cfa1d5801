"""Make paragraphs of loose text: between line breaks, after a paragraph, or in a layout table."""

from typing import Any

from corpus.formats.elements import element_like, local_name

_INLINE = frozenset("a abbr b big cite code em font i img q s small span strong sub sup u mark time br".split())
_LEAST_LOOSE = 200
"""Characters of loose text from which an element holds an article's paragraphs."""
_LONGEST_CELL = 500
"""Characters; a table with a longer cell that holds blocks is for layout."""
_PARTS = ("table", "tbody", "thead", "tfoot", "tr", "td", "th")


def settle_loose(tree: Any) -> None:
    """Turn loose text into paragraphs, and layout tables into plain blocks.

    Args:
        tree: The page's root, which is changed.
    """
    arranging = {each for each in tree.iter("table") if _arranges(each)}
    parts = [each for each in tree.iter(*_PARTS) if next(each.iterancestors("table"), None) in arranging]
    for each in (*arranging, *(each for each in parts if local_name(each) != "table")):
        each.tag = "div"
    for element in [each for each in tree.iter("div", "section", "article") if _is_loose(each)]:
        _wrap(element)


def _arranges(table: Any) -> bool:
    rows = [sum(bool(each.text_content().strip()) for each in row) for row in table.iter("tr")]
    if max(rows, default=0) == 1 and any(local_name(each) in ("ul", "ol", "p") for each in table.iter()):
        return True  # one column
    longest = max((len(each.text_content()) for each in table.iter("td")), default=0)
    return longest > _LONGEST_CELL and any(local_name(each) in ("p", "div", "br", "table") for each in table.iter())


def _is_loose(element: Any) -> bool:
    loose = [element.text or "", *(each.tail or "" for each in element if local_name(each) in ("br", "p", ""))]
    breaks = any(local_name(each) in ("br", "p") for each in element)
    return breaks and sum(len(piece.strip()) for piece in loose) >= _LEAST_LOOSE


def _wrap(element: Any) -> None:
    """Wrap text between blocks, or between two line breaks, in paragraphs."""
    children = list(element)
    current = element_like(element, "p")
    current.text, element.text = element.text, None
    for each in children:
        element.remove(each)
    for place, each in enumerate(children):
        is_double = local_name(each) == "br" and not (each.tail or "").strip() and _is_break(children, place + 1)
        if local_name(each) in _INLINE and not is_double:
            current.append(each)
            continue
        _add(element, current)
        current = element_like(element, "p")
        if not is_double:
            current.text, each.tail = each.tail, None
            element.append(each)
    _add(element, current)


def _is_break(children: list[Any], place: int) -> bool:
    return place < len(children) and local_name(children[place]) == "br"


def _add(element: Any, paragraph: Any) -> None:
    if (paragraph.text or "").strip() or len(paragraph):
        element.append(paragraph)
