"""Keep the times and headings of the entries of live blogs and timelines, whatever their elements and classes."""

from typing import Any

from corpus.entries import begins_entry, is_date
from corpus.formats.elements import element_like, local_name, remove, unwrap
from corpus.formats.tables.trees import flat

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEAST_ENTRIES = 3
"""Similar parts, each with a time, that make a page a live blog."""
_LONGEST_HEAD = 80
"""Characters of the line that holds an entry's time, at most."""
_LEAST_SAID = 25
"""Characters of an entry's text, at least."""


def keep_entries(tree: Any) -> None:
    """Turn each entry into a line of its time, its heading and its paragraphs.

    Args:
        tree: The page's root, which is changed.
    """
    for parent in list(tree.iter("main", "article", "div", "section", "ol", "ul", "body")):
        kinds: dict[tuple[str, str], list[Any]] = {}
        for each in parent:
            if local_name(each) in ("div", "section", "article", "li"):
                kinds.setdefault((each.tag, (each.get("class") or "").split(" ")[0]), []).append(each)
        for alike in kinds.values():
            entries = [each for each in alike if _is_entry(each)] if len(alike) >= _LEAST_ENTRIES else []
            if len(entries) >= _LEAST_ENTRIES and len(entries) * 10 >= len(alike) * 7:
                for entry in entries:
                    _settle(entry)
                if local_name(parent) in ("ol", "ul"):
                    _unlist(parent)


def _unlist(parent: Any) -> None:
    """Turn a list of entries into blocks, and its other items, such as years between them, into paragraphs."""
    parent.tag = "div"
    for each in parent:
        if local_name(each) == "li":
            line = element_like(each, "p")
            line.text = flat(each)
            parent.replace(each, line)


def _is_entry(element: Any) -> bool:
    """Return whether an element begins with a time, and has text below it."""
    head = _head(element)
    return head is not None and len(flat(element)) - len(flat(head)) >= _LEAST_SAID


def _head(element: Any) -> Any:
    """Find the part of an entry that holds its time or date and little else; None if it begins with neither."""
    first = next((each for each in element.iter() if each is not element and _says_something(each)), None)
    if first is None or not (local_name(first) == "time" or begins_entry(flat(first)) or is_date(flat(first))):
        return None
    head = first
    while (above := head.getparent()) is not element and len(flat(above)) <= _LONGEST_HEAD:
        if any(local_name(each) in (*_HEADINGS, "p") for each in above.iterdescendants()):
            break
        head = above
    return head if len(flat(head)) <= _LONGEST_HEAD else None


def _says_something(element: Any) -> bool:
    if local_name(element) in ("header", "div", "section"):
        return bool((element.text or "").strip())
    return bool(local_name(element) and flat(element))


def _settle(entry: Any) -> None:
    """Simplify an entry: its time joins its heading, or becomes a separate line."""
    head = _head(entry)
    if local_name(head) not in (*_HEADINGS, "p") and not any(
        local_name(each) in (*_HEADINGS, "p") for each in head.iterancestors()
    ):
        _join(head)
    for element in list(entry.iter("time")):
        unwrap(element)
    for each in entry.iter():
        if isinstance(each.tag, str) and local_name(each) in (*_HEADINGS, "p", "div", "section", "article", "header"):
            for key in ("class", "id", "itemprop", "itemtype"):
                each.attrib.pop(key, None)
            if local_name(each) in ("header", "article", "section"):
                each.tag = "div"
            elif local_name(each) in _HEADINGS[1:]:  # extraction leaves out headings where a page has no main element
                each.tag = "p"
    if entry.tag == "li":
        entry.tag = "div"


def _join(head: Any) -> None:
    """Write an entry's time before its heading, or as a paragraph."""
    words, following = flat(head), head.getnext()
    if following is not None and local_name(following) in _HEADINGS and not (head.tail or "").strip():
        following.text = f"{words} {(following.text or '').lstrip()}"
        remove(head)
        return
    line = element_like(head, "p")
    line.text = words
    head.addprevious(line)
    remove(head)
