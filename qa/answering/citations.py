"""Build citations, and check each against the stored article."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from corpus.article import Article, Mark, line_at, place_at
from corpus.errors import IndexDamaged
from index.store.articles import ArticleStore
from index.store.times import time_at
from index.stories.related import RelatedFinder
from qa.answering.entries import entries_of
from qa.library.changes import FileChange
from qa.types import Citation, Reading, When

Found = Literal["sentence", "quote", "nothing"]
"""What an article contains of a citation: the whole sentence, its quote alone, or neither."""


@dataclass(frozen=True, slots=True)
class OpenedCitation:
    """A cited article, or one related to it, at the cited words."""

    article: Article
    citation: Citation
    """A citation of that article; if nothing was found in it, an empty quote at its beginning."""
    found: Found
    file: FileChange = "unchanged"
    """How the article's file has changed since it was indexed."""


class Citer:
    """Makes the citations of one build.

    Args:
        store: The articles citations are checked against.
        related: Finds related articles; if None, copies and versions come from the store only.
    """

    def __init__(self, store: ArticleStore, related: RelatedFinder | None = None) -> None:
        self._store = store
        self._related = related or RelatedFinder(store, None)

    def cite(self, readings: Sequence[Reading]) -> tuple[Citation, ...]:
        """Cite the words of readings; for a reading without words, its passage.

        Related articles are looked up once for all readings.

        Args:
            readings: The readings, in the order of their numbers.

        Returns:
            The citations, numbered from 1.

        Raises:
            IndexDamaged: If an article is missing, its text differs from what was indexed, or
                it does not have the passage at its offsets.
        """
        cited = [self._cited(number, reading) for number, reading in enumerate(readings, start=1)]
        related = self._related.related([citation.article_id for citation in cited])
        return tuple(replace(citation, related=related[citation.article_id]) for citation in cited)

    def titles(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Fetch the titles of articles by their ids."""
        return self._store.titles(article_ids)

    def days(self, article_ids: Sequence[str]) -> dict[str, date]:
        """Return the stated publication dates of articles by their ids; those without one are left out."""
        articles = {name: self._store.article(name) for name in dict.fromkeys(article_ids)}
        return {name: article.stated for name, article in articles.items() if article and article.stated}

    def entries(self, article_ids: Sequence[str]) -> dict[str, tuple[Mark, ...]]:
        """Return the offsets and times of articles' entries by article id; those without entries are left out."""
        articles = {name: self._store.article(name) for name in dict.fromkeys(article_ids)}
        marks = {name: entries_of(article) for name, article in articles.items() if article}
        return {name: entries for name, entries in marks.items() if entries}

    def copies(self, article_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the ids of the copies of each article, by its id."""
        related_articles = RelatedFinder(self._store, None).related(list(dict.fromkeys(article_ids)))
        return {name: tuple(copy.article_id for copy in related.copies) for name, related in related_articles.items()}

    def _cited(self, number: int, reading: Reading) -> Citation:
        passage = reading.hit.passage
        article = self._store.article(passage.article_id)
        if article is None:
            raise IndexDamaged(f"The store has no article {passage.article_id}.", "qa rebuild")
        if article.text[passage.start : passage.end] != passage.text:
            raise IndexDamaged(
                f"Article {article.article_id} does not hold passage {passage.ordinal} at {passage.start}.",
                "qa rebuild",
            )
        start, end = _or(reading.start, passage.start), _or(reading.end, passage.end)
        first, last = _or(reading.sentence_start, start), _or(reading.sentence_end, end)
        if not (passage.start <= first <= start < end <= last <= passage.end):
            raise IndexDamaged(f"A reading of {article.article_id} points outside its passage: {start} to {end}.")
        cited = citation_of(article, number, (start, end), (first, last))
        return replace(cited, when=None if reading.start is None else self._when(article, start, end))

    def _when(self, article: Article, start: int, end: int) -> When | None:
        """Return the time that words express, and whether their article lacks a date to resolve it."""
        time = time_at(self._store, article.article_id, start, article.text[start:end])
        if time is None:
            return None
        lacks_date = time.is_relative and time.resolved is None and article.stated is None
        return When(time.words, time.resolved, time.basis, time.base, lacks_date)


def reopened(article: Article, citation: Citation) -> OpenedCitation:
    """Open a citation's own article.

    Args:
        article: The article as it is indexed now.
        citation: A citation of it, perhaps from an earlier build.

    Returns:
        The article at the cited words; with the citation unchanged if they are no longer there.

    Raises:
        IndexDamaged: If the article's text differs from what was indexed.
    """
    span = citation.start, citation.end
    sentence = citation.sentence_start, citation.sentence_start + len(citation.sentence)
    if article.text[slice(*span)] != citation.quote or article.text[slice(*sentence)] != citation.sentence:
        return OpenedCitation(article, citation, "nothing")
    cited = citation_of(article, citation.number, span, sentence)
    return OpenedCitation(article, replace(cited, related=citation.related, when=citation.when), "sentence")


def cited_elsewhere(article: Article, citation: Citation) -> OpenedCitation:
    """Find the cited words in another article.

    Args:
        article: An article related to the cited one.
        citation: The citation.

    Returns:
        The article at the same sentence; else at the same words; else at its beginning.

    Raises:
        IndexDamaged: If the article's text differs from what was indexed.
    """
    first = article.text.find(citation.sentence)
    if first >= 0:
        start = first + citation.start - citation.sentence_start
        span, sentence = (start, start + len(citation.quote)), (first, first + len(citation.sentence))
        return OpenedCitation(article, citation_of(article, citation.number, span, sentence), "sentence")
    words = re.search(rf"(?<!\w){re.escape(citation.quote)}(?!\w)", article.text)
    span = words.span() if words else (article.body, article.body)
    return OpenedCitation(article, citation_of(article, citation.number, span, span), "quote" if words else "nothing")


def citation_of(article: Article, number: int, span: tuple[int, int], sentence: tuple[int, int]) -> Citation:
    """Build a citation of a stored article after checking its text against its hash.

    Args:
        article: The article from the store.
        number: From 1, in the order of the citations.
        span: Offsets of the words, half-open.
        sentence: Offsets of their sentence, half-open.

    Returns:
        The citation, without related articles.

    Raises:
        IndexDamaged: If the text differs from what was indexed, or the offsets lie outside it.
    """
    (start, end), (first, last) = span, sentence
    _check_holds(article, first, start, end, last)
    return Citation(
        number=number,
        article_id=article.article_id,
        title=article.title,
        source=article.source,
        published=article.published,
        path=article.path,
        start=start,
        end=end,
        line=line_at(article.text, start, article.row),
        quote=article.text[start:end],
        sentence=article.text[first:last],
        sentence_start=first,
        place=place_at(article.marks, start),
        author=article.author,
        url=article.url,
        modified=article.modified,
        date_from=article.date_from,
        language=article.language,
    )


def _check_holds(article: Article, *offsets: int) -> None:
    """Check an article's text against its hash, and that the offsets ascend within its length."""
    if hashlib.sha256(article.text.encode("utf-8")).hexdigest() != article.sha256:
        raise IndexDamaged(f"The stored text of {article.article_id} is not what was indexed.", "qa rebuild")
    bounds = [0, *offsets, len(article.text)]
    if bounds != sorted(bounds):
        raise IndexDamaged(
            f"A citation points outside {article.article_id}: {offsets[0]} to {offsets[-1]}.", "qa rebuild"
        )


def _or(value: int | None, other: int) -> int:
    return other if value is None else value
