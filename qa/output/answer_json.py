"""An answer as JSON and back: the command line's contract, and how history keeps answers."""

from datetime import date
from typing import Any

from corpus.article import Passage
from index.filters import read_filter
from index.types import Hit, Mention, RelatedArticle, RelatedArticles, Scope
from qa.types import Alternative, Answer, AskedTime, Citation, Governed, Refusal, Seconds, Tellings, When

SCHEMA = "quotewire.answer/1"
"""Keys of a schema are stable; more may be added."""
NO_DATE = "the article has no date"
"""What the key ``from`` of a time says that cannot be counted."""
_RELATED = ("copies", "versions", "same_story")
"""Keys of a citation that list related articles, as `RelatedArticles` names them."""


def answer_json(answer: Answer, question_id: Any = None) -> dict[str, Any]:
    """Write an answer under the contract.

    Args:
        answer: The answer.
        question_id: The id a batch gave the question.

    Returns:
        An object for `json.dumps`.
    """
    return {
        "schema": SCHEMA,
        "id": question_id,
        "question": answer.question,
        "asked_as": answer.asked_as,
        "read_as": list(answer.read_as),
        "unclear": {"words": answer.unclear, "others": list(answer.others)} if answer.unclear else None,
        "filter": scope_json(answer.scope) if answer.scope else None,
        "asked_time": _asked_time_json(answer.asked_time) if answer.asked_time else None,
        "answer": answer.text,
        "kind": answer.kind if answer.text is not None else None,
        "metadata": answer.metadata,
        "when": _when_json(answer.when),
        "confidence": answer.confidence,
        "sure": answer.sure,
        "governed": {"how": answer.governed.how, "words": answer.governed.words} if answer.governed else None,
        "tellings": _tellings_json(answer.tellings),
        "citations": [citation_json(citation) for citation in answer.citations],
        "answers": [_alternative_json(each) for each in answer.answers],
        "alternatives": [_alternative_json(other) for other in answer.alternatives],
        "refusal": _refusal_json(answer.refusal) if answer.refusal else None,
        "parts": [answer_json(part) for part in answer.parts],
        "hits": [_hit_json(hit) for hit in answer.hits],
        "seconds": {name: getattr(answer.seconds, name) for name in ("load", "retrieve", "read", "total")},
    }


def answer_from_json(stored: dict[str, Any]) -> Answer:
    """Read an answer that `answer_json` wrote.

    Args:
        stored: The object.

    Returns:
        The answer; the places of its passages among their article's are not kept, and 0.

    Raises:
        KeyError: If a key of the contract is missing.
        ValueError: If the schema is another.
    """
    if stored["schema"] != SCHEMA:
        raise ValueError(f"expected {SCHEMA}, found {stored['schema']}")
    return Answer(
        question=stored["question"],
        text=stored["answer"],
        confidence=stored["confidence"],
        citations=tuple(map(_citation, stored["citations"])),
        hits=tuple(map(_hit, stored["hits"])),
        refusal=_refusal(stored["refusal"]) if stored["refusal"] else None,
        seconds=Seconds(**stored["seconds"]),
        scope=_scope(stored["filter"]) if stored.get("filter") else None,
        alternatives=tuple(map(_alternative, stored.get("alternatives", ()))),
        parts=tuple(map(answer_from_json, stored.get("parts", ()))),
        tellings=_tellings(stored.get("tellings")),
        asked_time=_asked_time(stored["asked_time"]) if stored.get("asked_time") else None,
        asked_as=stored.get("asked_as"),
        unclear=(stored.get("unclear") or {}).get("words", ""),
        others=tuple((stored.get("unclear") or {}).get("others", ())),
        answers=tuple(map(_alternative, stored.get("answers", ()))),
        read_as=tuple(stored.get("read_as", ())),
        metadata=stored.get("metadata"),
        governed=Governed(**stored["governed"]) if stored.get("governed") else None,
    )


def _asked_time_json(asked: AskedTime) -> dict[str, Any]:
    days = {"first": asked.first, "last": asked.last, "from": asked.counted_from}
    written = {name: day.isoformat() if day else None for name, day in days.items()}
    return {"words": asked.words, "resolved": asked.resolved, **written, "hard": asked.is_hard}


def _asked_time(stored: dict[str, Any]) -> AskedTime:
    first, last, base = (stored[name] and date.fromisoformat(stored[name]) for name in ("first", "last", "from"))
    return AskedTime(stored["words"], first, last, stored["hard"], base)


def scope_json(scope: Scope) -> dict[str, Any]:
    """Write what a filter leaves of the index."""
    return {
        "where": scope.where.written(),
        "articles": scope.articles,
        "undated": scope.undated,
        "blamed": scope.blamed,
        "there_are": list(scope.there_are),
    }


def _scope(stored: dict[str, Any]) -> Scope:
    where = read_filter(stored["where"])
    return Scope(where, stored["articles"], stored["undated"], stored["blamed"], tuple(stored["there_are"]))


