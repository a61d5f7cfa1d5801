"""Answers that change with time: if texts of different days answer differently, the newest comes first."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qa.questions import question_type
from qa.questions.now import asks_for_now
from qa.reading.agreement import evidence_of, span_text, text_of
from qa.types import AlternativeRelation, Reading

_WAS = re.compile(
    r"(?:\b(?:former(?:ly)?|ex|previous|then|outgoing|predecessor,?|(?:succeed|replac)(?:s|es|ed|ing)"
    r"|t(?:akes|ook|aking)\s+over\s+from)[\s-]+(?:[\w.’'-]+,?\s+){0,4})$",
    re.IGNORECASE,
)
"""Words before a name that say its time is over."""
_NO_MORE = re.compile(
    r",?\s+(?:who\s+(?:led|headed|ran|was|had|held|served|chaired|owned|stepped|resigned|retired|left|died|stood)"
    r"|(?:has\s+|had\s+)?(?:stepped\s+down|stood\s+down|resigned|retired|left\s+(?:the\s+(?:post|job|role)|office)|was\s+(?:replaced"
    r"|succeeded|dismissed|sacked|ousted)|handed\s+over|gave\s+way|died)\b|['’]s\s+successor)",
    re.IGNORECASE,
)
"""Words after a name that say so."""
_UPDATES = re.compile(
    r"\b(?:rais|ris|rose|br(?:ing|ought)|climb|increas|gr(?:ow|ew)|lift|push|reach|reduc|f[ae]ll|revis|correct|updat|dropp?)\w*\b"
    r"[^.;]{0,60}?\bto\s+(?:(?:at\s+least|about|some|around|nearly)\s+)?$",
    re.IGNORECASE,
)
"""Words before a figure that say it takes the place of another: "raising the number of dead to"."""
_SHARE = 0.4
"""Share of the best answer's evidence that a newer one needs."""
_LEAST = 0.35
"""Evidence that a newer answer needs by itself."""
_SIGNS = re.compile(r"[$£€¥%°]")
_SAME_TIME = timedelta(days=1)
"""Sources at most this far apart count as being of the same time."""
_MOST = 4
"""Answers shown with the first if the answer has changed over time."""


@dataclass(frozen=True, slots=True)
class RankedAnswer:
    """One of the answers to a question, in the order in which they are shown."""

    group: Sequence[Reading]
    confidence: float
    relation: AlternativeRelation = "other"
    """How it relates to the first of them."""
    until: date | None = None
    """The last day on which an earlier answer was reported as current; None if it is only reported as past."""


def in_order(
    question: str,
    groups: Sequence[Sequence[Reading]],
    days: Mapping[str, date],
    others: Sequence[Sequence[Reading]],
) -> list[RankedAnswer]:
    """Order answers by probability, or by date if the question asks for the present.

    Args:
        question: The question, clean.
        groups: Readings grouped by answer, the best answer first; not empty.
        days: The publication date of each article that has one.
        others: The alternatives to show if time does not order the answers.

    Returns:
        The answers to show, the main one first. If the question asks for the present, that is the newest of those
        that seem to answer, and the older ones follow, newest first.
    """
    if asks_for_now(question):
        ordered = _by_day(groups, days) or _by_update(groups, days)
        if len(ordered) > 1:
            return ordered
    first = RankedAnswer(groups[0], groups[0][0].score)
    return [first, *(_marked(question, first, RankedAnswer(group, group[0].score), days) for group in others)]


