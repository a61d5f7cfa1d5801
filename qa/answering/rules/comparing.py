"""Which of two things is more: compare what the articles say of each, and name the one asked for."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index.lexical.analyzer import analysed
from qa.answering.citations import Citer
from qa.answering.decide import Conclusion
from qa.answering.rules.governed import governed_by
from qa.questions import ASKING
from qa.questions.comparison import Comparison, Wording, dimensions
from qa.questions.numbers import number_of
from qa.reading.agreement import sentence_text, span_text
from qa.types import Reading

Ask = Callable[[str], Sequence[Reading]]
"""Returns the readings for a question, best first."""

_UNITS = {
    "second": ("time", "1"), "minute": ("time", "60"), "hour": ("time", "3600"), "day": ("time", "86400"),
    "week": ("time", "604800"), "month": ("time", "2629800"), "year": ("time", "31557600"),
    "millimetre": ("length", "0.001"), "centimetre": ("length", "0.01"), "cm": ("length", "0.01"),
    "metre": ("length", "1"), "meter": ("length", "1"), "m": ("length", "1"), "kilometre": ("length", "1000"),
    "kilometer": ("length", "1000"), "km": ("length", "1000"), "mile": ("length", "1609.344"),
    "feet": ("length", "0.3048"), "foot": ("length", "0.3048"),
    "gram": ("weight", "0.001"), "kilogram": ("weight", "1"), "kg": ("weight", "1"), "kilo": ("weight", "1"),
    "tonne": ("weight", "1000"), "ton": ("weight", "1000"), "pound": ("weight", "0.4536"),
}  # fmt: skip
"""What each unit measures, and its size in the base unit: second, metre or kilogram."""
_PERCENT = re.compile(r"%|per\s?cent", re.IGNORECASE)
_OUTRIGHT = re.compile(r"\bthan\b|\b(?:more|less|fewer)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Amount:
    """The amount that the articles give for one of the two."""

    reading: Reading
    value: Decimal
    measure: str | None
    """What it measures; None if its words have no unit."""


def compared(comparison: Comparison, ask: Ask, threshold: float, citer: Citer) -> Conclusion | None:
    """Compare what the articles say of two things.

    Args:
        comparison: The two, and how to ask about each.
        ask: Returns the readings for a question.
        threshold: The probability that each of the two amounts needs, 0 to 1.
        citer: Makes and checks citations.

    Returns:
        The one asked for, cited at its amount and, if that is in another sentence, at the amount of the other; its
        confidence is the lower of the two. None if the articles do not give both amounts, or these are equal.
    """
    for wording in comparison.wordings:
        one, other = (_amount(comparison, place, wording, ask, threshold) for place in (0, 1))
        if one is None or other is None or not _comparable(one, other):
            continue
        place = int((other.value > one.value) is wording.by_most)
        winner, loser = (other, one) if place else (one, other)
        if cited := _cited(comparison, place, winner.reading, loser.reading):
            confidence = min(winner.reading.score, loser.reading.score)
            return Conclusion(citer.cite(cited), confidence)
    return None


def stated_outright(question: str, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Keep the readings of a comparison whose sentence itself compares by what the question does; clear the others."""
    return tuple(
        reading
        if reading.start is not None and _compares(question, sentence_text(reading))
        else Reading(reading.hit, 0.0)
        for reading in readings
    )


def _compares(question: str, sentence: str) -> bool:
    asked = dimensions(question)
    return bool(dimensions(sentence) & asked or _OUTRIGHT.search(sentence))


def _amount(comparison: Comparison, place: int, wording: Wording, ask: Ask, threshold: float) -> _Amount | None:
    question = wording.asked[place]
    reading = next((candidate for candidate in ask(question) if candidate.start is not None), None)
    if reading is None or reading.score < threshold or governed_by(question, reading):
        return None
    own, others = (_distinct(comparison, which) for which in (place, 1 - place))
    said = set(analysed(sentence_text(reading)))
    if others & said and not own & said:
        return None
    return _valued(reading, is_time=question.startswith("When"))


def _valued(reading: Reading, *, is_time: bool) -> _Amount | None:
    words = span_text(reading)
    if is_time:
        day = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", reading.meant or "") or re.search(
            r"\b(1\d{3}|20\d\d)\b()()", words
        )
        return _Amount(reading, Decimal("".join(part or "00" for part in day.groups())), "day") if day else None
    number = number_of(words)
    if number is None:
        return None
    after = re.findall(r"[a-z]+", words.lower())
    named = next((_UNITS[name] for word in after for name in (word, word.removesuffix("s")) if name in _UNITS), None)
    if named:
        return _Amount(reading, number * Decimal(named[1]), named[0])
    return _Amount(reading, number, "percent" if _PERCENT.search(words) else None)


def _comparable(one: _Amount, other: _Amount) -> bool:
    """Return whether two amounts differ and are of the same measure; only within a sentence may one lack its unit."""
    first, second = ((amount.reading.hit.passage.article_id, amount.reading.start) for amount in (one, other))
    measured = {one.measure, other.measure}
    is_elided = None in measured and _place(one.reading) == _place(other.reading)
    return first != second and one.value != other.value and (len(measured) == 1 or is_elided)


def _place(reading: Reading) -> tuple[str, int | None]:
    """Return which sentence of which article a reading is in."""
    return reading.hit.passage.article_id, reading.sentence_start


def _cited(comparison: Comparison, place: int, winner: Reading, loser: Reading) -> list[Reading]:
    """Point at the name of the winner next to its amount, and at the loser's amount if in another sentence."""
    text, offset = winner.hit.passage.text, winner.hit.passage.start
    first, last = (winner.sentence_start or 0) - offset, (winner.sentence_end or 0) - offset
    at = (winner.start or 0) - offset
    named = _mention(comparison, place, text, first, last, at)
    if named is None:
        return []
    name = replace(winner, start=named[0] + offset, end=named[1] + offset, meant=None)
    return [name] if _place(winner) == _place(loser) else [name, loser]


def _mention(comparison: Comparison, place: int, text: str, first: int, last: int, at: int) -> tuple[int, int] | None:
    """Find the mention of one of the two nearest to its amount, extended over adjacent words of its name."""
    own = _distinct(comparison, place)
    whole = set(analysed(comparison.options[place])) - ASKING
    words = [
        (word.start(), word.end(), set(analysed(word.group())))
        for word in re.finditer(r"\w+(?:['’.-]\w+)*", text[first:last])
    ]
    mentions = [place for place, (_, _, terms) in enumerate(words) if terms & own]
    if not mentions:
        return None
    begin = end = min(mentions, key=lambda place: abs(first + words[place][0] - at))
    while end + 1 < len(words) and words[end + 1][2] & whole and words[end + 1][0] - words[end][1] == 1:
        end += 1
    while begin and words[begin - 1][2] & whole and words[begin][0] - words[begin - 1][1] == 1:
        begin -= 1
    return first + words[begin][0], first + words[end][1]


def _distinct(comparison: Comparison, place: int) -> set[str]:
    """Return the terms of one of the two that the other does not have."""
    return set(analysed(comparison.options[place])) - set(analysed(comparison.options[1 - place]))
