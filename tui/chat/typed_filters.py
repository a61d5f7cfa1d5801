"""Filters typed in a question: ``since:2020 source:"New York"``."""

import re
from collections.abc import Mapping, Sequence

from corpus.errors import SettingsInvalid
from index.filters import EVERYTHING, NAMES, Filter, folded, read_filter
from tui.text.safe import one_line

_CONDITION = re.compile(rf'(?<!\S)({"|".join(NAMES)}|filter):(?:"([^"]*)"|(\S*))')
_DAYS = ("since", "until", "on")
_LISTED = 8
"""Existing values listed in an error message."""


def split_conditions(typed: str) -> tuple[str, dict[str, str]]:
    """Separate the filters in a typed line from the question.

    Args:
        typed: The line.

    Returns:
        The question, and the filters by name, as typed.
    """
    given = {match[1]: match[2] if match[2] is not None else match[3] for match in _CONDITION.finditer(typed)}
    return " ".join(_CONDITION.sub(" ", typed).split()), given


def changed_filter(where: Filter, given: dict[str, str]) -> Filter:
    """Update the filter in force.

    Args:
        where: The filter in force.
        given: Filters as returned by `split_conditions`. An empty value drops that filter;
            ``on`` replaces ``since`` and ``until``; ``filter:off`` drops all.

    Returns:
        The new filter.

    Raises:
        SettingsInvalid: If a value is invalid.
    """
    if "filter" in given:
        read_filter({} if given["filter"] == "off" else {"filter": given["filter"]})
        where = EVERYTHING
    kept = {name: value for name, value in where.written().items() if "on" not in given or name not in _DAYS}
    return read_filter({**kept, **{name: value for name, value in given.items() if name != "filter"}})


def check_values(given: Mapping[str, str], known: Mapping[str, Sequence[str]]) -> None:
    """Check that the articles have the values of a filter.

    Args:
        given: Filters as returned by `split_conditions`.
        known: By filter name, the values that occur, the most frequent first; other names are not checked.

    Raises:
        SettingsInvalid: If no article has a value; the message lists the most frequent ones.
    """
    for name, value in given.items():
        values = known.get(name, ())
        if not value or not values or _is_of(name, value, values):
            continue
        more = f" and {len(values) - _LISTED:,} more" if len(values) > _LISTED else ""
        there = ", ".join(map(one_line, values[:_LISTED]))
        lacking = "note has the tag {!r}" if name == "tag" else f"article has {{!r}} in its {name}"
        raise SettingsInvalid(f"No {lacking.format(one_line(value))}. There are {there}{more}.")


def _is_of(name: str, value: str, values: Sequence[str]) -> bool:
    """Whether a value occurs in a list as a substring, letter case aside; a tag must match as a whole."""
    if name == "tag":
        return folded(value.removeprefix("#")) in map(folded, values)
    return any(folded(value) in folded(known) for known in values)
