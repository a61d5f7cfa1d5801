"""Figures in a form that can be compared: percentages, amounts, counts and dates, however they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qa.questions.numbers import NUMBER, number_of

Kind = Literal["percent", "amount", "count", "date"]

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = rf"(?:{'|'.join(_MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
_YEAR_AFTER = r"(?:(?<=\bin )|(?<=\bsince )|(?<=\buntil )|(?<=\bdates to )|(?<=\bdated to ))"
_FIGURE = re.compile(
    rf"(?P<day>\b\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?\s\d{{4}}\b|\b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,\s\d{{4}}\b)|"
    rf"(?P<month>\b{_MONTH}\s\d{{4}}\b)|(?P<year>{_YEAR_AFTER}(?:1[5-9]|20)\d\d\b(?![,.]\d))|"
    rf"(?P<percent>{NUMBER}\s?(?:%|per\s?cent\b|percentage points?\b))|"
    rf"(?P<amount>(?:US|A|C|NZ)?[$£€¥]\s?{NUMBER}(?:\s?(?:thousand|million|billion|trillion|[mb]n|[kmb]|tn)\b)?|"
    rf"{NUMBER}\s?(?:hundred|thousand|million|billion|trillion|[mb]n)\b)|"
    rf"(?P<count>(?<![\w.,-])(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?=\s[a-z]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its position; offsets are half-open."""

    start: int
    end: int
    kind: Kind
    value: str
    """The number in digits, or the ISO 8601 day, month or year."""
    unit: str
    """The currency sign of an amount, the noun after a count; else empty."""

    def is_like(self, other: "Figure") -> bool:
        """Return whether another figure counts the same; millions need no noun ("3.2 million followers")."""
        if "" in (self.unit, other.unit) and {self.kind, other.kind} == {"amount", "count"}:
            return True
        return (self.kind, self.unit) == (other.kind, other.unit)

    def is_in(self, other: "Figure") -> bool:
        """Return whether another figure states the same: an equal one, or a day in this month or year."""
        if self.kind == other.kind == "date":
            return f"{other.value}-".startswith(f"{self.value}-")
        return self.is_like(other) and self.value == other.value


def figures_in(text: str, start: int, end: int) -> Iterator[Figure]:
    """Find the figures of a piece of a text.

    Args:
        text: The whole text.
        start: Offset of the piece.
        end: Offset after it.

    Yields:
        The figures, in order.
    """
    for met in _FIGURE.finditer(text, start, end):
        kind, words = str(met.lastgroup), met[0]
        if kind in ("day", "month", "year"):
            yield Figure(met.start(), met.end(), "date", _date(words), "")
        elif (number := number_of(words)) is not None:
            value = f"{number.normalize():f}"
            named: Kind = "percent" if kind == "percent" else "amount" if kind == "amount" else "count"
            counted = re.compile(r"\s([a-z]+)").match(text, met.end()) if named == "count" else None
            sign = re.search("[$£€¥]", words)
            yield Figure(met.start(), met.end(), named, value, counted[1] if counted else sign[0] if sign else "")


def _date(words: str) -> str:
    year = str(re.findall(r"\d{4}", words)[-1])
    month = re.search(r"[A-Za-z]{3,}", words)
    if month is None:
        return year
    number = next(place for place, name in enumerate(_MONTHS, start=1) if name[:3].lower() == month[0][:3].lower())
    day = re.search(r"\b\d{1,2}(?!\d)", words)
    return f"{year}-{number:02}" + (f"-{int(day[0]):02}" if day else "")
