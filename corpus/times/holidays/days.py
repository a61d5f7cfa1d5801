"""Resolve the names of holidays to days of a year."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from corpus.times.holidays.national import NAMES, national_day
from corpus.times.period import Period, weekday_in_month

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
    "candlemas": (2, 2),
    "michaelmas": (9, 29),
    "lady day": (3, 25),
    "lammas day": (8, 1),
    "martinmas": (11, 11),
    "midsummer's day": (6, 24),
    "midsummer day": (6, 24),
    "all saints' day": (11, 1),
    "all souls' day": (11, 2),
    "burns night": (1, 25),
}
"""Month and day."""
_SAINTS = {
    "david": (3, 1),
    "george": (4, 23),
    "andrew": (11, 30),
    "nicholas": (12, 6),
    "stephen": (12, 26),
    "swithin": (7, 15),
}
_FIXED |= {f"{st} {saint}'s day": day for saint, day in _SAINTS.items() for st in ("st", "st.", "saint")}
_ONCE = {"ve day": 1945, "v-e day": 1945, "victory in europe day": 1945}
"""Days of one year, which are named for their anniversaries too."""


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


def _on_or_after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


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
    "shrove tuesday": lambda year: easter(year) - timedelta(days=47),
    "pancake day": lambda year: easter(year) - timedelta(days=47),
    "mardi gras": lambda year: easter(year) - timedelta(days=47),
    "fat tuesday": lambda year: easter(year) - timedelta(days=47),
    "mothering sunday": lambda year: easter(year) - timedelta(days=21),
    "spy wednesday": lambda year: easter(year) - timedelta(days=4),
    "holy thursday": lambda year: easter(year) - timedelta(days=3),
    "holy saturday": lambda year: easter(year) - timedelta(days=1),
    "whitsun": lambda year: easter(year) + timedelta(days=49),
    "whit sunday": lambda year: easter(year) + timedelta(days=49),
    "trinity sunday": lambda year: easter(year) + timedelta(days=56),
    "plough monday": lambda year: _on_or_after(date(year, 1, 7), 0),
    "giving tuesday": lambda year: weekday_in_month(year, 11, 3, 4) + timedelta(days=5),
    "easter bank holiday": lambda year: easter(year) + timedelta(days=1),
    "may day bank holiday": lambda year: weekday_in_month(year, 5, 0, 1),
    "early may bank holiday": lambda year: weekday_in_month(year, 5, 0, 1),
    "late may bank holiday": lambda year: _last(year, 5, 0),
    "spring bank holiday": lambda year: _last(year, 5, 0),
    "august bank holiday": lambda year: _last(year, 8, 0),
    "remembrance sunday": lambda year: weekday_in_month(year, 11, 6, 2),
}
_NEAR = 8
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
_SHORT = frozenset({"christmas", "easter", "halloween", "thanksgiving", "mardi gras"})
"""They name other things too (a tree, an island) and count only after a word of time."""

_LONG = sorted({*_FIXED, *_MOVING, *NAMES, *_UNSETTLED} - _SHORT, key=len, reverse=True)


def _pattern(names: list[str]) -> str:
    return "|".join(
        re.escape(name).replace("'", "['’]").replace(r"bank\ holiday", r"bank[\s-]holiday") for name in names
    )


NAMED = rf"(?i:{_pattern(_LONG)})\b(?i:\s+(?:holiday|monday|(?P<weekend>weekend)))?"
"""Names that are days in any context."""
SHORT = rf"(?i:{_pattern(sorted(_SHORT))})\b"
"""Names that are days only after a word of time."""
NAME = re.compile(_pattern(sorted({*_FIXED, *_MOVING, *NAMES}, key=len, reverse=True)), re.IGNORECASE)


def _name(found: re.Match[str]) -> str:
    return found[0].lower().replace("’", "'").replace("bank-", "bank ")


def only_year_of(words: str) -> int | None:
    """Give the year of a day that there was once, VE Day; None for holidays of every year."""
    found = NAME.search(words)
    return _ONCE.get(_name(found)) if found else None


def weekend_with(day: date, words: str = "") -> Period | None:
    """Give the days off around a holiday.

    Args:
        day: The holiday.
        words: Its name; Easter's weekend ends on Monday, and that of Thanksgiving begins on its Thursday.

    Returns:
        Saturday to Monday for a Monday, Friday to Sunday for a Friday; the weekend that it lies in; None in the
        middle of a week.
    """
    if "easter" in words.lower() or "good friday" in words.lower():
        sunday = day - timedelta(days=1) if day.weekday() == 0 else _on_or_after(day, 6)
        return Period(sunday - timedelta(days=2), sunday + timedelta(days=1))
    if "thanksgiving" in words.lower():
        return Period(day, day + timedelta(days=3))
    before, after = {0: (2, 0), 4: (0, 2), 5: (0, 1), 6: (1, 0)}.get(day.weekday(), (0, 0))
    return Period(day - timedelta(days=before), day + timedelta(days=after)) if before or after else None


def bank_holiday_near(base: date, *, is_ahead: bool) -> date | None:
    """Give the Monday of a bank holiday in England within eight days of a day.

    Args:
        base: The day.
        is_ahead: Whether it is to come.

    Returns:
        The Monday; None if there is none.
    """
    names = ("easter bank holiday", "early may bank holiday", "late may bank holiday", "august bank holiday")
    away = [(_MOVING[name](base.year) - base).days for name in names]
    near = [days for days in away if (0 <= days <= _NEAR if is_ahead else -_NEAR <= days <= 0)]
    return base + timedelta(days=near[0]) if near else None


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
    name = _name(found)
    if name in NAMES:
        return national_day(name, year, text)
    if name in _MOVING:
        return _MOVING[name](year)
    return date(year, *_FIXED[name])
