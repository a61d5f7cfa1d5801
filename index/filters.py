"""Filters: conditions that limit a question to some articles, and how a person writes them."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta

from corpus.errors import SettingsInvalid

NAMES = ("since", "until", "on", "source", "author", "title", "path", "lang", "tag")
"""Names of the conditions: flags of the command line, keys of a batch line, words of the chat."""

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_NAMED = {"today": 0, "yesterday": 1}
"""Days ago."""
_AGO = re.compile(r"(\d{1,5})\s?([dw])")
_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that an article must all meet; None means no condition.

    Texts are compared with parts of the article's, ignoring letter case and accents.
    """

    since: date | None = None
    """Published on this day or later; articles without a date do not match."""
    until: date | None = None
    """Published on this day or earlier."""
    source: str | None = None
    author: str | None = None
    title: str | None = None
    path: str | None = None
    """Part of the file's absolute path, with ``/`` on every system."""
    lang: str | None = None
    """ISO 639-1 code, compared as a whole."""
    tag: str | None = None
    """A tag of the person's notes, without its number sign. An index has no notes, so `among` must be set too."""
    among: tuple[str, ...] | None = None
    """Ids of the only articles that match, such as those that have the tag; None for no such condition."""

    def __bool__(self) -> bool:
        """Return whether there is any condition."""
        return bool(self.written()) or self.among is not None

    def written(self) -> dict[str, str]:
        """Convert to the form that `read_filter` reads, with dates as days and without empty conditions."""
        conditions = asdict(replace(self, among=None))
        return {name: str(value) for name, value in conditions.items() if value is not None}

    def __str__(self) -> str:
        """Describe the conditions for display: ``since 2021-04-01, source reuters``."""
        return ", ".join(f"{name} {value}" for name, value in self.written().items())


EVERYTHING = Filter()
"""The filter that every article matches."""


def read_filter(given: Mapping[str, object], today: date | None = None) -> Filter:
    """Parse conditions in the form that a person writes.

    Args:
        given: Conditions by their name in `NAMES`; None and blank text mean no condition.
        today: The day from which ``today`` and ``30d`` are counted; None takes this machine's calendar.

    Returns:
        The filter.

    Raises:
        SettingsInvalid: If a name is unknown, a value cannot be read, or no day can meet it.
    """
    unknown = [name for name in given if name not in NAMES]
    if unknown:
        raise SettingsInvalid(f"{unknown[0]!r} is not a filter; there are {', '.join(NAMES)}.")
    texts = {name: _text(name, value) for name, value in given.items() if value is not None}
    texts = {name: text for name, text in texts.items() if text}
    day = today or datetime.now(UTC).astimezone().date()
    since, until = _days(texts, day)
    if since and until and since > until:
        raise SettingsInvalid(f"since {since} is later than until {until}.")
    code = texts.get("lang")
    source, author, title, path = (texts.get(name) for name in ("source", "author", "title", "path"))
    tag = texts.get("tag", "").removeprefix("#").casefold() or None
    return Filter(since, until, source, author, title, path, _language(code) if code else None, tag)


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise SettingsInvalid(f"{name} should be text, found {value!r}.")
    return " ".join(value.split())


def _days(texts: Mapping[str, str], today: date) -> tuple[date | None, date | None]:
    if "on" in texts:
        if "since" in texts or "until" in texts:
            raise SettingsInvalid("on replaces since and until: give it alone.")
        return read_period("on", texts["on"], today)
    first = read_period("since", texts["since"], today)[0] if "since" in texts else None
    return first, read_period("until", texts["until"], today)[1] if "until" in texts else None


def read_period(name: str, text: str, today: date) -> tuple[date, date]:
    """Read a day, a month or a year.

    Args:
        name: The condition, for the error.
        text: ``2021-04-22``, ``2021-04``, ``2021``, ``today``, ``yesterday``, or ``30d`` and
            ``2w`` for the day that long ago.
        today: The day to count from.

    Returns:
        Its first and its last day.

    Raises:
        SettingsInvalid: If it is none of these.
    """
    word = text.casefold()
    try:
        days = _NAMED.get(word)
        if ago := _AGO.fullmatch(word):
            days = int(ago[1]) * (7 if ago[2] == "w" else 1)
        if days is not None:
            return (today - timedelta(days=days),) * 2
        if found := _DAY.fullmatch(word):
            year, month, day = (int(part) if part else None for part in found.groups())
            first, last_month = date(year or 0, month or 1, day or 1), month or 12
            return first, date(first.year, last_month, day or monthrange(first.year, last_month)[1])
    except (ValueError, OverflowError):
        pass
    forms = "a day, month or year such as 2021-04-22, 2021-04 or 2021, or today, yesterday, 30d or 2w"
    raise SettingsInvalid(f"{name} should be {forms}; found {text!r}.")


def _language(code: str) -> str:
    found = _CODE.fullmatch(code.casefold())
    if not found:
        raise SettingsInvalid(f"lang should be a language's code such as en or de; found {code!r}.")
    return found[1]


def folded(text: str) -> str:
    """Fold letter case, accents and forms of the same letter, so that texts can be compared."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
