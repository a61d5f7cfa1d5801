"""Resolve expressions that count from an event in the text: ``the following day``, ``two days before the fire``."""

import re
from collections.abc import Callable

from corpus.times.context import Surroundings
from corpus.times.finding import Found
from corpus.times.holidays.days import holiday_in
from corpus.times.period import Period, day_of, month, season, shifted
from corpus.times.relative import UNSETTLED, Here, Meaning, beside, unit_beside
from corpus.times.tense import tense_at
from corpus.times.vocabulary import month_number, number_of, season_number, unit_of, weekday_number

_PARTS = {"night", "morning", "afternoon", "evening"}
_LONGEST = {"day": 1, "hour": 1, "week": 7, "weekend": 2, "month": 31, "year": 366} | dict.fromkeys(_PARTS, 1)
"""Days of the longest period that is exact enough to count such units from."""
_HOURS = 24
_SIDES = {"before", "after", "prior"}
"""Words that may have the event after them."""
_STEP = {"previous": -1, "preceding": -1, "following": 1, "next": 1, "same": 0}
_ENDS = re.compile(
    r"\s*(?:[^\w\s]|$|(?:and|but|or|while|as|in|at|to|with|by|for|into|near|outside|than|when)\b"
    r"|(?:that|this)(?:\s*[^\w\s]|\s+(?:the|an?|his|her|its|their|he|she|it|they|we|I)\b|\s*$))",
    re.IGNORECASE,
)
"""What follows ``the day before`` where it names no event."""
_SUCH = re.compile(r"\s+(?:that|this|these|those)\s+\w", re.IGNORECASE)
_EVENT = re.compile(r"\s+(?:the|its|his|her|their|an?|our|my)\s+(?P<nouns>[^\W\d_]+(?:\s+[^\W\d_]+)?)", re.IGNORECASE)
_NO_NOUNS = frozenset("first last next second third final new old big two three same other".split())
_STANDS_ALONE = re.compile(r"\s*(?:[.,;:)]|$|than\b)")
_NAMES_EVENT = re.compile(r"\s+(?:(?:the|its|his|her|their|an?|being|having|when|he|she|it|they|we)\b|[A-Z])")


def other_unit(found: Found, around: Surroundings, here: Here | None) -> Meaning:
    """Resolve ``the previous day``, ``that week``, ``the same year``: counted from the last time named before."""
    step, unit = _step(found), (found.of("unit") or "").lower()
    event = around.before(found.start, _LONGEST.get(unit, 1))
    is_next = (found.of("whose") or "").lower().endswith("next")
    if event is None and unit in {"day", *_PARTS}:
        event = around.news_day(found.start)
    if here and is_next and around.is_quoted(found.start) and unit in {"week", "month", "year"}:
        return here.counted(unit_beside(here.base, 1, unit))
    if here and event is None and step < 0 and unit in {"week", "month", "year"} and here.basis == "article":
        return here.counted(unit_beside(here.base, step, unit))
    if event is None or unit in {"decade", "century"}:
        return UNSETTLED
    unit = "day" if unit in _PARTS else unit
    period = unit_beside(event.first, step, unit)
    return _from(event, period if period == unit_beside(event.last, step, unit) else None)


def _step(found: Found) -> int:
    """Give -1 for ``the previous``, 1 for ``the following`` and 0 for ``that`` and ``the same``."""
    whose = (found.of("whose") or "").lower()
    return 0 if whose.startswith("that") else _STEP[whose.split()[-1]]


def other_period(found: Found, around: Surroundings, here: Here | None) -> Meaning:  # noqa: ARG001 - as the others
    """Resolve ``that August``, ``the following winter``, ``the previous Christmas``."""
    step, name = _step(found), found.of("name") or ""
    event = around.before(found.start, 366)
    if event is None:
        return UNSETTLED
    is_winter = name.lower() == "winter"
    if event.days > _LONGEST["month"] * 4 and (is_winter or step):
        return UNSETTLED
    periods = [period for away in (-1, 0, 1, 2) if (period := _named(name, event.first.year + away))]
    if step < 0:
        return _from(event, next((one for one in reversed(periods) if one.last < event.first), None))
    if step > 0:
        return _from(event, next((one for one in periods if one.first > event.last), None))
    if is_winter:
        is_after = event.last.month not in {3, 4}  # "that winter" may then be the one that has ended
        return _from(event, next((one for one in periods if is_after and one.last >= event.last), None))
    return _from(event, next((one for one in periods if one.first.year == event.first.year), None))


def _named(name: str, year: int) -> Period | None:
    """Give a month, season or holiday of a year."""
    if name.lower() in {"spring", "summer", "autumn", "fall", "winter"}:
        return season(year, season_number(name))
    day = holiday_in(name, year)
    return day_of(day) if day else month(year, month_number(name))


def apart(found: Found, around: Surroundings, here: Here | None) -> Meaning:
    """Resolve ``two weeks earlier`` and ``a day before the vote``."""
    count = number_of(found.of("count") or "several")
    if count is None or found.of("loose") or "half" in around.text[found.start : found.end]:
        return UNSETTLED
    return _counted(found, around, here, count)


def adjacent(found: Found, around: Surroundings, here: Here | None) -> Meaning:
    """Resolve ``the day before`` and ``a year later``."""
    return _counted(found, around, here, 1)


