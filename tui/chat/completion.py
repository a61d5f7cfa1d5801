"""What a line that is being typed may become: commands, names of conditions, and the values that the index has."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.filters import NAMES, folded
from tui.chat.slash.table import starting_with

_COMMAND = re.compile(r"/([a-z]*)", re.IGNORECASE)
_VALUE = re.compile(r'(?<!\S)(source|author|lang|tag):(?:"([^"]*)|(\S*))$')
_NAME = re.compile(r"/filter (?:.* )?([a-z]*)", re.IGNORECASE)
MOST = 50
"""Offers at once; who has more types on."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to go on."""

    line: str
    """The whole line as it would be."""
    label: str
    """What is offered, for a person."""
    about: str = ""
    """What it does."""
    complete: bool = False
    """Whether the line can be sent as it is then."""


def offers(typed: str, values: Mapping[str, Sequence[str]]) -> list[Offer]:
    """List how a line may go on.

    Args:
        typed: The line up to the cursor.
        values: By condition, what the articles have, the most frequent first.

    Returns:
        Offers, best first; none where nothing can be told.
    """
    if command := _COMMAND.fullmatch(typed):
        return [
            Offer(
                f"/{found.name}{' ' if found.takes else ''}",
                f"/{found.name} {found.takes}".rstrip(),
                found.does,
                complete=not found.takes,
            )
            for found in starting_with(command[1])
        ]
    if value := _VALUE.search(typed):
        return _values(typed[: value.start()], value[1], value[2] or value[3] or "", values.get(value[1], ()))
    if name := _NAME.fullmatch(typed):
        before = typed[: len(typed) - len(name[1])]
        return [Offer(f"{before}{each}:", f"{each}:") for each in NAMES if each.startswith(name[1].lower())]
    return []


def _values(before: str, name: str, part: str, known: Sequence[str]) -> list[Offer]:
    sought = folded(part)
    found = [value for value in known if sought in folded(value) and '"' not in value]
    found.sort(key=lambda value: not folded(value).startswith(sought))
    quoted = [f'"{value}"' if " " in value else value for value in found[:MOST]]
    return [Offer(f"{before}{name}:{value} ", value.strip('"')) for value in quoted]
