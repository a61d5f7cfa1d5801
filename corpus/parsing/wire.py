"""Serialise drafts as lines of JSON, for the pipe between the parser process and this one."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from corpus.article import Mark
from corpus.draft import Draft, Unreadable

_DATES = ("published", "modified")


def as_line(message: Draft | Unreadable) -> bytes:
    """Write one message.

    Args:
        message: A draft, or why there is none.

    Returns:
        A line of ASCII with its line end: lone surrogates survive as escapes.
    """
    fields = {name: value for name, value in asdict(message).items() if value is not None}
    for name in _DATES:
        if name in fields:
            fields[name] = fields[name].isoformat()
    return json.dumps(fields).encode("ascii") + b"\n"


def from_line(line: bytes) -> Draft | Unreadable:
    """Read one message.

    Args:
        line: A line that `as_line` wrote.

    Returns:
        The draft, or why there is none.

    Raises:
        ValueError: If `as_line` did not write the line.
    """
    try:
        fields: dict[str, Any] = json.loads(line)
        if "reason" in fields:
            return Unreadable(**fields)
        for name in _DATES:
            if name in fields:
                fields[name] = date.fromisoformat(fields[name])
        fields["marks"] = tuple(Mark(int(mark["offset"]), str(mark["label"])) for mark in fields["marks"])
        fields["left_out"] = tuple(map(str, fields["left_out"]))
        return Draft(**fields)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(str(error)) from None
