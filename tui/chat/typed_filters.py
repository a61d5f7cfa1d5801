"""Conditions typed among a question's words: ``since:2020 source:"New York"``."""

import re
from collections.abc import Mapping, Sequence

from corpus.errors import SettingsInvalid
from index.filters import EVERYTHING, NAMES, Filter, folded, read_filter
from tui.text.safe import one_line

_CONDITION = re.compile(rf'(?<!\S)({"|".join(NAMES)}|filter):(?:"([^"]*)"|(\S*))')
_DAYS = ("since", "until", "on")
_TOLD = 8
"""Values told of what there is."""


def split_conditions(typed: str) -> tuple[str, dict[str, str]]:
    """Take conditions out of a question.

    Args:
        typed: What the person typed.

    Returns:
        The other words, and the conditions by name, as they were typed.
    """
    given = {found[1]: found[2] if found[2] is not None else found[3] for found in _CONDITION.finditer(typed)}
    return " ".join(_CONDITION.sub(" ", typed).split()), given


def changed_filter(where: Filter, given: dict[str, str]) -> Filter:
    """Change the filter in force.

    Args:
        where: What is in force.
        given: Conditions as `split_conditions` gives them. One that is empty is dropped;
            ``on`` takes the place of ``since`` and ``until``; ``filter:off`` drops all.

    Returns:
        The filter from now on.

    Raises:
        SettingsInvalid: If a condition cannot be read.
    """
    if "filter" in given:
        read_filter({} if given["filter"] == "off" else {"filter": given["filter"]})
        where = EVERYTHING
    kept = {name: value for name, value in where.written().items() if "on" not in given or name not in _DAYS}
    return read_filter({**kept, **{name: value for name, value in given.items() if name != "filter"}})


def check_values(given: Mapping[str, str], known: Mapping[str, Sequence[str]]) -> None:
    """Make sure that conditions name something the articles have, before anything is asked.

    Args:
        given: Conditions as `split_conditions` gives them.
        known: By condition, what the articles have, the most frequent first; what is not there is not checked.

    Raises:
        SettingsInvalid: If no article has such a value; it says which there are.
    """
    for name, value in given.items():
        values = known.get(name, ())
        if not value or not values or _is_of(name, value, values):
            continue
        more = f" and {len(values) - _TOLD:,} more" if len(values) > _TOLD else ""
        there = ", ".join(map(one_line, values[:_TOLD]))
        lacking = "note has the tag {!r}" if name == "tag" else f"article has {{!r}} in its {name}"
        raise SettingsInvalid(f"No {lacking.format(one_line(value))}. There are {there}{more}.")


def _is_of(name: str, value: str, values: Sequence[str]) -> bool:
    """Tell whether a value is one of some, or a part of one; of tags a part is none."""
    if name == "tag":
        return folded(value.removeprefix("#")) in map(folded, values)
    return any(folded(value) in folded(each) for each in values)
