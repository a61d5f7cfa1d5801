"""What changes with time: where texts of different days answer differently, the newest is told first."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qa.questions import question_type
from qa.questions.now import asks_for_now
from qa.reading.agreement import evidence_of, span_text, text_of
from qa.types import Reading, Relation

_WAS = re.compile(
    r"(?:\b(?:former(?:ly)?|ex|previous|then|outgoing|predecessor,?|(?:succeed|replac)(?:s|es|ed|ing)"
    r"|t(?:akes|ook|aking)\s+over\s+from)[\s-]+(?:[\w.’'-]+,?\s+){0,4})$",
    re.IGNORECASE,
)
"""What says, before a name, that its time is over."""
_NO_MORE = re.compile(
    r",?\s+(?:who\s+(?:led|headed|ran|was|had|held|served|chaired|owned|stepped|resigned|retired|left|died|stood)"
    r"|(?:has\s+|had\s+)?(?:stepped\s+down|stood\s+down|resigned|retired|left\s+(?:the\s+(?:post|job|role)|office)|was\s+(?:replaced"
    r"|succeeded|dismissed|sacked|ousted)|handed\s+over|gave\s+way|died)\b|['’]s\s+successor)",
    re.IGNORECASE,
)
"""What says so behind it."""
_SHARE = 0.4
"""Share of the best answer's evidence that a newer one needs."""
_LEAST = 0.35
"""Probability that its passage answers which a newer answer needs by itself."""
_SIGNS = re.compile(r"[$£€¥%°]")
_SAME_TIME = timedelta(days=1)
"""Days between sources that speak at the same time."""
_MOST = 4
"""Answers shown beside the first where what has changed is told."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer among others, in the order in which they are shown."""

    group: Sequence[Reading]
    confidence: float
    relation: Relation = "other"
    """What it is to the first of them."""
    until: date | None = None
    """The last day on which it was told, where it is an earlier one; None where that is only told as over."""


def in_order(
    question: str,
    groups: Sequence[Sequence[Reading]],
    days: Mapping[str, date],
    others: Sequence[Sequence[Reading]],
) -> list[Told]:
    """Put answers in order: by their probability; where the question asks for now, by their day.

    Args:
        question: The question, clean.
        groups: Readings by what they answer, the best answer first; not empty.
        days: The day of each article that has one.
        others: What is shown beside the first, where time does not order them.

    Returns:
        The answers to be shown, the first that of the question. Where it asks for now, it is the newest of those
        that seem to answer, and the older follow from the newest on.
    """
    told = _by_day(groups, days) if asks_for_now(question) else []
    if len(told) > 1:
        return told
    first = Told(groups[0], groups[0][0].score)
    return [first, *(_marked(question, first, Told(group, group[0].score), days) for group in others)]


def _by_day(groups: Sequence[Sequence[Reading]], days: Mapping[str, date]) -> list[Told]:
    """Put answers of different days in order of time, the newest first; empty where there is nothing to order."""
    least = max(_LEAST, _SHARE * max(evidence_of(group[0]) for group in groups))
    likely = [each for each in groups if evidence_of(each[0]) >= least and _measure(each) == _measure(groups[0])]
    dated = [(day, group) for group in likely if (day := _day(group, days, least))]
    standing = [(day, group) for day, group in dated if not all(map(is_over, group))]
    every = [day for day, _ in dated]
    if not standing or max(every) - min(every) <= _SAME_TIME:
        return []
    newest = max(standing, key=lambda each: (each[0], evidence_of(each[1][0])))
    told = [Told(newest[1], max(newest[1][0].score, evidence_of(newest[1][0])))]
    for day, group in sorted(dated, key=lambda each: each[0], reverse=True):
        if group is newest[1]:
            continue
        if newest[0] - day <= _SAME_TIME and not all(map(is_over, group)):
            if _differ(newest[1], group):
                told.append(Told(group, group[0].score, "disputed"))
            continue
        until = None if all(map(is_over, group)) else day
        told.append(Told(group, min(group[0].score, told[0].confidence), "earlier", until))
    return told[: 1 + _MOST]


def _day(group: Sequence[Reading], days: Mapping[str, date], least: float) -> date | None:
    """Give the last day on which an answer was told as what is, or else at all."""
    telling = [each for each in group if evidence_of(each) >= least]
    standing = [each for each in telling if not is_over(each)] or telling
    return max((days[name] for each in standing if (name := each.hit.passage.article_id) in days), default=None)


def _measure(group: Sequence[Reading]) -> set[str]:
    """Tell what an answer is counted in, as far as signs tell: a price is no newer number of steps."""
    return set(_SIGNS.findall(span_text(group[0])))


def is_over(reading: Reading) -> bool:
    """Tell whether the words around a reading say that it is so no more: ``former``, ``who led``, ``succeeded``."""
    offset, text = reading.hit.passage.start, reading.hit.passage.text
    start, end = (reading.start or 0) - offset, (reading.end or 0) - offset
    first = (reading.sentence_start or 0) - offset
    return bool(_WAS.search(text[max(first, 0) : start]) or _NO_MORE.match(text, end))


def _marked(question: str, first: Told, other: Told, days: Mapping[str, date]) -> Told:
    """Mark an answer as disputing the first, where other sources of the same time tell it."""
    if question_type(question) not in {"how many", "when"}:
        return other
    one, two = _day(first.group, days, 0.0), _day(other.group, days, 0.0)
    if one is None or two is None or abs(one - two) > _SAME_TIME or not _differ(first.group, other.group):
        return other
    return Told(other.group, other.confidence, "disputed")


def _differ(one: Sequence[Reading], other: Sequence[Reading]) -> bool:
    """Tell whether two answers are from texts that are not the same, and say other things."""
    texts = {text_of(reading.hit) for reading in one}
    is_elsewhere = any(text_of(reading.hit) not in texts for reading in other)
    return is_elsewhere and span_text(one[0]) != span_text(other[0])
