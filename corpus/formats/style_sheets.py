"""Find the classes in style sheets that raise characters or strike words out.

Selectors are read only for the class of the element itself; their other conditions are assumed
to hold.
"""

import re
from collections.abc import Iterable
from typing import Any

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_LAST_CLASS = re.compile(r"^[^:]*?(?:^|[\s>+~])[a-z0-9]*\.([\w-]+)\s*$", re.IGNORECASE)
_EFFECTS = {
    "vertical-align: super": re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE),
    "text-decoration: line-through": re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE),
}
"""Declaration written into an element's own style, to the pattern of it in a rule."""
_LONGEST = 1_000_000
"""Characters of a sheet that are read, at most."""


def spell_out(root: Any, sheets: Iterable[str] = ()) -> None:
    """Write raised and struck characters from style sheets into the elements' own styles.

    Args:
        root: An lxml element, which is changed; its own ``<style>`` elements are read.
        sheets: Other style sheets that it uses.
    """
    own = (each.text or "" for each in root.iter("{*}style"))
    by_class = _classes([*sheets, *own])
    if not by_class:
        return
    for element in root.iter("{*}*"):
        for name in (element.get("class") or "").split():
            if name in by_class:
                element.set("style", f"{by_class[name]}; {element.get('style') or ''}")


def _classes(sheets: Iterable[str]) -> dict[str, str]:
    """Map the classes that raise or strike to the declaration for it."""
    classes: dict[str, str] = {}
    for sheet in sheets:
        if "super" not in sheet and "text-top" not in sheet and "line-through" not in sheet:
            continue
        for selectors, rule in _RULE.findall(_COMMENT.sub("", sheet[:_LONGEST])):
            style = "; ".join(written for written, sign in _EFFECTS.items() if sign.search(rule))
            for selector in selectors.split(",") if style else ():
                named = _LAST_CLASS.match(selector)
                if named:
                    classes[named[1]] = style
    return classes
