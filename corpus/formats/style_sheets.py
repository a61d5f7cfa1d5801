"""Apply the rules of style sheets that raise characters, strike words out, or lay out tables."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from corpus.formats.selectors import Compound, matches, read_selector

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PRINT = re.compile(r"@media\s+print\b[^{]{0,200}\{(?:[^{}]{0,2000}\{[^{}]{0,4000}\})*\s*\}", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_EFFECTS = {
    "vertical-align: super": re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE),
    "text-decoration: line-through": re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE),
    "display: table": re.compile(r"display\s*:\s*table\s*(?:;|$|!)", re.IGNORECASE),
    "display: table-row": re.compile(r"display\s*:\s*table-row\s*(?:;|$|!)", re.IGNORECASE),
    "display: table-cell": re.compile(r"display\s*:\s*table-cell", re.IGNORECASE),
}
"""Declaration written into an element's own style, to the pattern of it in a rule."""
_MAY_MATTER = re.compile(r"super|text-top|line-through|table-cell")
_LONGEST = 1_000_000
"""Characters of a sheet that are read, at most."""
_MOST_RULES = 500
"""Rules with such an effect that are applied, at most; pages have a handful."""


def spell_out(root: Any, sheets: Iterable[str] = ()) -> None:
    """Write what style sheets raise, strike or lay out as a table into the elements' own styles.

    Args:
        root: An lxml element, which is changed; its own ``<style>`` elements are read.
        sheets: Other style sheets that it uses.
    """
    own = (each.text or "" for each in root.iter("{*}style"))
    rules: dict[str, list[tuple[list[Compound], str]]] = {}
    for parts, style in islice((rule for sheet in [*sheets, *own] for rule in _rules(sheet)), _MOST_RULES):
        rules.setdefault(_key(parts[0]), []).append((parts, style))
    for element in root.iter("{*}*") if rules else ():
        keys = [*(element.get("class") or "").split(), element.tag.rpartition("}")[2].lower(), ""]
        for parts, style in (rule for key in keys for rule in rules.get(key, ())):
            own_style = element.get("style") or ""
            if style.partition(":")[0] not in own_style and matches(element, parts):
                element.set("style", f"{style}; {own_style}")


def _key(part: Compound) -> str:
    """Give a class or name that an element must have to match; empty if any may."""
    return min(part.kinds or part.names, default="")


def _rules(sheet: str) -> Iterator[tuple[list[Compound], str]]:
    """Yield the selectors of such rules, with the declaration for it."""
    if not _MAY_MATTER.search(sheet):
        return
    for selectors, rule in _RULE.findall(_PRINT.sub("", _COMMENT.sub("", sheet[:_LONGEST]))):
        for style, sign in _EFFECTS.items():
            if sign.search(rule):
                read = map(read_selector, selectors.split(","))
                yield from ((parts, style) for parts in read if parts)
