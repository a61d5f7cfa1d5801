"""Decide from the readings: answer with citations and alternatives, or refuse."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from typing import Any

from corpus.article import MetadataField
from corpus.struck import as_said
from index.lexical.analyzer import analysed
from index.types import Hit
from qa.answering.citations import Citer
from qa.answering.entries import latest_first
from qa.answering.latest import in_order
from qa.answering.listed import listed, of_so_many
from qa.answering.rules.contradicted import contradicted
from qa.answering.rules.corrected import without_corrected
from qa.answering.rules.governed import governed_by
from qa.questions import content_terms
from qa.questions.clock import clock_asked
from qa.questions.kind import asks_list
from qa.reading.agreement import evidence_of, grouped, same_answer, span_text, text_of
from qa.reading.confidence import log_odds
from qa.reading.reader import whole_sentence
from qa.types import Alternative, Citation, Governed, Reading, Refusal, RefusalReason, Tellings

_CITATIONS = 3
"""Most citations of one answer."""
_ALTERNATIVES = 2
_CLOSE = 0.5
"""Share of the answer's confidence from which another answer is shown with it."""
_BORNE_OUT = 0.3
"""Share of the best passage's evidence that another passage needs: the same words may occur anywhere."""
_AT_ITS_TIME = 0.05
"""Evidence that the entry of a live blog needs if the question names its time of day."""
_NEAREST = 3
"""Passages a refusal shows."""
_SWAY = 0.025
"""Weight of a passage's relevance logit beside its retrieval score from 0 to 1. Chosen on 400 claims of SciFact's
train set (nDCG@10 .774; with evidence instead .770, retrieval alone .759) and 736 answered questions of the
development collection: the best values for both lie between 0.02 and 0.03."""
_SUREST = 10.0
"""Relevance logits are clipped to this magnitude."""
_AROUND = ".,;:!?¿¡…\"'“”‘’«»()[]{}"
"""Punctuation around a word."""
_RELEVANT = 0.1
"""Evidence below which a passage counts as irrelevant."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The answer or refusal that follows from the readings."""

    citations: tuple[Citation, ...] = ()
    confidence: float | None = None
    alternatives: tuple[Alternative, ...] = ()
    refusal: Refusal | None = None
    """Why there is no answer; None exactly if there are citations."""
    answers: tuple[Alternative, ...] = ()
    """Every item, if a list is asked for."""
    governed: Governed | None = None
    """How the first citation's sentence qualifies the answer's words."""
    text: str | None = None
    """The answer, if it is not the quote of the first citation."""
    metadata: MetadataField | None = None
    """Which of an article's metadata fields the answer is."""
    tellings: Tellings | None = None
    """How many articles give the answer."""

    def of_answer(self) -> dict[str, Any]:
        """Return the fields of the `Answer` that this decides."""
        attributes = {attribute.name: getattr(self, attribute.name) for attribute in fields(self)}
        return attributes | {"text": self.text or (as_said(self.citations[0].quote) if self.citations else None)}


def conclude(
    question: str, readings: Sequence[Reading], hits: Sequence[Hit], threshold: float, citer: Citer
) -> Conclusion:
    """Answer with citations, or refuse.

    Args:
        question: The question, clean.
        readings: Best first, with the probability that each answers.
        hits: Passages, best first.
        threshold: The probability an answer needs, 0 to 1.
        citer: Makes and checks citations.

    Returns:
        The answer with its citations, or a refusal.
    """
    readings = without_corrected(question, readings, hits, citer.titles([hit.passage.article_id for hit in hits]))
    answer_groups = grouped(readings)
    best = answer_groups[0][0].score if answer_groups else 0.0
    if not answer_groups or best < threshold:
        return Conclusion(refusal=_refusal(question, readings, hits, threshold, citer))
    groups = _latest_first(question, answer_groups, threshold, citer)
    several = asks_list(question)
    others = listed(readings, threshold) if several else _close(groups, readings, max(_CLOSE * best, threshold))
    days = citer.days([reading.hit.passage.article_id for reading in readings])
    ordered = in_order(question, groups[:1] if several else groups, days, others)
    governed, first = _qualified(question, ordered[0].group)
    shown = [_places(group) for group in [first, *(answer.group for answer in ordered[1:])]]
    citations = iter(citer.cite([reading for places in shown for reading in places]))
    cited = [tuple(islice(citations, len(places))) for places in shown]
    counted = [_tellings(answer.group, citer) for answer in ordered]
    beside = tuple(
        Alternative(as_said(span_text(each.group[0])), each.confidence, own, each.relation, each.until, tellings)
        for each, own, tellings in zip(ordered[1:], cited[1:], counted[1:], strict=True)
    )
    answers, alternatives = (beside, ()) if several else ((), beside)
    later = evidence_of(groups[0][0]) if groups[0] is not answer_groups[0] else 0.0
    confidence = max(ordered[0].confidence, later)
    confidence = of_so_many(question, confidence, len(beside)) if several else confidence
    return Conclusion(cited[0], confidence, alternatives, answers=answers, governed=governed, tellings=counted[0])


def _latest_first(
    question: str, groups: Sequence[Sequence[Reading]], threshold: float, citer: Citer
) -> Sequence[Sequence[Reading]]:
    """Put the latest entry of a live blog first, or the one of the time of day that the question names."""
    clock = clock_asked(question)
    close = max(_CLOSE * evidence_of(groups[0][0]), threshold)
    others = groups if clock else groups[:1]
    ids = [reading.hit.passage.article_id for group in others for reading in group]
    entries = citer.entries(ids) if len(groups) > 1 else {}
    return latest_first(groups, min(close, _AT_ITS_TIME) if clock else close, entries, clock)


