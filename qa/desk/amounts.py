"""Figures as they are compared: percentages, amounts, counts and dates, however they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["percent", "amount", "count", "date"]

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: value for value, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_TIMES = {
    "hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9,
    "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = rf"(?:{'|'.join(_MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
_SPELT = rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[1:10])}))?|{'|'.join(sorted(_ONES, key=len, reverse=True))})"
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\b{_SPELT}\b)"
_FIGURE = re.compile(
    rf"(?P<day>\b\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?\s\d{{4}}\b|\b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,\s\d{{4}}\b)|"
    rf"(?P<month>\b{_MONTH}\s\d{{4}}\b)|(?P<year>(?<=\b[iI]n )(?:1[5-9]|20)\d\d\b(?![,.]\d))|"
    rf"(?P<percent>{_NUMBER}\s?(?:%|per\s?cent\b|percentage points?\b))|"
    rf"(?P<amount>(?:US|A|C|NZ)?[$£€¥]\s?{_NUMBER}(?:\s?(?:thousand|million|billion|trillion|[mb]n|[kmb]|tn)\b)?|"
    rf"{_NUMBER}\s?(?:hundred|thousand|million|billion|trillion|[mb]n)\b)|"
    rf"(?P<count>(?<![\w.,-])(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?=\s[a-z]))",
    re.IGNORECASE,
)
_VALUE = re.compile(_NUMBER, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure where it stands; offsets are half-open."""

    start: int
    end: int
    kind: Kind
    value: str
    """The number in digits, or the ISO 8601 day, month or year."""
    unit: str
    """The currency's sign of an amount, the word behind a count; else empty."""

    def is_in(self, other: "Figure") -> bool:
        """Tell whether another figure says as much: the same, or of a month or year a day in it."""
        if self.kind == other.kind == "date":
            return f"{other.value}-".startswith(f"{self.value}-")
        return (self.kind, self.value, self.unit) == (other.kind, other.value, other.unit)


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
        elif (value := _value(words)) is not None:
            named: Kind = "percent" if kind == "percent" else "amount" if kind == "amount" else "count"
            counted = re.compile(r"\s([a-z]+)").match(text, met.end()) if named == "count" else None
            sign = re.search("[$£€¥]", words)
            yield Figure(met.start(), met.end(), named, value, counted[1] if counted else sign[0] if sign else "")


def _value(words: str) -> str | None:
    met = _VALUE.search(words)
    if met is None:
        return None
    lower = met[0].lower().replace(",", "")
    number = Decimal(sum(_WORDS[part] for part in lower.split("-"))) if lower[0].isalpha() else Decimal(lower)
    scale = re.match(r"\s?([a-z]+)", words[met.end() :].lower())
    number *= _TIMES.get(scale[1], 1) if scale else 1
    return f"{number.normalize():f}"


def _date(words: str) -> str:
    year = str(re.findall(r"\d{4}", words)[-1])
    month = re.search(r"[A-Za-z]{3,}", words)
    if month is None:
        return year
    number = next(place for place, name in enumerate(_MONTHS, start=1) if name[:3].lower() == month[0][:3].lower())
    day = re.search(r"\b\d{1,2}(?!\d)", words)
    return f"{year}-{number:02}" + (f"-{int(day[0]):02}" if day else "")
