"""The time a question is about: found in its words, and held against what passages tell."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from corpus.times.period import Period, read_period
from index.store.articles import ArticleStore
from index.store.times import times_in_article
from index.types import Hit
from qa.questions import content_terms, question_type
from qa.questions.periods import is_of_another_time
from qa.types import AskedTime, Reading

_HINT = re.compile(
    r"\d{4}|\b(?:yesterday|today|tomorrow|tonight|last|this|next|past|ago|since|before|after|until|till|during|between|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)
"""What a question about a time has some of; others do not wait for the patterns that find expressions."""
_WAY = re.compile(
    r"\b(?P<way>before|prior\s+to|until|till|by|since|after|from|in|during|between|on)\s+(?:the\s+)?$", re.IGNORECASE
)
_TO_NOW = re.compile(r"\s+(?:on(?:wards?)?\b|to\s+(?:the\s+present|now|today)\b)", re.IGNORECASE)
_UP_TO = {"before", "prior to", "until", "till", "by"}
_FROM = {"since", "after"}
_FIRST, _LAST = date(1, 1, 1), date(9999, 12, 31)
_AFTERWARDS = 4
"""Days behind a period in which articles still tell of it."""
_PREFERRED = 0.08
"""What a passage of the time asked about gains in its ranking, whose scores go from 0 to 1."""
_FITS, _FITS_NOT = 2.0, 0.3
"""What the odds of a reading are multiplied by whose sentence tells of the time, and of another."""
_EXCLUDED = 0.02
"""The same where the question's words leave no doubt, and all of the passage tells of other times."""


def asked_time(question: str, as_of: date | None = None) -> AskedTime | None:
    """Find the time that a question is about.

    Args:
        question: The question, clean.
        as_of: The day that "last week" counts from; None takes this machine's calendar.

    Returns:
        The time; None where the question names none, several, or one that cannot be told.
    """
    if not _HINT.search(question):
        return None
    from corpus.times.find import times_in  # compiles patterns for 36 ms, which other questions do not wait for

    day = as_of or datetime.now(UTC).astimezone().date()
    found = [time for time in times_in(question, day) if time.resolved]
    if len(found) != 1:
        return None
    (time,) = found
    period = read_period(time.resolved or "")
    if period is None:
        return None
    before = _WAY.search(question[: time.start])
    way = " ".join(before["way"].lower().split()) if before else ""
    if way == "from" and _TO_NOW.match(question, time.end):
        way = "since"
    words = question[before.start() if before else time.start : time.end]
    is_stated = not time.is_relative and (way in {"between", "from"} or (way in {"in", "during"} and _is_year(period)))
    is_hard = way in _UP_TO | _FROM or is_stated
    return AskedTime(words, *_bounded(period, way), is_hard, day if time.is_relative else None)


def _bounded(period: Period, way: str) -> tuple[date | None, date | None]:
    """Give the first and the last day asked about; None where it has no such end."""
    if way in {"before", "prior to"}:
        return None, Period(_FIRST, period.first).last if period.first == _FIRST else _day_before(period.first)
    if way in _UP_TO:
        return None, period.last
    if way in _FROM:
        return period.first, None
    return period.first, period.last


def _is_year(period: Period) -> bool:
    return len(period.written()) == len("2019")


def _day_before(day: date) -> date:
    return date.fromordinal(max(1, day.toordinal() - 1))


def searched_as(question: str, asked: AskedTime | None) -> str:
    """Take "last week" and "before 2020" out of a question, which no article says so; "in 2019" stays.

    Args:
        question: The question, clean.
        asked: The time it is about; None for none.

    Returns:
        The question that passages are searched and read for.
    """
    if asked is None or (asked.counted_from is None and asked.first and asked.last):
        return question
    left = " ".join(question.replace(asked.words, " ").split()).replace(" ?", "?")
    return left if len(content_terms(left)) > 1 else question


