"""Words of an article to a citation that has been checked."""

import hashlib
from collections.abc import Sequence

from corpus.article import Article, line_at, place_at
from corpus.errors import IndexDamaged
from index.store.articles import ArticleStore
from index.stories.related import Tellings
from qa.types import Citation, Reading


class Citer:
    """Makes citations for one answer.

    Args:
        store: The articles citations are checked against.
        tellings: Says who else tells a story; None: the store alone, which knows copies and versions.
    """

    def __init__(self, store: ArticleStore, tellings: Tellings | None = None) -> None:
        self._store = store
        self._tellings = tellings or Tellings(store, None)

    def cite(self, number: int, reading: Reading) -> Citation:
        """Cite what a reader found; where it found nothing, the passage it looked in.

        Args:
            number: The citation's number, from 1.
            reading: What was found.

        Returns:
            The citation.

        Raises:
            IndexDamaged: If the article is not there, is not the text that was indexed, or
                does not hold the passage at its offsets.
        """
        passage = reading.hit.passage
        article = self._article(passage.article_id)
        if article.text[passage.start : passage.end] != passage.text:
            raise IndexDamaged(
                f"Article {article.article_id} does not hold passage {passage.ordinal} at {passage.start}.",
                "qa rebuild",
            )
        start, end = _or(reading.start, passage.start), _or(reading.end, passage.end)
        first, last = _or(reading.sentence_start, start), _or(reading.sentence_end, end)
        if not (passage.start <= first <= start < end <= last <= passage.end):
            raise IndexDamaged(f"A reading of {article.article_id} points outside its passage: {start} to {end}.")
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
            place=place_at(article.marks, start),
            copies=self._tellings.copies(article.article_id),
            versions=self._tellings.versions(article.article_id),
            retold=self._tellings.retold(article.article_id),
            author=article.author,
            url=article.url,
            modified=article.modified,
            date_from=article.date_from,
            language=article.language,
        )

    def titles(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Fetch the titles of articles by their ids."""
        return self._store.titles(article_ids)

    def _article(self, article_id: str) -> Article:
        article = self._store.article(article_id)
        if article is None:
            raise IndexDamaged(f"The store has no article {article_id}.", "qa rebuild")
        if hashlib.sha256(article.text.encode("utf-8")).hexdigest() != article.sha256:
            raise IndexDamaged(f"The stored text of {article_id} is not what was indexed.", "qa rebuild")
        return article


def _or(value: int | None, other: int) -> int:
    return other if value is None else value
