"""The words that times are told with in English."""

import re

_MONTHS = "January February March April May June July August September October November December".split()
_SHORT = "Jan Feb Mar Apr Jun Jul Aug Sept? Oct Nov Dec".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_ORDINALS = "first second third fourth".split()
_SEASONS = {"winter": 0, "spring": 1, "summer": 2, "autumn": 3, "fall": 3}

BARE_MONTH = rf"(?:{'|'.join(_MONTHS)}|{'|'.join(_MONTHS).upper()}|(?:{'|'.join(_SHORT)})\b\.?)"
MONTH = rf"(?:{'|'.join(_MONTHS)}|{'|'.join(_MONTHS).upper()}|(?:{'|'.join(_SHORT)})\b\.?)"
WEEKDAY = rf"(?:{'|'.join(_WEEKDAYS)})(?!\w)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%])"
YEAR = r"(?:1[0-9]|20)\d\d(?!\d|[.,]\d|%)"
SEASON = r"(?:winter|spring|summer|autumn|fall)\b"
NUMBER = rf"(?:\d{{1,3}}|an?|{'|'.join(_NUMBERS[1:])})"
VAGUE = r"(?:a few|several|some|many|a couple of|a number of)"
UNIT = r"(?:day|week|month|year|decade|century|centurie)s?\b"
PART = r"(?:early |late |mid-?)?(?:morning|afternoon|evening|night|noon|lunchtime)\b"
CLOCK = (
    r"(?:(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?\s?(?:[ap]\.m\.|[ap]m\b)"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d\b|noon\b|midday\b|midnight\b)"
)
ZONE = r"(?:\s+(?:local time|[A-Z]{2,4}T|UTC|GMT|ET|PT|BST|Eastern(?: time)?|in the (?:morning|afternoon|evening)))?"
LOOSELY = r"(?:early|late|mid|(?:the )?(?:middle|end|start|beginning|close) of)"

_LETTERS = re.compile(r"[a-z]+")


def month_number(word: str) -> int:
    """Give the number of a month, from 1, by its name or abbreviation."""
    return 1 + next(place for place, name in enumerate(_MONTHS) if name[:3].lower() == word[:3].lower())


def weekday_number(word: str) -> int:
    """Give the number of a weekday, Monday being 0."""
    return _WEEKDAYS.index(word.capitalize())


def number_of(word: str) -> int | None:
    """Read a number; None where it is not exact, as in ``a few``."""
    word = word.lower().strip()
    if word.isdecimal():
        return int(word)
    if word in {"a", "an"}:
        return 1
    return _NUMBERS.index(word) if word in _NUMBERS else None


def ordinal_number(word: str) -> int:
    """Read an ordinal: ``first``, ``1st``, ``19th``."""
    found = re.match(r"\d+", word)
    return int(found[0]) if found else 1 + _ORDINALS.index(word.lower())


def season_number(word: str) -> int:
    """Give the number of a season as `corpus.times.period.season` counts them."""
    return _SEASONS[word.lower()]


def unit_of(word: str) -> str:
    """Give a unit its singular."""
    word = word.lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")