def _qualified(question: str, group: Sequence[Reading]) -> tuple[Governed | None, list[Reading]]:
    """Return what qualifies an answer's words, and its readings, widened to sentences where the words would mislead."""
    governed = governed_by(question, group[0])
    if governed is None and (denied := contradicted(question, group[0])):
        return denied[0], [denied[1], *map(whole_sentence, group[1:])]
    return governed, [whole_sentence(reading) if governed and governed.wholly else reading for reading in group]


def _close(groups: Sequence[Sequence[Reading]], readings: Sequence[Reading], least: float) -> list[Sequence[Reading]]:
    """Choose the alternatives to the first group: others that come close, including spans of its own sentence."""
    beside = [(other,) for reading in readings for other in reading.more]
    apart = [groups[0]]
    for group in sorted([*groups[1:], *beside], key=lambda group: -group[0].score):
        known = any(same_answer(span_text(group[0]), span_text(other[0])) for other in apart)
        if group[0].score >= least and not known:
            apart.append(group)
    return apart[1 : 1 + _ALTERNATIVES]


def _tellings(group: Sequence[Reading], citer: Citer) -> Tellings:
    """Count the articles that give an answer, and how many of them are not copies of one another."""
    supporting = [reading for reading in group if evidence_of(reading) >= _BORNE_OUT * evidence_of(group[0])]
    copies = citer.copies([reading.hit.passage.article_id for reading in supporting])
    articles = {
        name
        for reading in supporting
        for name in (reading.hit.passage.article_id, *copies[reading.hit.passage.article_id])
    }
    return Tellings(len(articles), len({text_of(reading.hit) for reading in supporting}))


def reordered(hits: Sequence[Hit], readings: Sequence[Reading]) -> tuple[Hit, ...]:
    """Rank passages that seem to answer first, and record each part of their score.

    Args:
        hits: As they were retrieved.
        readings: The readings of them; a hit without a reading keeps its order, after the others.

    Returns:
        Hits scored from 0 to 1 by retrieval and relevance together, reranked. `scores` has ``fused`` (as retrieved),
        the reader's scores, and ``probability`` (that the passage's span is the answer).
    """
    of = {reading.hit.rank: reading for reading in readings}
    scored = []
    for hit in hits:
        scores = dict(hit.scores) | {"fused": hit.score}
        if (reading := of.get(hit.rank)) is not None:
            scores |= dict(reading.scores) | {"probability": reading.score}
        scored.append(replace(hit, score=_mixed(hit.score, reading) if reading else 0.0, scores=scores))
    ordered = sorted(scored, key=lambda hit: (hit.rank not in of, -hit.score, hit.rank))
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(ordered, start=1))


def _mixed(fused: float, reading: Reading) -> float:
    """Combine both scores. Not evidence: it also weighs the span, which means little if the query is no question."""
    relevance = reading.scores.get("relevance", log_odds(evidence_of(reading)))
    most = _SWAY * _SUREST
    return (fused + max(-most, min(most, _SWAY * relevance)) + most) / (1 + 2 * most)


def _places(group: Sequence[Reading]) -> list[Reading]:
    """Choose the passages to cite: the best of each independent text that supports the answer."""
    places: dict[str, Reading] = {}
    for reading in group:
        if evidence_of(reading) >= _BORNE_OUT * evidence_of(group[0]):
            places.setdefault(text_of(reading.hit), reading)
    return list(places.values())[:_CITATIONS]


def _refusal(
    question: str, readings: Sequence[Reading], hits: Sequence[Hit], threshold: float, citer: Citer
) -> Refusal:
    nearest = [Reading(hit, hit.score) for hit in hits[:_NEAREST]]
    missing, scattered = _unmet(question, hits, citer)
    return Refusal(
        reason=_reason(readings, hits),
        threshold=threshold,
        best=max((reading.score for reading in readings), default=0.0),
        nearest=citer.cite(nearest),
        missing_terms=missing,
        scattered_terms=scattered,
    )


def _reason(readings: Sequence[Reading], hits: Sequence[Hit]) -> RefusalReason:
    if not hits:
        return "nothing retrieved"
    if max(map(evidence_of, readings), default=0.0) < _RELEVANT:
        return "nothing relevant"
    if all(reading.start is None for reading in readings):
        return "no span"
    return "low confidence"


def _unmet(question: str, hits: Sequence[Hit], citer: Citer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the content words that no passage has, and the others if no passage has all of them."""
    terms = set(content_terms(question))
    wanted = {analysed(word)[0]: word for word in reversed(question.split()) if analysed(word)}
    wanted = {term: word.strip(_AROUND) for term, word in wanted.items() if term in terms}
    titles = citer.titles([hit.passage.article_id for hit in hits])
    texts = [set(analysed(f"{titles.get(hit.passage.article_id, '')} {hit.passage.text}")) for hit in hits]
    held = set().union(*texts) & wanted.keys()
    met = any(held <= has for has in texts)
    asked = [(term, wanted[term]) for term in reversed(wanted)]
    missing = tuple(word for term, word in asked if term not in held)
    return missing, () if met else tuple(word for term, word in asked if term in held)
