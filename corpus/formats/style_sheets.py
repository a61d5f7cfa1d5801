"""What only a style sheet tells: which classes raise characters, and which strike words out.

Selectors are read as far as the class of the element itself; a rule that needs more of the page
to be matched is taken as if that were given.
"""

import re
from collections.abc import Iterable
from typing import Any

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_LAST_CLASS = re.compile(r"^[^:]*?(?:^|[\s>+~])[a-z0-9]*\.([\w-]+)\s*$", re.IGNORECASE)
_TOLD = {
    "vertical-align: super": re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE),
    "text-decoration: line-through": re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE),
}
"""What is written into an element's own style, to what says so in a rule."""
_LONGEST = 1_000_000
"""Characters of a sheet that are read."""


def spell_out(root: Any, sheets: Iterable[str] = ()) -> None:
    """Write what style sheets say of raised and struck characters into the elements' own styles.

    Args:
        root: An lxml element, which is changed; its own ``<style>`` elements are read.
        sheets: Other style sheets that it uses.
    """
    own = (each.text or "" for each in root.iter("{*}style"))
    told = _classes([*sheets, *own])
    if not told:
        return
    for element in root.iter("{*}*"):
        for name in (element.get("class") or "").split():
            if name in told:
                element.set("style", f"{told[name]}; {element.get('style') or ''}")


def _classes(sheets: Iterable[str]) -> dict[str, str]:
    """Find the classes that raise or strike, to the style that says so."""
    found: dict[str, str] = {}
    for sheet in sheets:
        if "super" not in sheet and "text-top" not in sheet and "line-through" not in sheet:
            continue
        for selectors, rule in _RULE.findall(_COMMENT.sub("", sheet[:_LONGEST])):
            style = "; ".join(written for written, sign in _TOLD.items() if sign.search(rule))
            for selector in selectors.split(",") if style else ():
                named = _LAST_CLASS.match(selector)
                if named:
                    found[named[1]] = style
    return found
