"""Resolve the names of holidays to days of a year."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from corpus.times.national_days import NAMES, national_day
from corpus.times.period import weekday_in_month

_FIXED = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "new year's": (1, 1),
    "australia day": (1, 26),
    "waitangi day": (2, 6),
    "pi day": (3, 14),
    "victory in europe day": (5, 8),
    "ve day": (5, 8),
    "v-e day": (5, 8),
    "world environment day": (6, 5),
    "human rights day": (12, 10),
    "world aids day": (12, 1),
    "groundhog day": (2, 2),
    "valentine's day": (2, 14),
    "international women's day": (3, 8),
    "st patrick's day": (3, 17),
    "st. patrick's day": (3, 17),
    "saint patrick's day": (3, 17),
    "april fools' day": (4, 1),
    "anzac day": (4, 25),
    "earth day": (4, 22),
    "may day": (5, 1),
    "star wars day": (5, 4),
    "cinco de mayo": (5, 5),
    "juneteenth": (6, 19),
    "canada day": (7, 1),
    "fourth of july": (7, 4),
    "4th of july": (7, 4),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "guy fawkes night": (11, 5),
    "bonfire night": (11, 5),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
}
"""Month and day."""


def easter(year: int) -> date:
    """Give Easter Sunday of a year by the Gregorian calendar.

    Args:
        year: The year.

    Returns:
        The day.

    Source:
        The anonymous algorithm in Nature, 20 April 1876, as Meeus, "Astronomical Algorithms", chapter 8, has it.
    """
    century, place = divmod(year, 100)
    moon = year % 19
    epact = (19 * moon + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (place // 4) - epact - place % 4) % 7
    late = (moon + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _last(year: int, month: int, weekday: int) -> date:
    last = date(year, month + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


_MOVING: dict[str, Callable[[int], date]] = {
    "martin luther king day": lambda year: weekday_in_month(year, 1, 0, 3),
    "martin luther king jr. day": lambda year: weekday_in_month(year, 1, 0, 3),
    "presidents' day": lambda year: weekday_in_month(year, 2, 0, 3),
    "ash wednesday": lambda year: easter(year) - timedelta(days=46),
    "palm sunday": lambda year: easter(year) - timedelta(days=7),
    "maundy thursday": lambda year: easter(year) - timedelta(days=3),
    "good friday": lambda year: easter(year) - timedelta(days=2),
    "easter sunday": easter,
    "easter monday": lambda year: easter(year) + timedelta(days=1),
    "easter": easter,
    "memorial day": lambda year: _last(year, 5, 0),
    "labor day": lambda year: weekday_in_month(year, 9, 0, 1),
    "columbus day": lambda year: weekday_in_month(year, 10, 0, 2),
    "thanksgiving": lambda year: weekday_in_month(year, 11, 3, 4),
    "thanksgiving day": lambda year: weekday_in_month(year, 11, 3, 4),
    "black friday": lambda year: weekday_in_month(year, 11, 3, 4) + timedelta(days=1),
    "cyber monday": lambda year: weekday_in_month(year, 11, 3, 4) + timedelta(days=4),
    "election day": lambda year: weekday_in_month(year, 11, 0, 1) + timedelta(days=1),
    "inauguration day": lambda year: date(year, 1, 20),
    "super tuesday": lambda year: weekday_in_month(year, 3, 1, 1),
    "whit monday": lambda year: easter(year) + timedelta(days=50),
    "ascension day": lambda year: easter(year) + timedelta(days=39),
    "pentecost": lambda year: easter(year) + timedelta(days=49),
    "orthodox christmas": lambda year: date(year, 1, 7),
    "remembrance sunday": lambda year: weekday_in_month(year, 11, 6, 2),
}
_UNSETTLED = (
    "ramadan",
    "eid al-fitr",
    "eid al-adha",
    "diwali",
    "lunar new year",
    "chinese new year",
    "hanukkah",
    "passover",
    "yom kippur",
    "nowruz",
)
"""Their days depend on the moon; they are recognised and not resolved."""
_SHORT = frozenset({"christmas", "easter", "halloween", "thanksgiving"})
"""They name other things too (a tree, an island) and count only after a word of time."""

_LONG = sorted({*_FIXED, *_MOVING, *NAMES, *_UNSETTLED} - _SHORT, key=len, reverse=True)


def _pattern(names: list[str]) -> str:
    return "|".join(re.escape(name).replace("'", "['’]") for name in names)


NAMED = rf"(?i:{_pattern(_LONG)})\b(?:\s+(?:holiday|weekend))?"
"""Names that are days in any context."""
SHORT = rf"(?i:{_pattern(sorted(_SHORT))})\b"
"""Names that are days only after a word of time."""
NAME = re.compile(_pattern(sorted({*_FIXED, *_MOVING, *NAMES}, key=len, reverse=True)), re.IGNORECASE)


def holiday_in(words: str, year: int, text: str = "") -> date | None:
    """Give the day of a holiday in a year.

    Args:
        words: Words that name one.
        year: The year.
        text: The text they are from, which decides the country.

    Returns:
        The day; None where it differs between countries and the text names none, or where it is not computed here.
    """
    found = NAME.search(words)
    if found is None:
        return None
    name = found[0].lower().replace("’", "'")
    if name in NAMES:
        return national_day(name, year, text)
    if name in _MOVING:
        return _MOVING[name](year)
    return date(year, *_FIXED[name])
