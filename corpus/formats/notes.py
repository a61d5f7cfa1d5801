"""Move notes that pages show beside or above a sentence out of it: side notes, tooltips, pronunciations."""

import re
from typing import Any

from corpus.formats.elements import element_like, local_name, replace_by_text, text_before

_NOTE = re.compile(
    r"(?:^|\s)(?:(?:side|margin|inline|foot|end)-?_?note(?:[-_]{0,2}(?:content|text|body|popup|popover))?"
    r"|tool-?tip[-_]{0,2}(?:text|content|body|inner)|popover[-_]{0,2}(?:content|body)|annotation[-_]{0,2}(?:text|body))"
    r"(?:$|\s)",
    re.IGNORECASE,
)
_ROLES = frozenset(("doc-footnote", "doc-endnote", "note", "tooltip"))
_TOGGLE = re.compile(
    r"(?:^|\s)(?:margin-toggle|sidenote-(?:number|toggle|label)|footnote-toggle)(?:$|\s)", re.IGNORECASE
)
_INLINE = frozenset("span small em i cite font label".split())
_BLOCKS = frozenset("p li td th dd dt blockquote h1 h2 h3 h4 h5 h6 figcaption div section article body".split())
_LEAST = 2
"""Words of a note, at least; a single word or number is a mark."""


def move_notes(root: Any) -> None:
    """Put each note within a sentence below its paragraph, and leave out how characters are pronounced.

    Args:
        root: An lxml element, which is changed.
    """
    last: dict[Any, Any] = {}
    for element in list(root.iter("{*}*")):
        name, kind = local_name(element), element.get("class") or ""
        if element is root or element.getparent() is None:
            continue
        if name == "label" and _TOGGLE.search(kind):
            replace_by_text(element, "")
        elif name == "ruby":
            replace_by_text(element, _without_readings(element))
        elif name in _INLINE and (_NOTE.search(kind) or element.get("role") in _ROLES) and _is_within(element):
            _move(element, last)


def _is_within(element: Any) -> bool:
    """Return whether a note interrupts the text of its paragraph."""
    if len("".join(element.itertext()).split()) < _LEAST or local_name(element.getparent()) in ("body", "article"):
        return False
    return bool(text_before(element).strip())


def _move(note: Any, last: dict[Any, Any]) -> None:
    block = next((each for each in note.iterancestors() if local_name(each) in _BLOCKS), None)
    words = " ".join("".join(note.itertext()).split())
    after = (note.tail or "")[:1]
    if block is None or local_name(block) not in ("p", "li", "blockquote") or block.getparent() is None:
        replace_by_text(note, f" ({words.strip('()[] ')})")
        return
    moved = element_like(note, "li" if local_name(block) == "li" else "p")
    moved.text = words
    replace_by_text(note, " " if after.isalnum() else "")
    last.get(block, block).addnext(moved)
    last[block] = moved


def _without_readings(ruby: Any) -> str:
    """Give the text of characters without the readings printed above them."""
    pieces = [ruby.text or ""]
    for each in ruby:
        words = "" if local_name(each) in ("rt", "rp", "rtc") else "".join(each.itertext())
        pieces += [words, each.tail or ""]
    return "".join(pieces)
