"""Completions of the line being typed: commands, filter names, and the values that occur in the index."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.filters import NAMES, folded
from tui.chat.slash.table import starting_with

_COMMAND = re.compile(r"/([a-z]*)", re.IGNORECASE)
_VALUE = re.compile(r'(?<!\S)(source|author|lang|tag):(?:"([^"]*)|(\S*))$')
_NAME = re.compile(r"/filter (?:.* )?([a-z]*)", re.IGNORECASE)
MOST = 50
"""Completions shown at once; typing more narrows them."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One completion."""

    line: str
    """The whole line after completion."""
    label: str
    """The part of the line that is offered."""
    about: str = ""
    """A short description."""
    complete: bool = False
    """Whether the completed line can be sent without an argument."""


def offers(typed: str, values: Mapping[str, Sequence[str]]) -> list[Offer]:
    """List completions of a line.

    Args:
        typed: The line up to the cursor.
        values: By filter name, the values that occur in the articles, the most frequent first.

    Returns:
        Completions, best first; empty if there are none.
    """
    if typed_name := _COMMAND.fullmatch(typed):
        return [
            Offer(
                f"/{command.name}{' ' if command.takes else ''}",
                f"/{command.name} {command.takes}".rstrip(),
                command.does,
                complete=not command.takes,
            )
            for command in starting_with(typed_name[1])
        ]
    if value := _VALUE.search(typed):
        return _values(typed[: value.start()], value[1], value[2] or value[3] or "", values.get(value[1], ()))
    if name := _NAME.fullmatch(typed):
        before = typed[: len(typed) - len(name[1])]
        return [Offer(f"{before}{field}:", f"{field}:") for field in NAMES if field.startswith(name[1].lower())]
    return []


def _values(before: str, name: str, part: str, known: Sequence[str]) -> list[Offer]:
    sought = folded(part)
    matching = [value for value in known if sought in folded(value) and '"' not in value]
    matching.sort(key=lambda value: not folded(value).startswith(sought))
    quoted = [f'"{value}"' if " " in value else value for value in matching[:MOST]]
    return [Offer(f"{before}{name}:{value} ", value.strip('"')) for value in quoted]
