"""Match the selectors of style sheets with elements by names, classes, ids, attributes, and what is around them."""

import re
from dataclasses import dataclass
from typing import Any

_COMBINED = re.compile(r"\s*([>+~])\s*|\s+")
_SIMPLE = re.compile(
    r"(?P<name>^[a-z][\w-]*|^\*)|\.(?P<kind>[\w-]+)|#(?P<id>[\w-]+)"
    r"|\[\s*(?P<key>[\w:-]+)\s*(?:(?P<how>[~|^$*]?=)\s*[\"']?(?P<value>[^\"'\]]*)[\"']?\s*)?\]",
    re.IGNORECASE,
)
_MOST_PARTS = 8
"""Parts of a selector, at most; sheets made by machines nest no deeper."""


@dataclass(frozen=True, slots=True)
class Compound:
    """The conditions on one element, and how it relates to the one that the next part describes."""

    names: frozenset[str] = frozenset()
    """Its name, or none for any."""
    kinds: frozenset[str] = frozenset()
    """Classes that it has."""
    given: tuple[tuple[str, str, str], ...] = ()
    """Attributes, operators and values; an empty operator only asks for the attribute."""
    relation: str = " "
    """To the part on its left: descendant, ``>`` child, ``+`` next, ``~`` later sibling."""


def read_selector(written: str) -> list[Compound]:
    """Read one selector.

    Args:
        written: A selector without commas.

    Returns:
        Its parts from right to left; empty if it depends on a state, or cannot be read.
    """
    parts: list[Compound] = []
    at, relation = 0, " "
    bare = written.strip()
    for found in [*_COMBINED.finditer(bare), None]:
        compound = _compound(bare[at : found.start() if found else len(bare)])
        if compound is None:
            return []
        parts.append(Compound(compound.names, compound.kinds, compound.given, relation))
        if found:
            at, relation = found.end(), found[1] or " "
    return parts[::-1] if len(parts) <= _MOST_PARTS else []


def _compound(written: str) -> Compound | None:
    names, kinds, given, at = set[str](), set[str](), list[tuple[str, str, str]](), 0
    for found in _SIMPLE.finditer(written):
        if found.start() != at:
            return None
        at = found.end()
        if found["name"]:
            names |= {found["name"].lower()} - {"*"}
        elif found["kind"]:
            kinds.add(found["kind"])
        elif found["id"]:
            given.append(("id", "=", found["id"]))
        else:
            given.append((found["key"], found["how"] or "", found["value"] or ""))
    return Compound(frozenset(names), frozenset(kinds), tuple(given)) if written and at == len(written) else None


def matches(element: Any, parts: list[Compound]) -> bool:
    """Return whether a selector applies to an element.

    Args:
        element: An lxml element.
        parts: The selector's parts, from right to left.

    Returns:
        Whether it and the elements around it meet all conditions.
    """
    if not _is(element, parts[0]):
        return False
    if len(parts) == 1:
        return True
    return any(matches(other, parts[1:]) for other in _related(element, parts[0].relation))


def _related(element: Any, relation: str) -> list[Any]:
    if relation in "+~":
        before = [each for each in element.itersiblings(preceding=True) if isinstance(each.tag, str)]
        return before[:1] if relation == "+" else before
    above = list(element.iterancestors())
    return above[:1] if relation == ">" else above


def _is(element: Any, part: Compound) -> bool:
    if not isinstance(element.tag, str):
        return False
    if part.names and element.tag.rpartition("}")[2].lower() not in part.names:
        return False
    kinds = (element.get("class") or "").split()
    return part.kinds.issubset(kinds) and all(_has(element.get(key), how, value) for key, how, value in part.given)


def _has(own: str | None, how: str, value: str) -> bool:
    """Compare an attribute's value as the operator says."""
    if own is None or not how:
        return own is not None
    compared = {
        "=": own == value,
        "~=": value in own.split(),
        "|=": own == value or own.startswith(f"{value}-"),
        "^=": own.startswith(value),
        "$=": own.endswith(value),
        "*=": value in own,
    }
    return compared[how]
