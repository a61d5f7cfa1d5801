"""The English words for times, as patterns, and their numbers; and those by which texts name one event."""

import re

_MONTHS = "January February March April May June July August September October November December".split()
_SHORT = "Jan Feb Mar Apr Jun Jul Aug Sept? Oct Nov Dec".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
).split()
_SEASONS = {"winter": 0, "spring": 1, "summer": 2, "autumn": 3, "fall": 3}

BARE_MONTH = rf"(?:{'|'.join(_MONTHS)}|{'|'.join(_MONTHS).upper()}|(?:{'|'.join(_SHORT)})\b\.?)"
SURE_MONTH = r"(?:January|February|July|September|October|November|December)"
"""Months whose names are neither people's nor other words."""
MONTH = rf"(?:{'|'.join(_MONTHS)}|{'|'.join(_MONTHS).upper()}|(?:{'|'.join(_SHORT)})\b\.?)"
WEEKDAY = rf"(?i:{'|'.join(_WEEKDAYS)})(?!\w)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%])"
YEAR = r"(?:1[0-9]|20)\d\d(?!\d|[.,]\d|%)"
SEASON = r"(?:winter|spring|summer|autumn|fall)\b"
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}|an?|(?:{'|'.join(_TENS)})[\s-](?:{'|'.join(_NUMBERS[1:10])})"
    rf"|{'|'.join(_TENS)}|{'|'.join(reversed(_NUMBERS[1:]))})"
)
VAGUE = r"(?:a few|several|some|many|(?:a )?couple of|a number of)"
ORDINAL = rf"(?:{'|'.join(reversed(_ORDINALS))})"
SHORT_WEEKDAY = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)"
"""As part of a date; alone, some of them are other words."""
UNIT = r"(?:day|week|fortnight|month|year|decade|century|centurie)s?\b"
PART = r"(?:early |late |mid-?)?(?:morning|afternoon|evening|night|noon|lunchtime)\b"
CLOCK = (
    r"(?:(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?\s?(?:[ap]\.m\.|[ap]m\b)"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d\b|(?:[01]\d|2[0-3])[0-5]\d(?=\s(?:GMT|UTC|local\stime|hours)\b)"
    r"|(?:1[0-2]|[1-9])\so['’]clock\b|noon\b|midday\b|midnight\b)"
)
ZONE = r"(?:\s+(?:local time|[A-Z]{2,4}T|UTC|GMT|ET|PT|BST|Eastern(?: time)?|in the (?:morning|afternoon|evening)))?"
LOOSELY = r"(?:early|late|mid|(?:the )?(?:middle|end|start|beginning|close) of)"

_SAME = (
    "vote voted election elections polls poll ballot referendum",
    "fire fires blaze",
    "crash crashed collision collided",
    "death deaths died dies",
    "birth births born",
    "match matches game games",
    "attack attacks attacked",
    "wedding weddings married",
    "storm storms hurricane",
    "closure closes closed",
    "theft thefts stole stolen",
    "flight flew flies",
    "launch launched launches",
    "arrest arrests arrested",
    "trial trials",
    "sale sales sold",
    "win wins won victory victories",
    "loss losses lost defeat defeats",
    "meeting meetings met",
)
"""Words of one event in each line."""
_STEM = 5
"""Characters by which other words are compared: ``resignation`` and ``resigned``."""


def month_number(word: str) -> int:
    """Give the number of a month, from 1, by its name or abbreviation."""
    return 1 + next(place for place, name in enumerate(_MONTHS) if name[:3].lower() == word[:3].lower())


def weekday_number(word: str) -> int:
    """Give the number of a weekday, Monday being 0."""
    return next(place for place, name in enumerate(_WEEKDAYS) if name[:3].lower() == word[:3].lower())


def number_of(word: str) -> int | None:
    """Read a number; None where it is not exact, as in ``a few``."""
    word = word.lower().strip().replace(",", "")
    if word.isdecimal():
        return int(word)
    if word in {"a", "an"}:
        return 1
    tens, _, ones = word.replace("-", " ").partition(" ")
    if tens in _TENS:
        return 20 + 10 * _TENS.index(tens) + (_NUMBERS.index(ones) if ones in _NUMBERS else 0)
    return _NUMBERS.index(word) if word in _NUMBERS else None


def ordinal_number(word: str) -> int:
    """Read an ordinal: ``first``, ``1st``, ``nineteenth``."""
    found = re.match(r"\d+", word)
    return int(found[0]) if found else 1 + _ORDINALS.index("-".join(word.lower().split()))


def season_number(word: str) -> int:
    """Give the number of a season as `corpus.times.period.season` counts them."""
    return _SEASONS[word.lower()]


def unit_of(word: str) -> str:
    """Give a unit its singular."""
    word = word.lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")


def saying(noun: str) -> str:
    """Give a pattern for the words by which a text may name an event.

    Args:
        noun: The event's noun.

    Returns:
        A pattern of whole words, in either case.
    """
    words = next((line.split() for line in _SAME if noun.lower() in line.split()), None)
    return rf"(?i:\b(?:{'|'.join(words)})\b)" if words else rf"(?i:\b{re.escape(noun[:_STEM])}\w*)"
