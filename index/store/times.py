"""The expressions of time of each article, detected while indexing and stored with it."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from corpus.article import Article, Passage
from corpus.times.expression import FINDER_VERSION, TimeExpression
from index.store.articles import ArticleStore
from index.store.catalogue import passages_of
from index.store.findings import FindingsTable

_TABLE = FindingsTable("dates", FINDER_VERSION, "list of dates", depends_on=("sha256", "stated"))

_HINT = re.compile(
    r"\d|day\b|night\b|week|month|year|[A-Z][a-z]+|morrow|noon|morning|evening|decade|centur"
    r"|spring|summer|autumn|winter|\bfall\b|ties\b|mas\b|easter|whitsun"
)
"""Matches a part of every expression of time."""
_LITTLE = re.compile(
    r"\b(?:in|on|at|since|by|until|till|from|during|the|of|early|late|around|about|before|after|for|between|and|to|only|just)\b",
    re.IGNORECASE,
)
"""Words that an answer may contain in addition to its time."""
_SAID = re.compile(r"\w")


def add_times(store: ArticleStore, row: int, article: Article, passages: Sequence[Passage]) -> None:
    """Find an article's expressions of time and store them.

    Args:
        store: A store that is being made.
        row: The article's row.
        article: The article.
        passages: Its passages; expressions elsewhere are left out.
    """
    _TABLE.add(store, row, article, [_fields(time) for time in _kept(article, passages)])


def times_in_article(store: ArticleStore, article: Article) -> tuple[TimeExpression, ...]:
    """Return an article's expressions of time, in order.

    Args:
        store: The store it is from.
        article: The article.

    Returns:
        The stored expressions; detected now if the index was made before they were stored, or by other rules.

    Raises:
        IndexDamaged: If the stored expressions do not match their checksum.
    """
    found = _TABLE.read(store, article)
    if found is None:
        return _kept(article, passages_of(store, article))
    return tuple(_expression(article.text, fields) for fields in found)


def time_at(store: ArticleStore, article_id: str, start: int, words: str) -> TimeExpression | None:
    """Find the expression of time in some words of an article.

    Args:
        store: The store the article is from.
        article_id: The article's id.
        start: Offset of the words in its text.
        words: The words; the article is loaded only if they may be a time.

    Returns:
        The expression that they are, or are part of; None if they are anything else, or the article does not exist.
    """
    article = store.article(article_id) if _HINT.search(words) else None
    if article is None:
        return None
    end = start + len(words)
    times = [time for time in times_in_article(store, article) if time.start < end and time.end > start]
    rest, at = "", start
    for time in times:
        rest, at = f"{rest} {article.text[at : time.start]}", time.end
    if not times or _SAID.search(_LITTLE.sub(" ", f"{rest} {article.text[at:end]}")):
        return None
    return max(times, key=lambda time: min(time.end, end) - max(time.start, start))


def _kept(article: Article, passages: Sequence[Passage]) -> tuple[TimeExpression, ...]:
    """Select the expressions within a passage."""
    from corpus.times.find import times_of  # compiles patterns for 36 ms, which a question need not wait for

    return tuple(
        time for time in times_of(article) if any(passage.start <= time.start < passage.end for passage in passages)
    )


def _fields(time: TimeExpression) -> tuple[Any, ...]:
    base = time.base.isoformat() if time.base else None
    return time.start, time.end, time.resolved, time.basis, base, time.is_relative


def _expression(text: str, fields: Sequence[Any]) -> TimeExpression:
    start, end, resolved, basis, base, is_relative = fields
    counted = date.fromisoformat(base) if base else None
    return TimeExpression(start, end, text[start:end], resolved, basis, counted, is_relative)
