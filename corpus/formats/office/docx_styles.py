"""Resolve raised and struck characters in Word files from styles and positions.

The result is written into the runs' own properties, so that their reader needs no styles.
"""

import re
from typing import Any

_SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTE = re.compile(r"(?:foot|end)note(?:reference|anchor|characters)", re.IGNORECASE)
_OFF = frozenset(("0", "false", "off", "none"))
_LONGEST_MARK = 8
"""Characters of a run that is raised only by its position, at most."""


def spell_out(root: Any, styles: Any) -> None:
    """Write raised and struck characters from styles and positions into the runs.

    Args:
        root: The part that holds the text, which is changed.
        styles: The part of the styles; None where the file has none.
    """
    by_style = {} if styles is None else _effects(styles)
    _strike_paragraphs(root, {name for name, (_, struck) in by_style.items() if struck})
    for run in root.iter(f"{_SPACE}r"):
        properties = run.find(f"{_SPACE}rPr")
        if properties is None:
            continue
        style = _value(properties, "rStyle") or ""
        raised, struck = by_style.get(style, (_NOTE.search(style) is not None, False))
        if (raised or _is_lifted(run, properties)) and properties.find(f"{_SPACE}vertAlign") is None:
            _add(properties, "vertAlign", "superscript")
        if struck and properties.find(f"{_SPACE}strike") is None:
            _add(properties, "strike", "1")


def _strike_paragraphs(root: Any, struck: set[str]) -> None:
    """Strike the runs of paragraphs whose style strikes them, unless they say otherwise themselves."""
    for paragraph in root.iter(f"{_SPACE}p") if struck else ():
        described = paragraph.find(f"{_SPACE}pPr")
        if described is None or _value(described, "pStyle") not in struck:
            continue
        for run in paragraph.iter(f"{_SPACE}r"):
            properties = run.find(f"{_SPACE}rPr")
            if properties is None:
                properties = run.makeelement(f"{_SPACE}rPr")
                run.insert(0, properties)
            if _is_on(properties) is None:
                _add(properties, "strike", "1")


def _effects(styles: Any) -> dict[str, tuple[bool, bool]]:
    """Map each style to whether it raises and whether it strikes, itself or by inheritance."""
    named = {style.get(f"{_SPACE}styleId"): style for style in styles.iter(f"{_SPACE}style")}
    effects = {}
    for name in named:
        raised = struck = None
        style, left = named.get(name), len(named)
        while style is not None and left:
            properties = style.find(f"{_SPACE}rPr")
            if properties is not None:
                raised = _value(properties, "vertAlign") if raised is None else raised
                struck = _is_on(properties) if struck is None else struck
            style, left = named.get(_value(style, "basedOn")), left - 1
        effects[name] = (raised == "superscript", bool(struck))
    return effects


def _is_lifted(run: Any, properties: Any) -> bool:
    """Return whether a run is a mark raised by its position: short, and of a smaller size."""
    position = _value(properties, "position") or ""
    words = "".join(each.text or "" for each in run.iterfind(f"{_SPACE}t"))
    smaller = properties.find(f"{_SPACE}sz") is not None
    return position.isdigit() and int(position) > 0 and smaller and 0 < len(words.strip()) <= _LONGEST_MARK


def _is_on(properties: Any) -> bool | None:
    found = [each for name in ("strike", "dstrike") if (each := properties.find(f"{_SPACE}{name}")) is not None]
    if not found:
        return None
    return any((each.get(f"{_SPACE}val") or "1").lower() not in _OFF for each in found)


def _value(element: Any, name: str) -> str | None:
    found = element.find(f"{_SPACE}{name}")
    return None if found is None else found.get(f"{_SPACE}val")


def _add(properties: Any, name: str, value: str) -> None:
    added = properties.makeelement(f"{_SPACE}{name}")
    added.set(f"{_SPACE}val", value)
    properties.append(added)
