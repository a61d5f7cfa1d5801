"""Checks all JSON that a command prints in a test against its published schema."""

import functools
import json
from collections.abc import Sequence
from typing import Any

from qa.output.schemas import schema_of

OUTPUTS = {
    "ask": "answer",
    "search": "search",
    "list": "list",
    "show": "article",
    "status": "status",
    "timeline": "timeline",
    "said": "said",
    "verify": "verify",
    "follow": "follow",
    "note": "note",
    "pack": "pack",
    "unpack": "standing",
    "rebuild": "rebuild",
    "remove": "rebuild",
    "add": "added",
    "watch": "watch",
    "eval": "eval",
    "doctor": "doctor",
}
"""What each command prints as JSON."""
_OTHERWISE = {
    "--batch": "batch",
    "--check": "change",
    "--changes": "change",
    "--tags": "tag",
    "--dry-run": "plan",
}
"""What it prints instead where it is given one of these."""


@functools.cache
def validator(name: str) -> Any:
    """Make a validator that rejects keys that are not in the schema."""
    from jsonschema import Draft202012Validator

    schema = schema_of(name)
    for part in schema["$defs"].values():
        part["additionalProperties"] = False
    return Draft202012Validator(schema)


def name_of(arguments: Sequence[str]) -> str | None:
    """Return the name of the schema of a command's output; None for text."""
    if not arguments or arguments[0] not in OUTPUTS:
        return None
    if "--json" not in arguments and "--batch" not in arguments:
        return None
    command = arguments[0]
    others = [name for option, name in _OTHERWISE.items() if option in arguments and command != "unpack"]
    return next(iter(others), OUTPUTS[command])


def check(name: str, value: Any) -> None:
    """Fail if a value does not match the schema of that name."""
    validator(name).validate(value)


def validate(arguments: Sequence[str], out: str) -> None:
    """Fail if a line printed by a command does not match its schema."""
    if name := name_of(arguments):
        for line in out.split("\n"):
            if line.strip():
                check(name, json.loads(line))
