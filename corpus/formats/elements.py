"""Change trees of markup: replace, unwrap and remove elements while the text around them stays."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

_NEAR = 40
"""Characters before an element that are examined."""


def local_name(element: Any) -> str:
    """Give an element's name in lower case, without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def replace_by_text(element: Any, text: str) -> None:
    """Replace an element by text."""
    parent = element.getparent()
    whole = text + (element.tail or "")
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + whole
    else:
        before.tail = (before.tail or "") + whole
    element.tail = None
    parent.remove(element)


def unwrap(element: Any) -> None:
    """Replace an element by its content."""
    parent = element.getparent()
    place = parent.index(element)
    before = element.getprevious()
    text = element.text or ""
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    inner = list(element)
    tail = element.tail or ""
    element.tail = None
    parent.remove(element)
    for offset, each in enumerate(inner):
        parent.insert(place + offset, each)
    if inner:
        inner[-1].tail = (inner[-1].tail or "") + tail
    elif before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail


def remove(element: Any) -> None:
    """Remove an element and keep the text after it."""
    replace_by_text(element, "")


def element_like(root: Any, name: str) -> Any:
    """Make an element for the same kind of tree."""
    namespace = root.tag.rpartition("}")[0] if isinstance(root.tag, str) else ""
    tag = f"{namespace}}}{name}" if namespace else name
    return root.makeelement(tag) if hasattr(root, "makeelement") else etree.Element(tag)


def text_before(element: Any) -> str:
    """Give the text directly before an element in its block."""
    pieces: list[str] = []
    for piece in _backwards(element):
        pieces.append(piece)
        if sum(map(len, pieces)) >= _NEAR:
            break
    return "".join(reversed(pieces))[-_NEAR:]


def _backwards(element: Any) -> Iterator[str]:
    while True:
        for other in element.itersiblings(preceding=True):
            yield other.tail or ""
            if isinstance(other.tag, str):
                if local_name(other) in ("p", "div", "br", "li", "td", "ul", "ol", "table"):
                    return
                yield "".join(other.itertext())
        parent = element.getparent()
        if parent is None:
            return
        yield parent.text or ""
        if local_name(parent) not in ("a", "span", "b", "i", "em", "strong", "small", "sup", "font", "u", "mark"):
            return
        element = parent