def _by_day(groups: Sequence[Sequence[Reading]], days: Mapping[str, date]) -> list[RankedAnswer]:
    """Order answers of different days, the newest first; empty if there is nothing to order."""
    likely, least = _likely(groups)
    dated = [(day, group) for group in likely if (day := _day(group, days, least))]
    standing = [(day, group) for day, group in dated if not all(map(is_over, group))]
    every = [day for day, _ in dated]
    if not standing or max(every) - min(every) <= _SAME_TIME:
        return []
    newest = max(standing, key=lambda dated_group: (dated_group[0], evidence_of(dated_group[1][0])))
    ranked = [RankedAnswer(newest[1], max(newest[1][0].score, evidence_of(newest[1][0])))]
    for day, group in sorted(dated, key=lambda dated_group: dated_group[0], reverse=True):
        if group is newest[1]:
            continue
        if newest[0] - day <= _SAME_TIME and not all(map(is_over, group)):
            if _differ(newest[1], group):
                ranked.append(RankedAnswer(group, group[0].score, "disputed"))
            continue
        until = None if all(map(is_over, group)) else day
        ranked.append(RankedAnswer(group, min(group[0].score, ranked[0].confidence), "earlier", until))
    return ranked[: 1 + _MOST]


def _likely(groups: Sequence[Sequence[Reading]]) -> tuple[list[Sequence[Reading]], float]:
    """Select the answers that may be right, in the unit of the first, and the evidence that they need."""
    least = max(_LEAST, _SHARE * max(evidence_of(group[0]) for group in groups))
    return [
        group for group in groups if evidence_of(group[0]) >= least and _measure(group) == _measure(groups[0])
    ], least


def _by_update(groups: Sequence[Sequence[Reading]], days: Mapping[str, date]) -> list[RankedAnswer]:
    """Put an answer that takes the place of another before those of articles without a date; empty if there is none."""
    likely, least = _likely(groups)
    updates = [group for group in likely if any(map(is_update, group))]
    undated = [group for group in likely if group not in updates and _day(group, days, least) is None]
    if len(updates) != 1 or len(undated) != len(likely) - 1:
        return []
    (newest,) = updates
    first = RankedAnswer(newest, max(newest[0].score, evidence_of(newest[0])))
    rest = (RankedAnswer(group, min(group[0].score, first.confidence), "earlier") for group in undated)
    return [first, *rest][: 1 + _MOST]


def is_update(reading: Reading) -> bool:
    """Return whether the words before a reading say that it replaces another figure: "rose to", "raising it to"."""
    offset, text = reading.hit.passage.start, reading.hit.passage.text
    first = (reading.sentence_start or 0) - offset
    return _UPDATES.search(text[max(first, 0) : (reading.start or 0) - offset]) is not None


def _day(group: Sequence[Reading], days: Mapping[str, date], least: float) -> date | None:
    """Return the last day on which an answer was reported as current, or else at all."""
    supporting = [reading for reading in group if evidence_of(reading) >= least]
    standing = [reading for reading in supporting if not is_over(reading)] or supporting
    return max((days[name] for reading in standing if (name := reading.hit.passage.article_id) in days), default=None)


def _measure(group: Sequence[Reading]) -> set[str]:
    """Return the unit signs of an answer: a price is not a newer value of a number of steps."""
    return set(_SIGNS.findall(span_text(group[0])))


def is_over(reading: Reading) -> bool:
    """Return whether the words around a reading say that it is no longer so: ``former``, ``who led``, ``succeeded``."""
    offset, text = reading.hit.passage.start, reading.hit.passage.text
    start, end = (reading.start or 0) - offset, (reading.end or 0) - offset
    first = (reading.sentence_start or 0) - offset
    return bool(_WAS.search(text[max(first, 0) : start]) or _NO_MORE.match(text, end))


def _marked(question: str, first: RankedAnswer, other: RankedAnswer, days: Mapping[str, date]) -> RankedAnswer:
    """Mark an answer as disputing the first if other sources of the same time give it."""
    if question_type(question) not in {"how many", "when"}:
        return other
    one, two = _day(first.group, days, 0.0), _day(other.group, days, 0.0)
    if one is None or two is None or abs(one - two) > _SAME_TIME or not _differ(first.group, other.group):
        return other
    return RankedAnswer(other.group, other.confidence, "disputed")


def _differ(one: Sequence[Reading], other: Sequence[Reading]) -> bool:
    """Return whether two answers differ and are from independent texts."""
    texts = {text_of(reading.hit) for reading in one}
    is_elsewhere = any(text_of(reading.hit) not in texts for reading in other)
    return is_elsewhere and span_text(one[0]) != span_text(other[0])
