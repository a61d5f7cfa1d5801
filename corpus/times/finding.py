"""Find expressions of time: match every form, and keep the longest match at each place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.metadata.dates import written_dates
from corpus.times.rules import NEEDS, RULES

_DAYS = {
    *("date", "day", "weekday", "near day", "near part", "adjacent", "other unit", "written", "other weekday"),
    *("weekday week", "nth weekday"),
}
"""Forms that may be joined with an adjacent time of day into one expression."""
_BESIDE = re.compile(r",?\s+(?:on\s+|of\s+|the\s+)?")
_AT = re.compile(r",?\s+(?:at\s+|around\s+)?")
_NARROWS = re.compile(r",?\s+(?:on\s+)?|\s*\(")
_SPAN = re.compile(r"\s+(?:to|through(?:\s+to)?|up\s+to|until|till|and)\s+|\s*[–—]\s*")
_IN_BRACKETS = re.compile(r"\s*[(\[](?:in\s+|on\s+)?")
_COUNTED = {"near unit", "weekday", "near day", "ago", "apart", "named month"}
_STATED = {"date", "day", "year", "month of year", "only year"}
"""Forms that say in brackets what one of `_COUNTED` is: ``last year [in 2018]``."""
_FROM = re.compile(r"(?:\bfrom|\bbetween)\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_NAMES = {"weekday", "month", "lone month", "bare season"}
"""Forms whose words are names of people and things too."""
_CALLED = re.compile(
    r"\b(?:named|called|nicknamed|christened|dubbed|titled|entitled|names?\s+(?:is|was|are|were|of|him|her|it))\s+[“\"‘']?$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Sheffield|Ruby|Bloody|Happy|Manic|Freaky|Man|Joe)\.?\s+$")
_INSTITUTION = re.compile(
    r"[^\S\n]+(?:(?:Night|Morning|Evening|Afternoon)\s+[A-Z][a-z]|(?:Times|Telegraph|Mirror|Mail|Express|Post|Herald|Independent"
    r"|Review|World|Gazette|Tribune|Club|Group|Project|Society|Band|Choir|League|Cup|Show|School|Service|Best|Market)\b)"
)
_PROPER = re.compile(
    r"[^\S\n]+(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-Z][a-z]"
)
"""A capitalised word after a weekday, which makes a name of both ..."""
_AS_NAME = re.compile(
    r"(?:\b(?:the|an?|of|our|their|his|her|magazine|paper|newspaper|band|group"
    r"|(?:spokes\w+|members?|founders?|captains?|singers?|editors?|readers?|fans?)\s+(?:for|of))|[.!?][”\"’)]*|^|\n)\s*$",
    re.IGNORECASE,
)
"""... unless a word such as "on" or "said" comes before them."""
_LATER = re.compile(r"\b(?:later|earlier)$", re.IGNORECASE)
_HEADED = re.compile(r"\b[A-Z][a-z]+\s[A-Z][a-z]")
"""Words of a title: ``20 Years Later``."""
_REPORTED = re.compile(
    r"\b(?:sa(?:y|ys|id)|sh(?:ow|ows|owed)|th(?:ink|inks|ought)|kn(?:ow|ows|ew)|believed?|hoped?|so|fact|means?|meant|now|sure"
    r"|suggests?|suggested|warn(?:s|ed)?|predict(?:s|ed)?|claim(?:s|ed)?|report(?:s|ed)?|not(?:e|es|ed)|felt|found|it)\s+$"
)
"""Words after which "that August" begins a clause."""
_DEGREES = re.compile(r"\b(?:temperatures?|degrees|Fahrenheit|thermometers?|highs|lows)\b", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_IN_CODE = re.compile(r"[-/_]?[0-9A-Za-z]")
"""What is after an ISO date that is a part of a longer code."""
_BARE = re.compile(r"\d{1,2}:\d\d")
_CLOCK_BEFORE = re.compile(
    r"\b(?:at|around|about|by|until|till|from|since|before|after|to|between|and|past|than|on|,)\s+$|[–—-]\s*$|^\s*$|[,(\n]\s*$",
    re.IGNORECASE,
)
"""What is before a time of day that has only digits; others are durations."""
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
    lowered = text.lower()
    rules = [(name, pattern) for name, pattern in RULES if any(word in lowered for word in NEEDS.get(name, ("",)))]
    found = [_found(name, match) for name, pattern in rules for match in pattern.finditer(text)]
    found += [Found("written", date.start, date.end, None) for date in written_dates(text)]
    found = [one for one in found if not _is_no_time(text, one)]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.end - one.start > kept[-1].end - kept[-1].start and (len(kept) < 2 or one.start >= kept[-2].end):
            kept[-1] = one
    return _joined(text, kept)


def _is_coarse(text: str, one: Found) -> bool:
    """Return whether a day after an expression narrows it: ``last week, on 8 May``, ``a year later, on Monday``."""
    return one.form in {"near unit", "ago"} or (
        one.form == "apart" and _LATER.search(text, one.start, one.end) is not None
    )


def _is_no_time(text: str, one: Found) -> bool:
    """Return whether what looks like a time is part of a name, of a longer code, or of a measured duration."""
    before, words = text[max(0, one.start - _NEAR) : one.start], text[one.start : one.end]
    if "\n\n" in words and one.form not in {"date", "day", "days", "written"}:
        return True
    if one.form in {"ago", "apart"}:
        return _HEADED.search(words) is not None
    if one.form == "other period":
        return _REPORTED.search(before) is not None and words[:4].lower() == "that"
    if one.form == "written":
        is_inside = _IN_CODE.match(text, one.end) is not None or before[-1:] in {"-", "/", "_"}
        return is_inside and _ISO.fullmatch(words) is not None
    if one.form == "clock":
        return _BARE.fullmatch(words) is not None and not _CLOCK_BEFORE.search(before)
    if one.form == "decade in words":
        return _DEGREES.search(text, max(0, one.start - 60), one.end + 60) is not None
    return one.form in _NAMES and _is_name(text, one, before)


def _is_name(text: str, one: Found, before: str) -> bool:
    """Return whether a weekday, month or season is part of a name: ``the Friday Club``, ``a dog called Tuesday``."""
    is_title = text[one.end : one.end + 1] in {"”", '"', "’"} and before[-1:] in {"“", '"', "‘"}
    if is_title or _CALLED.search(before) or _TITLE.search(before):
        return True
    named = one.of("weekday") if one.form == "weekday" else None
    if named is None or not text[one.start : one.end].endswith(named) or not named[0].isupper():
        return False
    if _INSTITUTION.match(text, one.end):
        return True
    return _PROPER.match(text, one.end) is not None and not one.of("whose") and _AS_NAME.search(before) is not None


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
    coarse = _is_coarse(text, one) and other.form in {
        "day",
        "date",
        "weekday",
    }
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
