"""The time a question is about: recognised in its words, and compared with the times in passages."""

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
"""A question about a time has at least one of these; others skip loading the patterns that find expressions."""
_WAY = re.compile(
    r"\b(?P<way>before|prior\s+to|until|till|by|since|after|from|in|during|between|on)\s+(?:the\s+)?$", re.IGNORECASE
)
_TO_NOW = re.compile(r"\s+(?:on(?:wards?)?\b|to\s+(?:the\s+present|now|today)\b)", re.IGNORECASE)
_UP_TO = {"before", "prior to", "until", "till", "by"}
_FROM = {"since", "after"}
_FIRST, _LAST = date(1, 1, 1), date(9999, 12, 31)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_LATER = 90
"""Days after a period from which an article is about another time, unless it names that period or one before it."""
_AFTERWARDS = 4
"""Days after a period during which articles still report on it."""
_PREFERRED = 0.08
"""Added to the score, from 0 to 1, of a passage about the time asked about."""
_FITS, _FITS_NOT = 2.0, 0.3
"""Factors for the odds of a reading whose sentence is about the time asked about, and about another."""
_NOT_SAID = 0.2
"""The factor if the question is bound to an earlier time than the article's, which is the only one it names."""
_EXCLUDED = 0.02
"""The factor if the question's words leave no doubt and the whole passage is about other times."""


def asked_time(question: str, as_of: date | None = None) -> AskedTime | None:
    """Find the time that a question is about.

    Args:
        question: The question, clean.
        as_of: The day that "last week" counts from; None uses this machine's date.

    Returns:
        The time; None if the question names none, several, or one that cannot be resolved.
    """
    if not _HINT.search(question):
        return None
    from corpus.times.find import times_in  # compiles patterns for 36 ms, which other questions need not pay

    day = as_of or datetime.now(UTC).astimezone().date()
    times = [time for time in times_in(question, day) if time.resolved]
    if len(times) != 1:
        return None
    (time,) = times
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
    """Return the first and the last day asked about; None for an open end."""
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
    """Remove "last week" or "before 2020" from a question, as no article uses these words; "in 2019" stays.

    Args:
        question: The question, clean.
        asked: The time it is about; None if it is about no time.

    Returns:
        The question to retrieve and read passages for.
    """
    if asked is None or (asked.counted_from is None and asked.first and asked.last):
        return question
    left = " ".join(question.replace(asked.words, " ").split()).replace(" ?", "?")
    return left if len(content_terms(left)) > 1 else question


def preferred(hits: Sequence[Hit], asked: AskedTime, store: ArticleStore, k: int) -> tuple[Hit, ...]:
    """Rank passages about the time asked about before others.

    Args:
        hits: More passages than needed, best first.
        asked: The time.
        store: The articles they are from.
        k: How many to keep.

    Returns:
        The best, reranked; ``time`` among their scores is 1 if the article is from that time or the passage refers
        to it, -1 if it refers only to others, else 0.
    """
    scored = []
    for hit in hits:
        fits = _passage_fits(hit, asked, store)
        scored.append(replace(hit, score=hit.score + _PREFERRED * fits, scores={**hit.scores, "time": float(fits)}))
    scored.sort(key=lambda hit: (-hit.score, hit.rank))
    ranked = (replace(hit, score=min(max(hit.score, 0.0), 1.0), rank=rank) for rank, hit in enumerate(scored[:k], 1))
    return tuple(ranked)


def of_the_time(question: str, asked: AskedTime, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Clear readings that are an amount of another time, given next to that of the time asked about.

    Args:
        question: The question, without its time.
        asked: The time.
        readings: Best first.

    Returns:
        The readings, cleared ones last.
    """
    if question_type(question) != "how many":
        return tuple(readings)
    kept = [
        Reading(reading.hit, 0.0, scores=reading.scores) if _is_anothers(reading, asked) else reading
        for reading in readings
    ]
    return tuple(sorted(kept, key=lambda reading: -reading.score))


def _is_anothers(reading: Reading, asked: AskedTime) -> bool:
    if reading.start is None or reading.end is None:
        return False
    offset = reading.hit.passage.start
    return is_of_another_time(asked.words, reading.hit.passage.text, reading.start - offset, reading.end - offset)


def weighed(readings: Sequence[Reading], asked: AskedTime, store: ArticleStore) -> tuple[Reading, ...]:
    """Weigh readings by whether their sentences refer to the time asked about.

    Args:
        readings: Best first.
        asked: The time.
        store: The articles they are from.

    Returns:
        The readings, best first, with adjusted probabilities.
    """
    rescored = [replace(reading, score=_weighed(reading, asked, store)) for reading in readings]
    return tuple(sorted(rescored, key=lambda reading: -reading.score))


def _weighed(reading: Reading, asked: AskedTime, store: ArticleStore) -> float:
    if reading.start is None or reading.sentence_start is None or reading.sentence_end is None:
        return reading.score
    fits = _fits(reading.hit, (reading.sentence_start, reading.sentence_end), asked, store)
    if fits == 0:
        return _chance(reading.score, _NOT_SAID) if _is_of_today(reading.hit, asked, store) else reading.score
    is_out = asked.is_hard and fits < 0 and _passage_fits(reading.hit, asked, store) < 0
    factor = _FITS if fits > 0 else _EXCLUDED if is_out else _FITS_NOT
    return _chance(reading.score, factor)


def _chance(probability: float, factor: float) -> float:
    """Multiply the odds of a probability."""
    odds = factor * probability / max(1 - probability, 1e-9)
    return odds / (1 + odds)


def _is_of_today(hit: Hit, asked: AskedTime, store: ArticleStore) -> bool:
    """Return whether an article is from after the time asked about, and so are all times that its passage names.

    A passage about an earlier time may still hold for the time asked about.
    """
    article = store.article(hit.passage.article_id)
    if not asked.is_hard or asked.last is None or article is None or article.stated is None:
        return False
    if article.stated.toordinal() <= asked.last.toordinal() + _LATER or _YEAR.search(article.title):
        return False
    years = (int(year) for year in _YEAR.findall(hit.passage.text))
    if any(year <= asked.last.year for year in years):  # of a column of a table too
        return False
    times = [time for time in times_in_article(store, article) if hit.passage.start <= time.start < hit.passage.end]
    periods = [period for time in times if (period := read_period(time.resolved or ""))]
    return all(period.first > asked.last for period in periods)


def _passage_fits(hit: Hit, asked: AskedTime, store: ArticleStore) -> int:
    return _fits(hit, (hit.passage.start, hit.passage.end), asked, store)


def _fits(hit: Hit, part: tuple[int, int], asked: AskedTime, store: ArticleStore) -> int:
    """Return 1 if a part of an article refers to the time, -1 if only to others, 0 if that cannot be determined."""
    article = store.article(hit.passage.article_id)
    if article is None:
        return 0
    first, last = asked.first or _FIRST, asked.last or _LAST
    times = [time for time in times_in_article(store, article) if part[0] <= time.start < part[1]]
    periods = [period for time in times if (period := read_period(time.resolved or ""))]
    if periods:
        begins, ends = min(period.first for period in periods), max(period.last for period in periods)
        return 1 if begins <= last and ends >= first else -1
    day = article.stated
    if day is None:
        return 0
    if first <= day and day.toordinal() <= last.toordinal() + _AFTERWARDS:
        return 1
    return -1 if day < first else 0
