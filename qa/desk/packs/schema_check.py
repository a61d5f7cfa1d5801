"""Validates a value against one of our JSON Schemas: supports only the keywords they use, and needs no library."""

import re
from typing import Any

_KINDS: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "object": dict,
    "array": list,
    "null": type(None),
}


def first_fault(value: Any, schema: dict[str, Any], place: str = "") -> str:
    """Find the first violation of a schema.

    Args:
        value: The result of `json.loads`.
        schema: A schema with ``type``, ``enum``, ``pattern``, ``minimum``, ``maximum``, ``properties``, ``required``,
            ``additionalProperties`` and ``items``.
        place: The path of the value in the whole document.

    Returns:
        A description of the first violation; empty if there is none.
    """
    kinds = schema.get("type", [])
    if not any(_is(value, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        return f"{place or 'it'} should be of type {kinds}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{place} should be one of {schema['enum']}"
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        return f"{place} should match {schema['pattern']}"
    if isinstance(value, int | float) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        return f"{place} is out of range"
    if isinstance(value, list):
        faults = (first_fault(element, schema["items"], f"{place}[{at}]") for at, element in enumerate(value))
        return next(filter(None, faults), "")
    return _fault_inside(value, schema, place) if isinstance(value, dict) else ""


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, _KINDS[kind]) and (kind in ("boolean", "null") or not isinstance(value, bool))


def _fault_inside(value: dict[str, Any], schema: dict[str, Any], place: str) -> str:
    known = schema.get("properties", {})
    if missing := [name for name in schema.get("required", ()) if name not in value]:
        return f"{place}.{missing[0]} is missing"
    others = schema.get("additionalProperties", True)
    for name, inner in value.items():
        if name not in known and others is False:
            return f"{place}.{name:.80} is unknown"
        rule = known.get(name, others)
        if isinstance(rule, dict) and (fault := first_fault(inner, rule, f"{place}.{name}")):
            return fault
    return ""
