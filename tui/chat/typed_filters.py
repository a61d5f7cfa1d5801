"""Conditions typed among a question's words: ``since:2020 source:"New York"``."""

import re

from index.filters import EVERYTHING, NAMES, Filter, read_filter

_CONDITION = re.compile(rf'(?<!\S)({"|".join(NAMES)}|filter):(?:"([^"]*)"|(\S*))')
_DAYS = ("since", "until", "on")


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
