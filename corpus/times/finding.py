"""Find expressions of time: match every form, and keep the longest match at each place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.metadata.dates import written_dates
from corpus.times.rules import RULES

_DAYS = {"date", "day", "weekday", "near day", "near part", "adjacent", "other unit", "written"}
"""Forms that may be joined with an adjacent time of day into one expression."""
_BESIDE = re.compile(r",?\s+(?:on\s+|of\s+|the\s+)?")
_AT = re.compile(r",?\s+(?:at\s+|around\s+)?")
_NARROWS = re.compile(r",?\s+(?:on\s+)?|\s*\(")
_SPAN = re.compile(r"\s+(?:to|through(?:\s+to)?|up\s+to|until|till|and)\s+|\s*[–—]\s*")
_IN_BRACKETS = re.compile(r"\s*[(\[](?:in\s+|on\s+)?")
_COUNTED = {"near unit", "weekday", "near day", "ago", "named month"}
_STATED = {"date", "day", "year", "month of year", "only year"}
"""Forms that say in brackets what one of `_COUNTED` is: ``last year [in 2018]``."""
_FROM = re.compile(r"(?:\bfrom|\bbetween)\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_NEAR = 24
"""Characters between the parts of one expression, at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """Words that seem to name a time, by the form they have."""

    form: str
    """A name of `corpus.times.rules`, ``written`` for a date in another language, or ``span``."""
    start: int
    end: int
    said: re.Match[str] | None
    parts: "tuple[Found, ...]" = ()
    """The two ends of a span; or a wider expression of the same time that was joined to this one."""

    def of(self, *groups: str) -> str | None:
        """Give the text of the first of some groups that matched; None if none did."""
        values = self.said.groupdict() if self.said else {}
        return next((values[group] for group in groups if values.get(group)), None)


def find_all(text: str) -> list[Found]:
    """Find every expression of time.

    Args:
        text: The text.

    Returns:
        The matches, in order; they do not overlap.
    """
    found = [_found(name, match) for name, pattern in RULES for match in pattern.finditer(text)]
    found += [Found("written", date.start, date.end, None) for date in written_dates(text)]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.end - one.start > kept[-1].end - kept[-1].start and (len(kept) < 2 or one.start >= kept[-2].end):
            kept[-1] = one
    return _joined(text, kept)


def _found(name: str, match: re.Match[str]) -> Found:
    has = match.re.groupindex
    start, end = match.span("x") if "x" in has and match["x"] else match.span()
    return Found(name, start, end, match)


def _joined(text: str, found: Sequence[Found]) -> list[Found]:
    """Join the parts of one expression: a time of day and its day, a day within a week, the two ends of a span."""
    kept: list[Found] = []
    for one in found:
        before = kept[-1] if kept else None
        joined = _with(text, before, one) if before and one.start - before.end <= _NEAR else None
        if joined:
            kept[-1] = joined
        else:
            kept.append(one)
    return kept


def _with(text: str, one: Found, other: Found) -> Found | None:
    """Make one expression of two neighbours; None where they are two."""
    between = text[one.end : other.start]
    if "\n" in between:
        return None
    if one.form == "clock" and other.form in _DAYS and _BESIDE.fullmatch(between):
        return replace(other, start=one.start)
    if one.form in _DAYS and other.form == "clock" and _AT.fullmatch(between):
        return replace(one, end=other.end)
    coarse = one.form in {"near unit", "ago"} and other.form in {"day", "date", "weekday"}
    if coarse and _NARROWS.fullmatch(between) and "(" not in between:
        return replace(other, start=one.start, parts=(one,))
    if _IN_BRACKETS.fullmatch(between) and one.form in _COUNTED and other.form in _STATED:
        return (
            replace(other, start=one.start, end=other.end + 1)
            if text[other.end : other.end + 1] in {")", "]"}
            else None
        )
    before = text[max(0, one.start - 20) : one.start]
    is_span = _SPAN.fullmatch(between) and _FROM.search(before) and not one.parts
    if is_span and ("and" in between) == bool(_BETWEEN.search(before)) and "clock" not in {one.form, other.form}:
        return Found("span", one.start, other.end, None, (one, other))
    return None
