"""Write raised and struck characters from an OpenDocument's styles into its text."""

import re
from collections.abc import Iterable
from typing import Any

from corpus.formats.elements import replace_by_text, text_before
from corpus.formats.inline import strike_tree
from corpus.formats.raised import written

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_RAISED = re.compile(r"super|[1-9]\d*%")
_LINES = ("text-line-through-style", "text-line-through-type", "text-crossing-out")
"""Properties that strike text out, unless their value is ``none``."""


def settle_styles(root: Any, others: Iterable[Any] = ()) -> None:
    """Write raised marks and struck words into the text of spans and paragraphs.

    Args:
        root: The part that holds the text and its automatic styles, which is changed.
        others: Parts that hold named styles.
    """
    raised, struck = _effects([root, *others])
    for element in list(root.iter(f"{_TEXT}span", f"{_TEXT}p", f"{_TEXT}h")):
        style = element.get(f"{_TEXT}style-name", "")
        if style in raised and element.tag == f"{_TEXT}span" and not len(element):
            replace_by_text(element, written(element.text or "", text_before(element), element.tail or ""))
        elif style in struck:
            strike_tree(element)


def _effects(parts: Iterable[Any]) -> tuple[set[str], set[str]]:
    """Name the styles that raise and those that strike, themselves or by the style they are based on."""
    raised: set[str] = set()
    struck: set[str] = set()
    based: dict[str, str] = {}
    for style in (each for part in parts for each in part.iter("{*}style")):
        plain = {key.rpartition("}")[2]: value for key, value in style.items()}
        named = plain.get("name", "")
        values: dict[str, str] = {}
        for properties in style.iterfind("{*}text-properties"):
            values |= {key.rpartition("}")[2]: value for key, value in properties.items()}
        if _RAISED.match(values.get("text-position", "")):
            raised.add(named)
        lines = [values[name] for name in _LINES if name in values]
        if any(line != "none" for line in lines):
            struck.add(named)
        if not lines and "text-position" not in values:
            based[named] = plain.get("parent-style-name", "")
    for effect in (raised, struck):
        for _ in based:
            inherited = {name for name, parent in based.items() if parent in effect} - effect
            effect |= inherited
            if not inherited:
                break
    return raised, struck
