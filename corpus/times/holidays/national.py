"""Holidays whose day differs between the countries that celebrate them."""

import re
from collections.abc import Callable
from datetime import date

from corpus.times.period import weekday_in_month

_US = r"United\s+States|U\.S\.|\bUS\b|\bUSA\b|Americans?\b|White\s+House"
_SAME: dict[str, tuple[int, int]] = {"remembrance day": (11, 11), "international workers' day": (5, 1)}
_BY_COUNTRY: dict[str, dict[str, tuple[int, int]]] = {
    "independence day": {
        _US: (7, 4),
        r"\bIndian?s?\b": (8, 15),
        r"Pakistanis?\b|Pakistan": (8, 14),
        r"Ukrain\w+": (8, 24),
        r"Poland|Polish": (11, 11),
        r"Philippin\w+|Filipino": (6, 12),
        r"Indonesian?": (8, 17),
        r"Mexic\w+": (9, 16),
        r"Brazil\w*": (9, 7),
        r"Finland|Finnish": (12, 6),
        r"Nigerian?": (10, 1),
        r"Ghana\w*": (3, 6),
        r"Jamaican?": (8, 6),
        r"Bangladesh\w*": (3, 26),
        r"Malaysian?": (8, 31),
    },
    "national day": {
        r"Chin(?:a|ese)\b|Beijing|Hong\s+Kong": (10, 1),
        r"Taiwan\w*": (10, 10),
        r"Singapor\w+": (8, 9),
        r"Saudi": (9, 23),
        r"Swed\w+": (6, 6),
        r"Norw\w+": (5, 17),
        r"Spain|Spanish": (10, 12),
    },
    "republic day": {r"\bIndian?s?\b": (1, 26), r"Ital\w+": (6, 2), r"Turk\w+": (10, 29), r"Pakistan\w*": (3, 23)},
    "victory day": {r"Russian?|Soviet|Moscow": (5, 9), r"Bangladesh\w*": (12, 16)},
}
_MOVING: dict[str, dict[str, Callable[[int], date]]] = {
    "labour day": {
        r"Canad\w+": lambda year: weekday_in_month(year, 9, 0, 1),
        r"New\s+Zealand": lambda year: weekday_in_month(year, 10, 0, 4),
        r"Melbourne|Victoria": lambda year: weekday_in_month(year, 3, 0, 2),
        r"Queensland|Brisbane": lambda year: weekday_in_month(year, 5, 0, 1),
        r"Chin(?:a|ese)\b": lambda year: date(year, 5, 1),
        r"\bIndian?s?\b": lambda year: date(year, 5, 1),
    },
    "mother's day": {
        rf"{_US}|Canad\w+|Australian?": lambda year: weekday_in_month(year, 5, 6, 2),
    },
    "father's day": {
        rf"{_US}|Canad\w+|Brit\w+|England|\bUK\b": lambda year: weekday_in_month(year, 6, 6, 3),
        r"Australian?|New\s+Zealand": lambda year: weekday_in_month(year, 9, 6, 1),
    },
}
NAMES = tuple({**_SAME, **_BY_COUNTRY, **_MOVING})
"""Names that `national_day` knows, in lower case."""


def national_day(name: str, year: int, text: str) -> date | None:
    """Give the day of a holiday in the country that a text is about.

    Args:
        name: One of `NAMES`.
        year: The year.
        text: The text.

    Returns:
        The day; None where the text names no country that has it, or several that have it on different days.
    """
    if same := _SAME.get(name):
        return date(year, *same)
    days = {date(year, *fixed) for country, fixed in _BY_COUNTRY.get(name, {}).items() if re.search(country, text)}
    days |= {day_in(year) for country, day_in in _MOVING.get(name, {}).items() if re.search(country, text)}
    return days.pop() if len(days) == 1 else None
