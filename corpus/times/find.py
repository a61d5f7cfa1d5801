"""Find the expressions of time in a text and resolve them."""

import re
from datetime import date

from corpus.article import Article
from corpus.times.anchored import EVENTS
from corpus.times.context import Surroundings
from corpus.times.expression import TimeExpression
from corpus.times.finding import Found, find_all
from corpus.times.relative import UNSETTLED, Meaning
from corpus.times.resolving import meaning_of
from corpus.times.stated import STATED

_IN_ANY_LANGUAGE = {"written", "date", "years", "only year"}
"""Forms that need no English."""


def times_in(text: str, day: date | None, start: int = 0, language: str | None = "en") -> tuple[TimeExpression, ...]:
    """Find and resolve every expression of time.

    Expressions in quotation marks, and those that count from an event, are resolved last, when everything they
    may count from is known.

    Args:
        text: The text.
        day: The day it was published; None leaves all that counts from it unresolved.
        start: Offset at which to begin.
        language: ISO 639-1 code of the text's language; in any but English only full dates are found. None is
            taken for English.

    Returns:
        The expressions, in order; they do not overlap.
    """
    found = [one for one in find_all(text) if one.start >= start]
    if language not in {None, "en"}:
        found = [one for one in found if one.form in _IN_ANY_LANGUAGE]
    around = Surroundings(text, day)
    meant: dict[int, Meaning] = {}
    for one in sorted(found, key=lambda one: _turn(one, around)):
        meant[one.start] = meaning = _meaning(one, around)
        if meaning.period:
            around.add(one.start, one.end, meaning.period)
        if (one.form in EVENTS and not meaning.period) or _is_vague(text, one):
            around.leave_open(one.start)
    return tuple(_expression(text, one, meant[one.start]) for one in found)


def times_of(article: Article) -> tuple[TimeExpression, ...]:
    """Find the expressions of time of an article, counted from its stated day of publication."""
    return times_in(article.text, article.stated, article.body, article.language)


def _turn(one: Found, around: Surroundings) -> int:
    """Give when an expression is resolved: what counts from nothing, from a day, from an event, and quotations."""
    if around.is_quoted(one.start):
        return 3
    if one.form in STATED or one.form == "written" or one.of("year", "y1", "y2"):
        return 0
    return 2 if one.form in {*EVENTS, "clock"} else 1


def _is_vague(text: str, one: Found) -> bool:
    """Return whether an expression is about some days rather than one: "at Christmas"."""
    return (
        one.form == "short holiday"
        and not one.of("year")
        and re.search(r"\b(?:at|around|over)\s+$", text[: one.start][-8:]) is not None
    )


def _meaning(one: Found, around: Surroundings) -> Meaning:
    try:
        return meaning_of(one, around)
    except (ValueError, OverflowError):  # before the first day of the calendar, or after its last
        return UNSETTLED


def _expression(text: str, one: Found, meaning: Meaning) -> TimeExpression:
    resolved = meaning.period.written() if meaning.period else None
    words = text[one.start : one.end]
    return TimeExpression(one.start, one.end, words, resolved, meaning.basis, meaning.base, meaning.is_relative)