def citation_json(citation: Citation) -> dict[str, Any]:
    """Give a citation as JSON has it, by the names of its fields."""
    return {
        "number": citation.number,
        "article_id": citation.article_id,
        "title": citation.title,
        "source": citation.source,
        "published": citation.published.isoformat() if citation.published else None,
        "path": citation.path,
        "start": citation.start,
        "end": citation.end,
        "line": citation.line,
        "quote": citation.quote,
        "sentence": citation.sentence,
        "sentence_start": citation.sentence_start,
        "place": citation.place,
        **{key: list(map(_related_json, getattr(citation.related, key))) for key in _RELATED},
        "author": citation.author,
        "url": citation.url,
        "modified": citation.modified.isoformat() if citation.modified else None,
        "date_from": citation.date_from,
        "language": citation.language,
        "when": _when_json(citation.when),
    }


def _when_json(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    base = NO_DATE if when.lacks_date else when.base and when.base.isoformat()
    return {"words": when.words, "resolved": when.resolved, "from": base, "basis": when.basis}


def _when(stored: dict[str, Any] | None) -> When | None:
    if stored is None:
        return None
    words, resolved, base, basis = (stored[key] for key in ("words", "resolved", "from", "basis"))
    if base == NO_DATE:
        return When(words, resolved, lacks_date=True)
    return When(words, resolved, basis, date.fromisoformat(base) if base else None)


def _citation(stored: dict[str, Any]) -> Citation:
    fields = {key: value for key, value in stored.items() if key not in _RELATED}
    # Answers kept before offsets of sentences were: the first place is all that is known of them.
    fields.setdefault("sentence_start", stored["start"] - stored["sentence"].find(stored["quote"]))
    days = {name: date.fromisoformat(stored[name]) for name in ("published", "modified") if stored.get(name)}
    related = RelatedArticles(*(tuple(map(_related, stored.get(key, ()))) for key in _RELATED))
    fields |= {"published": None, "when": _when(stored.get("when")), **days}
    return Citation(**fields, related=related)


def _related_json(article: RelatedArticle) -> dict[str, Any]:
    return {
        "article_id": article.article_id,
        "title": article.title,
        "source": article.source,
        "published": article.published.isoformat() if article.published else None,
        "path": article.path,
    }


def _related(stored: dict[str, Any]) -> RelatedArticle:
    published = stored["published"]
    return RelatedArticle(**{**stored, "published": date.fromisoformat(published) if published else None})


def _alternative_json(other: Alternative) -> dict[str, Any]:
    citations = [citation_json(citation) for citation in other.citations]
    when = _when_json(other.citations[0].when)
    return {
        "answer": other.text,
        "when": when,
        "confidence": other.confidence,
        "relation": other.relation,
        "until": other.until.isoformat() if other.until else None,
        "tellings": _tellings_json(other.tellings),
        "citations": citations,
    }


def _alternative(stored: dict[str, Any]) -> Alternative:
    until = stored.get("until")
    return Alternative(
        stored["answer"],
        stored["confidence"],
        tuple(map(_citation, stored["citations"])),
        stored.get("relation", "other"),
        date.fromisoformat(until) if until else None,
        _tellings(stored.get("tellings")),
    )


def _tellings_json(tellings: Tellings | None) -> dict[str, int] | None:
    return {"articles": tellings.articles, "texts": tellings.texts} if tellings else None


def _tellings(stored: dict[str, int] | None) -> Tellings | None:
    return Tellings(stored["articles"], stored["texts"]) if stored else None


def _refusal_json(refusal: Refusal) -> dict[str, Any]:
    return {
        "reason": refusal.reason,
        "threshold": refusal.threshold,
        "best": refusal.best,
        "nearest": [citation_json(citation) for citation in refusal.nearest],
        "missing_terms": list(refusal.missing_terms),
        "scattered_terms": list(refusal.scattered_terms),
        "mentions": list(map(mention_json, refusal.mentions)),
        "search": {**mention_json(refusal.search), "sort": refusal.order} if refusal.search else None,
    }


def _refusal(stored: dict[str, Any]) -> Refusal:
    offered = stored.get("search")
    return Refusal(
        reason=stored["reason"],
        threshold=stored["threshold"],
        best=stored["best"],
        nearest=tuple(map(_citation, stored["nearest"])),
        missing_terms=tuple(stored["missing_terms"]),
        scattered_terms=tuple(stored.get("scattered_terms", ())),
        mentions=tuple(map(_mention, stored.get("mentions", ()))),
        search=_mention(offered) if offered else None,
        order=offered["sort"] if offered else "best",
    )


def mention_json(count: Mention) -> dict[str, Any]:
    """Write how many articles and passages mention some words."""
    return {"words": count.words, "articles": count.articles, "passages": count.passages, "exact": count.exact}


def _mention(stored: dict[str, Any]) -> Mention:
    return Mention(stored["words"], stored["articles"], stored["passages"], stored["exact"])


def _hit_json(hit: Hit) -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "score": hit.score,
        "article_id": hit.passage.article_id,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.passage.text,
        "scores": dict(hit.scores),
        "story": hit.story,
    }


def _hit(stored: dict[str, Any]) -> Hit:
    passage = Passage(stored["article_id"], 0, stored["start"], stored["end"], stored["text"])
    return Hit(passage, stored["score"], stored["rank"], stored["scores"], stored.get("story"))
