"""Finds the articles that a question asks for: by an author or a source, or about something."""

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from corpus.article import Article
from index.filters import Filter, folded
from index.store.articles import ArticleStore
from index.store.catalogue import list_articles, passages_of
from index.types import Hit
from qa.answering.articles_asked import ArticlesAsked, articles_asked, listed
from qa.answering.citations import Citer
from qa.answering.metadata import at_first_sentence
from qa.library.search import Searcher
from qa.questions.written_by import WrittenBy, written_by
from qa.types import ArticlesBy, Reading, Refusal

_SHOWN = 3
"""Articles shown."""
_FIELDS: tuple[Literal["author", "source"], ...] = ("author", "source")


@dataclass(frozen=True, slots=True)
class ArticlesFound:
    """The articles that a question asks for."""

    hits: tuple[Hit, ...]
    """A passage of each of those shown."""
    refusal: Refusal
    """Says how many there are, and cites those shown."""
    where: Filter
    """The conditions that all of them meet."""


def articles_found(
    question: str, where: Filter, searcher: Searcher, citer: Citer, store: ArticleStore
) -> ArticlesFound | None:
    """Count the articles that a question asks for.

    Args:
        question: The question, clean.
        where: Conditions that the articles must meet.
        searcher: Finds articles by words.
        citer: Makes and checks citations.
        store: The articles.

    Returns:
        The articles; None if the question asks for something that articles say.

    Raises:
        IndexDamaged: If the index cannot be read, or a citation fails its check.
    """
    author = written_by(question)
    found = _by(author, store, where) if author else None
    if author is None or found is None:
        asked = articles_asked(question)
    elif author.words is None:
        by, chosen = found
        return ArticlesFound(*_listed(by, chosen, store, citer), where)
    else:
        asked, where = ArticlesAsked(author.words, "best"), found[1]
    return ArticlesFound(*listed(asked, searcher, citer, store, where), where) if asked else None


def _by(asked: WrittenBy, store: ArticleStore, where: Filter) -> tuple[ArticlesBy, Filter] | None:
    """Find who wrote how many articles, and the filter that selects those; an author before a source of that name.

    A source that is called so before an author in whose name it only occurs, such as a column of that source.
    """
    words = re.compile(rf"(?<!\w){re.escape(folded(asked.name))}(?!\w)")
    found: list[tuple[bool, ArticlesBy, Filter]] = []
    for field in _FIELDS:
        if getattr(where, field) is None:
            chosen = replace(where, author=asked.name) if field == "author" else replace(where, source=asked.name)
            names = [getattr(article, field) for article in list_articles(store, chosen)]
            if (named := next((name for name in names if words.search(folded(name))), None)) is not None:
                shown = named if folded(named) == folded(asked.name) else asked.name
                exact = any(folded(name).removeprefix("the ") == folded(asked.name) for name in names)
                found.append((exact, ArticlesBy(field, shown, len(names)), chosen))
    _, by, chosen = max(found, key=lambda each: each[0], default=(False, None, where))
    return (by, chosen) if by else None


def _listed(by: ArticlesBy, chosen: Filter, store: ArticleStore, citer: Citer) -> tuple[tuple[Hit, ...], Refusal]:
    """Cite the newest of somebody's articles at their first sentences."""
    newest = islice(list_articles(store, chosen, "date"), _SHOWN)
    articles = (store.article(listed.article_id) for listed in newest)
    readings = [_reading(rank, article, store) for rank, article in enumerate(filter(None, articles), start=1)]
    hits = tuple(reading.hit for reading in readings)
    return hits, Refusal("asks for articles", 0.0, 0.0, citer.cite(readings), (), order="date", by=by)


def _reading(rank: int, article: Article, store: ArticleStore) -> Reading:
    return at_first_sentence(article, Hit(passages_of(store, article)[0], 0.0, rank))