def _counted(found: Found, around: Surroundings, here: Here | None, count: int) -> Meaning:
    unit, way = unit_of(found.of("unit") or ""), (found.of("way") or "").lower()
    if named := _beside(found, around, unit):
        return named
    step = count if way.startswith(("after", "later")) else -count
    most_days = _LONGEST.get("week" if unit == "fortnight" else unit, 366)
    event = event_of(found, around, most_days) if way in _SIDES else around.before(found.start, most_days)
    if event is None or (unit == "hour" and step % _HOURS):
        return UNSETTLED
    if unit == "fortnight":
        step, unit = 2 * step, "week"
    if unit == "hour" or unit in _PARTS:
        step, unit = step // _HOURS if unit == "hour" else step, "day"
    if event.is_day and unit == "week":  # as exact as the day
        step, unit = 7 * step, "day"
    period = shifted(event.first, step, unit)
    is_exact = unit == "week" or period == shifted(event.last, step, unit)
    return _unless_ahead(found, around, here, _from(event, period if is_exact else None))


def _beside(found: Found, around: Surroundings, unit: str) -> Meaning | None:
    """Resolve ``on 5 August, two days after the fire``: the day that it is said of."""
    beside_it = around.beside(found.start)
    after = around.text[found.end : around.sentence(found.start)[1]]
    is_named = (found.of("way") or "").lower() in _SIDES and _NAMES_EVENT.match(after)
    if beside_it is None or not (_STANDS_ALONE.match(after) or is_named):
        return None
    period = beside_it.period
    is_exact = period.days <= max(_LONGEST.get(unit, 366), _LONGEST["week"])
    return _from(period, period) if is_exact and (unit not in {"month", "year"} or not period.is_day) else UNSETTLED


def event_of(found: Found, around: Surroundings, most_days: int) -> Period | None:
    """Find what ``before`` and ``after`` count from: the event named after them, else the last time before.

    Args:
        found: The expression.
        around: Its text.
        most_days: The longest period that is exact enough.

    Returns:
        The time of the event; None where the text gives none.
    """
    rest, way = around.text[found.end : around.sentence(found.start)[1]], (found.of("way") or "").lower()
    if _ENDS.match(rest) or _SUCH.match(rest):
        return around.event_before(found.start, way) or around.before(found.start, most_days)
    event = around.after(found.end, most_days) or _named_event(rest, found, around)
    if event:
        around.events[found.start] = event, way
    return event


def _named_event(rest: str, found: Found, around: Surroundings) -> Period | None:
    """Find the day that other sentences give for the event named after an expression."""
    named = _EVENT.match(rest)
    nouns = [noun for noun in named["nouns"].split() if noun.lower() not in _NO_NOUNS] if named else []
    return next((day for noun in nouns if (day := around.day_of_event(noun, found.start))), None)


def _unless_ahead(found: Found, around: Surroundings, here: Here | None, meaning: Meaning) -> Meaning:
    """Give a meaning; unsettled where it lies ahead, but the verb is in the past tense."""
    if here is None or meaning.period is None or meaning.period.first <= here.base:
        return meaning
    tense = tense_at(around.text, around.sentence(found.start), found.start, found.end)
    return UNSETTLED if (tense or "").startswith("past") else meaning


def clock(found: Found, around: Surroundings, here: Here | None) -> Meaning:
    """Resolve a time of day to the last day named before; after one late in the evening, to the next."""
    event = around.before(found.start, 1)
    if event is None:
        return UNSETTLED
    before = around.text[around.sentence(found.start)[0] : found.start]
    over = _EARLY.search(found.of("clock") or "") is not None and _LATE.search(before) is not None
    meaning = _from(event, shifted(event.first, int(over), "day"))
    return (
        meaning
        if "\n" not in around.text[around.near(found.start) : found.start]
        else _unless_ahead(found, around, here, meaning)
    )


_LATE = re.compile(r"\b(?:[89]|1[01])(?:[.:]\d\d)?\s?p\.?m\b(?!.*\d\s?[ap]\.?m\b)", re.IGNORECASE | re.DOTALL)
_EARLY = re.compile(r"^(?:[1-5]|12)(?:[.:]\d\d)?\s?a\.?m\b|^midnight", re.IGNORECASE)


def weekday_beside(found: Found, around: Surroundings, here: Here | None) -> Meaning:  # noqa: ARG001 - as the others
    """Resolve ``the Monday before``, ``the Friday after the vote`` and ``the following Friday``."""
    whose, way = (found.of("whose") or "").lower(), (found.of("way") or "").lower()
    event = around.before(found.start, 1) if whose else event_of(found, around, 1)
    step = 1 if way == "after" or whose.endswith("following") else -1
    number = weekday_number(found.of("weekday") or "")
    return _from(event, beside(event.first, number, step)) if event else UNSETTLED


def _from(event: Period, period: Period | None) -> Meaning:
    """Give a period counted from another time in the text."""
    return Meaning(period, "event", event.first) if period else UNSETTLED


EVENTS: dict[str, Callable[[Found, Surroundings, Here | None], Meaning]] = {
    "other unit": other_unit,
    "other period": other_period,
    "apart": apart,
    "adjacent": adjacent,
    "weekday beside": weekday_beside,
    "other weekday": weekday_beside,
}
"""Forms that count from an event."""
