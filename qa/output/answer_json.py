"""Converts answers to JSON and back, for programs and for the history."""

from datetime import date
from typing import Any

import msgspec

from corpus.article import Passage
from index.filters import read_filter
from index.types import RELATIONS, Hit, Mention, RelatedArticles, Scope
from qa.output.answer_messages import (
    NO_DATE,
    SCHEMA,
    AlternativeJson,
    AnswerJson,
    AskedTimeJson,
    CitationJson,
    ErrorJson,
    HitJson,
    OfferedJson,
    RefusalJson,
    ScopeJson,
    UnclearJson,
    WhenJson,
)
from qa.output.contract import read, taken, written
from qa.types import Alternative, Answer, AskedTime, Citation, Refusal, When
from qa.types.phrased import Phrased


def answer_json(answer: Answer, question_id: Any = None, phrased: Phrased | None = None) -> dict[str, Any]:
    """Convert an answer to JSON.

    Args:
        answer: The answer.
        question_id: The id of the question in a batch.
        phrased: The answer as phrased by a language model, if it was.

    Returns:
        An object for `json.dumps`.
    """
    return written(msgspec.structs.replace(answer_message(answer, question_id), phrased=phrased))


def error_json(error: str, line: int, question_id: Any = None) -> dict[str, Any]:
    """Convert the error of a batch line to JSON.

    Args:
        error: The message.
        line: The line's number, from 1.
        question_id: The id of the question, if it could be read.

    Returns:
        An object for `json.dumps`.
    """
    return written(ErrorJson(id=question_id, line=line, error=error))


def answer_from_json(stored: dict[str, Any]) -> Answer:
    """Read an answer written by `answer_json`, of this version or an earlier one.

    Args:
        stored: The object.

    Returns:
        The answer; the ordinals and rows of its passages are not stored, and are 0.

    Raises:
        ValueError: If a key is missing or has an invalid value, or the schema is another.
    """
    return _answer(read(AnswerJson, stored))


def _refusal_message(refusal: Refusal) -> RefusalJson:
    offered = refusal.search and taken(OfferedJson, refusal.search, sort=refusal.order)
    return taken(RefusalJson, refusal, nearest=_cited(refusal.nearest), search=offered)


def _refusal(message: RefusalJson) -> Refusal:
    offered = message.search
    search, order = (taken(Mention, offered), offered.sort) if offered else (None, "best")
    return taken(Refusal, message, nearest=_citations(message.nearest), search=search, order=order)


def scope_message(scope: Scope) -> ScopeJson:
    """Convert the scope of a filter to a message."""
    return taken(ScopeJson, scope, where=scope.where.written())


def answer_message(answer: Answer, question_id: Any = None) -> AnswerJson:
    """Convert an answer to a message, to be part of another."""
    return taken(
        AnswerJson,
        answer,
        schema=SCHEMA,
        id=question_id,
        unclear=UnclearJson(words=answer.unclear, others=answer.others) if answer.unclear else None,
        scope=answer.scope and scope_message(answer.scope),
        kind=answer.kind if answer.text is not None else None,
        when=_when_message(answer.when),
        citations=_cited(answer.citations),
        asked_time=answer.asked_time and taken(AskedTimeJson, answer.asked_time),
        answers=tuple(map(_alternative_message, answer.answers)),
        alternatives=tuple(map(_alternative_message, answer.alternatives)),
        refusal=answer.refusal and _refusal_message(answer.refusal),
        parts=tuple(map(answer_message, answer.parts)),
        hits=tuple(
            taken(HitJson, hit.passage, rank=hit.rank, score=hit.score, scores=dict(hit.scores), story=hit.story)
            for hit in answer.hits
        ),
    )


def _alternative_message(other: Alternative) -> AlternativeJson:
    return taken(AlternativeJson, other, when=_when_message(other.citations[0].when), citations=_cited(other.citations))


def _cited(citations: tuple[Citation, ...]) -> tuple[CitationJson, ...]:
    return tuple(map(citation_message, citations))


def citation_message(citation: Citation) -> CitationJson:
    """Convert a citation to a message."""
    related = {name: getattr(citation.related, name) for name in RELATIONS}
    return taken(CitationJson, citation, when=_when_message(citation.when), **related)


def _when_message(when: When | None) -> WhenJson | None:
    if when is None:
        return None
    return taken(WhenJson, when, from_=NO_DATE if when.lacks_date else when.base and when.base.isoformat())


def _answer(message: AnswerJson) -> Answer:
    refusal, scope, unclear = message.refusal, message.scope, message.unclear
    return taken(
        Answer,
        message,
        citations=_citations(message.citations),
        hits=tuple(map(_hit, message.hits)),
        refusal=refusal and _refusal(refusal),
        scope=scope and taken(Scope, scope, where=read_filter(scope.where)),
        asked_time=message.asked_time and taken(AskedTime, message.asked_time),
        answers=tuple(map(_alternative, message.answers)),
        alternatives=tuple(map(_alternative, message.alternatives)),
        parts=tuple(map(_answer, message.parts)),
        unclear=unclear.words if unclear else "",
        others=unclear.others if unclear else (),
    )


def _alternative(message: AlternativeJson) -> Alternative:
    return taken(Alternative, message, citations=_citations(message.citations))


def _citations(messages: tuple[CitationJson, ...]) -> tuple[Citation, ...]:
    return tuple(map(_citation, messages))


def _citation(message: CitationJson) -> Citation:
    start = message.sentence_start
    if start is None:  # written before the offset was stored: assume the first occurrence
        start = message.start - message.sentence.find(message.quote)
    related = RelatedArticles(**{name: getattr(message, name) for name in RELATIONS})
    return taken(Citation, message, sentence_start=start, related=related, when=_when(message.when))


def _when(message: WhenJson | None) -> When | None:
    if message is None:
        return None
    if message.from_ == NO_DATE:
        return taken(When, message, basis=None, lacks_date=True)
    return taken(When, message, base=date.fromisoformat(message.from_) if message.from_ else None)


def _hit(message: HitJson) -> Hit:
    return taken(Hit, message, passage=taken(Passage, message, ordinal=0))
