"""Drop hidden parts of a page, and join an article's body that advertisements split into several parts."""

import re
from typing import Any

from corpus.formats.elements import local_name, remove

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDING = frozenset(
    "hide hidden is-hidden u-hidden d-none visually-hidden visuallyhidden sr-only screen-reader-text "
    "mw-editsection".split()
)
"""Classes of hidden elements."""
_CHUNK = re.compile(
    r"(?:^|[\s_-])(?:article|story)[\s_-]*(?:body|text)(?:$|[\s_-])|(?:^|\s)body__container(?:$|\s)", re.IGNORECASE
)
_MOST = 0.5
"""Share of a page's text above which a hidden element is shown later by a script."""
_LEAST_PROSE = 1000
"""Characters of other paragraphs from which the page has an article without the hidden element."""
_LEAST_PARAGRAPH = 80
_PANEL = re.compile(
    r"(?:^|[\s_-])(?:accordion|collaps\w*|expand\w*|toggle|faq|tab)[\s_-]*(?:body|content|panel|pane|answer|text)(?:$|[\s_-])"
    r"|(?:^|\s)(?:tab-pane|panel-collapse|collapse)(?:$|\s)",
    re.IGNORECASE,
)
"""Classes of parts that a click opens."""
_LEAST_PANEL = 20
"""Characters of such a part, at least."""
_LONGEST_TRIGGER = 200
"""Characters of the words to click on, at most."""
_UNSEEN = frozenset(("script", "style", "noscript", "template"))


def drop_hidden(tree: Any) -> set[str]:
    """Remove hidden elements of a page.

    Args:
        tree: The page's root.

    Returns:
        The kinds of what was removed; empty if no text was.
    """
    opened = open_panels(tree)
    hidden = [each for each in tree.iter("div", "p", "span", "section", "ul", "aside", "figure") if _is_hidden(each)]
    hidden = [each for each in hidden if each not in opened]
    if not hidden:
        return set()
    whole, prose = shown_length(tree), prose_length(tree)
    dropped: set[str] = set()
    for element in hidden:
        names = {local_name(each) for each in element.iter()}
        size = shown_length(element)
        own = prose_length(element)
        beside = prose - own >= (max(_LEAST_PROSE, own) if names & {"h1", "article", "main"} else _LEAST_PROSE)
        beside = beside or (size < _MOST * whole and not names & {"h1", "article", "main"})
        if element.getparent() is not None and beside:
            dropped |= {"hidden text"} if size else set()
            remove(element)
    return dropped


def open_panels(tree: Any) -> set[Any]:
    """Show the parts that a reader opens by a click, each below the words to click on: panels, tabs, details.

    Args:
        tree: The page's root, which is changed.

    Returns:
        The parts that a script would hide at first.
    """
    for element in list(tree.iter("details")):
        element.tag = "div"
        for each in element:
            if local_name(each) == "div" and (each.text or "").strip() and not any(map(_is_block, each)):
                each.tag = "p"
    for element in tree.iter("summary"):
        element.tag = "p"
    controlled = {each.get("aria-controls") for each in tree.iter("button", "a", "li", "div", "h2", "h3", "h4")} - {
        None
    }
    panels = [each for each in tree.iter("div", "section", "p", "ul") if _is_panel(each, controlled)]
    for panel in panels:
        for key in ("hidden", "style", "aria-hidden", "class"):
            panel.attrib.pop(key, None)
        trigger = panel.getprevious()
        if trigger is not None and local_name(trigger) == "button" and len(trigger.text_content()) <= _LONGEST_TRIGGER:
            trigger.tag = "p"
            trigger.attrib.clear()
    return set(panels)


def _is_block(element: Any) -> bool:
    return local_name(element) in ("p", "div", "ul", "ol", "table", "section", "blockquote", "br")


def _is_panel(element: Any, controlled: set[str | None]) -> bool:
    """Distinguish a panel of the article from a menu or a form that opens too."""
    named = element.get("id") in controlled if element.get("id") else False
    if not (named or element.get("role") == "tabpanel" or _PANEL.search(element.get("class") or "")):
        return False
    inner = {local_name(each) for each in element.iter()}
    if inner & {"form", "input", "nav", "iframe", "h1", "article"} or element.get("role") in (
        "dialog",
        "menu",
        "navigation",
    ):
        return False
    if any(
        local_name(each) in ("nav", "header", "footer", "form", "aside", "dialog") for each in element.iterancestors()
    ):
        return False
    words = len(element.text_content().strip())
    linked = sum(len(each.text_content().strip()) for each in element.iter("a"))
    return words >= _LEAST_PANEL and linked * 3 < words


def prose_length(element: Any) -> int:
    """Count the characters of paragraphs and list items of prose.

    Args:
        element: A part of a page.

    Returns:
        How many; 0 where all are short.
    """
    blocks = (each for each in element.iter("p", "li") if each.tag == "p" or _is_prose_item(each))
    lengths = (len(each.text_content().strip()) for each in blocks)
    return sum(length for length in lengths if length >= _LEAST_PARAGRAPH)


def _is_prose_item(item: Any) -> bool:
    """Return whether a list item is prose: neither part of a menu nor a link."""
    if any(local_name(each) in ("p", "li", "h2", "h3", "h4") for each in item.iterdescendants()):
        return False
    return 2 * sum(len(each.text_content()) for each in item.iter("a")) < len(item.text_content())


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    return not _HIDING.isdisjoint((element.get("class") or "").lower().split())


def shown_length(element: Any) -> int:
    """Count the characters that an element shows, without those of scripts.

    Args:
        element: A part of a page.

    Returns:
        The number, without white space at the ends of its pieces.
    """
    return sum(
        len((each.text or "").strip())
        for each in element.iter()
        if local_name(each) and local_name(each) not in _UNSEEN
    )


def join_chunks(tree: Any) -> None:
    """Join the parts of an article's body that are in containers of the same class.

    Args:
        tree: The page's root.
    """
    named: dict[str, list[Any]] = {}
    for element in tree.iter("div", "section"):
        kind = element.get("class") or ""
        if _CHUNK.search(kind) and any(local_name(each) == "p" for each in element):
            named.setdefault(kind, []).append(element)
    for first, *others in named.values():
        homes = [each for each in first.iterancestors() if local_name(each) in ("article", "main")]
        inside = set(first.iter())
        for other in others:
            if other in inside or not homes or homes[0] not in other.iterancestors():
                continue
            first.extend(list(other))
            remove(other)
