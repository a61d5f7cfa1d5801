"""The time since an event that a question names without a date: "since the election"."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from corpus.times.period import Period, read_period
from index.store.articles import ArticleStore
from qa.questions import content_terms
from qa.reading.agreement import sentence_text
from qa.types import AskedTime, Reading

_SINCE = re.compile(
    r"\bsince\s+(?P<event>[^\W\d][\w’'-]*\s[^\d,;:?!]{3,50}?)\s*[?!.]*$",
    re.IGNORECASE,
)
"""A named event ends the question; a clause ("since he left") is none, and a number is a date."""
_VERB = re.compile(
    r"\b(?:was|were|is|are|has|have|had|did|does|do|will|would|could|came|went|left|took|began)\b", re.IGNORECASE
)
_LAST = re.compile(r"^(?:(?:the|this|last|latest|recent|most)\s)+", re.IGNORECASE)
_LONGEST = 366
"""Days; what an article dates less exactly is no beginning."""


def since_event(
    question: str, as_of: date, read: Callable[[str], Sequence[Reading]], threshold: float, store: ArticleStore
) -> AskedTime | None:
    """Look up in the articles when an event was, since which a question asks.

    Args:
        question: The question, clean.
        as_of: The day it is asked on; later events are not meant.
        read: Finds readings for a question.
        threshold: The probability from which a reading counts; its sentence must also name the event.
        store: The articles they are from.

    Returns:
        The time from the event on, as a preference: of the dates that articles give, the newest. None if the
        question names no event in that way, or no article dates it.
    """
    match = _SINCE.search(question)
    if match is None or _VERB.search(match["event"]):
        return None
    event = _LAST.sub("the ", match["event"])
    terms = set(content_terms(event))
    dated = [
        (period, reading)
        for reading in read(f"When was {event}?")
        if reading.score >= threshold and (period := _period(reading)) is not None and period.first <= as_of
        if terms <= set(content_terms(sentence_text(reading)))
    ]
    if not dated:
        return None
    period, reading = max(dated, key=lambda pair: pair[0].first)
    titles = store.titles([reading.hit.passage.article_id])
    words = question[match.start() : match.end("event")]
    return AskedTime(words, period.first, None, dated_by=titles.get(reading.hit.passage.article_id))


def _period(reading: Reading) -> Period | None:
    period = read_period(reading.meant or "")
    return period if period and (period.last - period.first).days < _LONGEST else None