def preferred(hits: Sequence[Hit], asked: AskedTime, store: ArticleStore, k: int) -> tuple[Hit, ...]:
    """Put passages of the time asked about before others.

    Args:
        hits: More passages than are wanted, best first.
        asked: The time.
        store: The articles they are from.
        k: How many are wanted.

    Returns:
        The best, ranked again; ``time`` among their scores is 1 where the article is of the time or the passage
        tells of it, -1 where it tells of others only, else 0.
    """
    told = []
    for hit in hits:
        fits = _passage_fits(hit, asked, store)
        told.append(replace(hit, score=hit.score + _PREFERRED * fits, scores={**hit.scores, "time": float(fits)}))
    told.sort(key=lambda hit: (-hit.score, hit.rank))
    ranked = (replace(hit, score=min(max(hit.score, 0.0), 1.0), rank=rank) for rank, hit in enumerate(told[:k], 1))
    return tuple(ranked)


def of_the_time(question: str, asked: AskedTime, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Take the words from readings that are an amount of another time, told beside that of the time asked about.

    Args:
        question: The question, without its time.
        asked: The time.
        readings: Best first.

    Returns:
        The readings, those without words last.
    """
    if question_type(question) != "how many":
        return tuple(readings)
    kept = [Reading(each.hit, 0.0, scores=each.scores) if _is_anothers(each, asked) else each for each in readings]
    return tuple(sorted(kept, key=lambda reading: -reading.score))


def _is_anothers(reading: Reading, asked: AskedTime) -> bool:
    if reading.start is None or reading.end is None:
        return False
    offset = reading.hit.passage.start
    return is_of_another_time(asked.words, reading.hit.passage.text, reading.start - offset, reading.end - offset)


def weighed(readings: Sequence[Reading], asked: AskedTime, store: ArticleStore) -> tuple[Reading, ...]:
    """Weigh readings by whether their sentences tell of the time asked about.

    Args:
        readings: Best first.
        asked: The time.
        store: The articles they are from.

    Returns:
        The readings, best first, with other probabilities.
    """
    told = [replace(reading, score=_weighed(reading, asked, store)) for reading in readings]
    return tuple(sorted(told, key=lambda reading: -reading.score))


def _weighed(reading: Reading, asked: AskedTime, store: ArticleStore) -> float:
    if reading.start is None or reading.sentence_start is None or reading.sentence_end is None:
        return reading.score
    fits = _fits(reading.hit, (reading.sentence_start, reading.sentence_end), asked, store)
    if fits == 0:
        return reading.score
    is_out = asked.is_hard and fits < 0 and _passage_fits(reading.hit, asked, store) < 0
    factor = _FITS if fits > 0 else _EXCLUDED if is_out else _FITS_NOT
    odds = factor * reading.score / max(1 - reading.score, 1e-9)
    return odds / (1 + odds)


def _passage_fits(hit: Hit, asked: AskedTime, store: ArticleStore) -> int:
    return _fits(hit, (hit.passage.start, hit.passage.end), asked, store)


def _fits(hit: Hit, part: tuple[int, int], asked: AskedTime, store: ArticleStore) -> int:
    """Tell whether a part of an article tells of a time: 1 if so, -1 if of others only, 0 if that cannot be told."""
    article = store.article(hit.passage.article_id)
    if article is None:
        return 0
    first, last = asked.first or _FIRST, asked.last or _LAST
    times = [time for time in times_in_article(store, article) if part[0] <= time.start < part[1]]
    periods = [period for time in times if (period := read_period(time.resolved or ""))]
    if periods:
        begins, ends = min(each.first for each in periods), max(each.last for each in periods)
        return 1 if begins <= last and ends >= first else -1
    day = article.stated
    if day is None:
        return 0
    if first <= day and day.toordinal() <= last.toordinal() + _AFTERWARDS:
        return 1
    return -1 if day < first else 0
