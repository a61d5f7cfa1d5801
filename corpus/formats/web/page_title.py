"""Choose the title of a page's article among its headings and the name of the page."""

import re
from collections.abc import Sequence
from typing import Any

from corpus.formats.elements import local_name

_SEPARATOR = re.compile(r"\s+[|–—·»:-]\s+|\s*\|\s*")
_LEAST = 2
"""Words of a title, at least; a single one may be the name of the site."""


def page_title(found: str | None, tree: Any, headings: Sequence[str]) -> str | None:
    """Choose the title that the page's own name confirms.

    Metadata may hold the headline of a part of the page, and the first heading may be a consent box's.

    Args:
        found: The title found in the page's metadata or headings.
        tree: The page's root.
        headings: The texts of its main headings.

    Returns:
        `found`, unless the name of the page confirms another: its only main heading, or a line of its body.
    """
    named = next((each.text_content() for each in tree.iter("title")), "")
    if not named.strip() or (found and _folded(found) in _folded(named)):
        return found
    confirmed = [" ".join(each.split()) for each in headings if each.strip() and _folded(each) in _folded(named)]
    if len(confirmed) == 1:
        return confirmed[0]
    lines = {
        _folded(" ".join(each.itertext())) for each in tree.iter("div", "p", "span", "strong", "b") if _is_line(each)
    }
    parts = (" ".join(part.split()) for part in (named, *_SEPARATOR.split(named)))
    return next((part for part in parts if len(part.split()) >= _LEAST and _folded(part) in lines), found)


def _is_line(element: Any) -> bool:
    return len(element) == 0 or all(local_name(each) in ("b", "strong", "em", "i", "span", "a") for each in element)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text)).casefold()
