"""Which readings give the same answer, and from how many independent texts."""

import re
import string
from collections.abc import Sequence

from corpus.times.period import overlap
from index.types import Hit
from qa.types import Reading

_SCALES = frozenset("hundred thousand million billion trillion percent per cent".split())
"""Words that change the value of a number: "5" and "5 million" are two answers."""
_WIDEST = 4
"""A longer answer may have at most this many times the words of the one inside it."""
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def span_text(reading: Reading) -> str:
    """Return a reading's words from its passage; empty if it found none."""
    if reading.start is None or reading.end is None:
        return ""
    offset = reading.hit.passage.start
    return reading.hit.passage.text[reading.start - offset : reading.end - offset]


def sentence_text(reading: Reading) -> str:
    """Return the sentence of a reading's words from its passage; empty if it found none."""
    if reading.sentence_start is None or reading.sentence_end is None:
        return ""
    offset = reading.hit.passage.start
    return reading.hit.passage.text[reading.sentence_start - offset : reading.sentence_end - offset]


def evidence_of(reading: Reading) -> float:
    """Return the probability that a passage by itself answers, 0 to 1."""
    return reading.scores.get("evidence", reading.score)


def text_of(hit: Hit) -> str:
    """Return the id of the text a passage is from: copies share it, and do not confirm each other."""
    return hit.story or hit.passage.article_id


def grouped(readings: Sequence[Reading]) -> list[tuple[Reading, ...]]:
    """Group the readings that give the same answer.

    Args:
        readings: Best first; those that found nothing are left out.

    Returns:
        Groups in the order of their best readings, each best first. Times that are the same day are one answer
        whatever their words; times of different days are two even in the same words.
    """
    groups: list[list[Reading]] = []
    for reading in readings:
        if not span_text(reading):
            continue
        own = next((group for group in groups if _agree(group[0], reading)), None)
        if own is None:
            groups.append([reading])
        else:
            own.append(reading)
    return [tuple(group) for group in groups]


def _agree(one: Reading, other: Reading) -> bool:
    """Return whether two readings give the same answer, comparing their dates if both have one."""
    if one.meant and other.meant and not clocks_differ(span_text(one), span_text(other)):
        if one.meant == other.meant:
            return True
        if not overlap(one.meant, other.meant):  # "Thursday" of two weeks
            return False
    return same_answer(span_text(one), span_text(other))


def clocks_differ(one: str, other: str) -> bool:
    """Return whether two answers name different times of day: they may be of one day all the same."""
    times, others = (set(_CLOCK.findall(text)) for text in (one, other))
    return bool(times and others) and not times & others


def same_answer(one: str, other: str) -> bool:
    """Return whether two answers say the same: equal except for articles and punctuation, or one within the other.

    Args:
        one: An answer.
        other: Another.

    Returns:
        True for "2018" and "in October 2018"; False for "5" and "5 million".
    """
    if squad_normalise(one) == squad_normalise(other):
        return bool(squad_normalise(one)) or one == other
    short, long = sorted((squad_normalise(one).split(), squad_normalise(other).split()), key=len)
    if not short or len(long) > _WIDEST * len(short):
        return False
    for at in range(len(long) - len(short) + 1):
        if long[at : at + len(short)] == short:
            after = long[at + len(short) : at + len(short) + 1]
            return not (short[-1].isdigit() and set(after) & _SCALES)
    return False


def squad_normalise(answer: str) -> str:
    """Fold case and drop punctuation, articles and extra white space, by the rules of SQuAD."""
    return " ".join(_ARTICLES.sub(" ", answer.lower().translate(_PUNCTUATION)).split())
