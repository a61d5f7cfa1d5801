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
        if name == "tag" and values and folded(value.removeprefix("#")) not in ("", *map(folded, values)):
            there = ", ".join(map(one_line, values[:_TOLD]))
            raise SettingsInvalid(f"No note has the tag {one_line(value)!r}. There are {there}.")
        if name != "tag" and value and values and not any(folded(value) in folded(each) for each in values):
            more = f" and {len(values) - _TOLD:,} more" if len(values) > _TOLD else ""
            there = ", ".join(map(one_line, values[:_TOLD]))
            raise SettingsInvalid(f"No article has {one_line(value)!r} in its {name}. There are {there}{more}.")
