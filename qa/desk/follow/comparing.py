"""Decides whether a new answer differs from the last one, and whether the difference is worth reporting."""

from collections.abc import Collection
from dataclasses import replace

from corpus.times.period import overlap
from index.store.articles import ArticleStore
from qa.answering.citations import Citer
from qa.output.desk_messages import ChangeKind
from qa.reading.agreement import clocks_differ, evidence_of, same_answer, span_text
from qa.types import Answer, Reading

_WEIGHTY = 0.4
"""Evidence, 0 to 1, that a new passage needs to dispute a current answer. Chosen by `bench.follow`."""

Difference = tuple[ChangeKind, Answer, Answer]
"""The kind of change, the answer before, and the one after."""


def changed_part(before: Answer, after: Answer, fresh: Collection[str], store: ArticleStore) -> Difference | None:
    """Find what changed in an answer, part by part if the question asks several things.

    Args:
        before: The answer last reported.
        after: The answer now, with its readings.
        fresh: Ids of the articles that are new or changed.
        store: The articles, for citing the passage that disputes the answer.

    Returns:
        The first difference; None if the answer is unchanged.
    """
    pairs = zip(before.parts or (before,), after.parts or (after,), strict=False)
    differences = (_difference(one, other, fresh, store) for one, other in pairs)
    return next((difference for difference in differences if difference), None)


def _difference(before: Answer, after: Answer, fresh: Collection[str], store: ArticleStore) -> Difference | None:
    if after.text is None:
        return None if before.text is None else ("unsaid", before, after)
    if before.text is None:
        return "answered", before, after
    if before.answers or after.answers:
        return _list_difference(before, after)
    if not says_same(before, after):
        return "changed", before, after
    return _disputed(before, after, fresh, store)


def _list_difference(before: Answer, after: Answer) -> Difference | None:
    """Find new items of a list; the first is cited. Missing items may only have a lower rank."""
    had = [other.text for other in before.answers] or [before.text or ""]
    added = [other for other in after.answers if not any(same_answer(text, other.text) for text in had)]
    if not added:
        return None
    listed = replace(after, text=", ".join(other.text for other in after.answers), citations=added[0].citations)
    return "changed", replace(before, text=", ".join(had)), listed


def _disputed(before: Answer, after: Answer, fresh: Collection[str], store: ArticleStore) -> Difference | None:
    """Find a new passage that strongly supports another answer, although the answer is unchanged.

    New articles may disagree: one that gives the same answer settles what its own passages say, and no other's.
    """
    agreeing: set[str] = set()
    for reading in sorted(after.readings, key=evidence_of, reverse=True):
        article_id = reading.hit.passage.article_id
        if article_id not in fresh or article_id in agreeing:
            continue
        if not span_text(reading) or evidence_of(reading) < _WEIGHTY:
            continue
        other = _as_answer(after, reading, store)
        if not says_same(before, other):
            return "disputed", before, other
        agreeing.add(article_id)
    return None


def _as_answer(answer: Answer, reading: Reading, store: ArticleStore) -> Answer:
    cited = Citer(store).cite([reading])
    return replace(
        answer, text=cited[0].quote, confidence=evidence_of(reading), citations=cited, alternatives=(), readings=()
    )


def says_same(one: Answer, other: Answer) -> bool:
    """Return whether two answers say the same: by their times if both are times, else by their words."""
    when, then = one.when, other.when
    differ = clocks_differ(one.text or "", other.text or "")
    if when and then and when.resolved and then.resolved and not differ:
        return overlap(when.resolved, then.resolved)
    return same_answer(one.text or "", other.text or "")
