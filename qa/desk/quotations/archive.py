"""Looks up quotations in the archive: articles by the words of their passages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.article import Article
from corpus.errors import IndexDamaged
from corpus.speech.speech import Speech
from corpus.times.expression import TimeExpression
from index.lexical.opening import Words
from index.store.holders import places_of
from index.store.speech import speech_in_article
from index.store.times import times_in_article
from qa.desk.quotations.interrupted import Uninterrupted, uninterrupted

_BESIDE = 300
"""Characters of the article searched before and after a passage, in addition to the quotation's length."""
_KEPT = 256
"""Maximum number of articles in the cache."""
_AT_ONCE = 400
"""Passages located in one batch."""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of an article in which matching passages are; offsets are half-open."""

    article: Article
    start: int
    end: int


class Archive:
    """Looks words up in one build. Use it in one thread.

    Args:
        words: The build's articles and words.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self.article = lru_cache(_KEPT)(self._article)
        self.speech = lru_cache(_KEPT)(self._speech)
        self.times = lru_cache(_KEPT)(self._times)
        self.rarity = lru_cache(65_536)(words.bm25.rarity)

    def having_all(self, text: str, length: int, k: int) -> Iterator[Region]:
        """Find parts of articles that contain all words of a text.

        Args:
            text: The words.
            length: Length of the whole quotation, in characters.
            k: Maximum number of passages.

        Yields:
            The parts, the best by BM25 first.
        """
        yield from self._regions(self._words.bm25.having_all(text, k), length)

    def having_rarest(self, text: str, length: int, most: int, k: int) -> Iterator[Region]:
        """Find parts of articles that contain most of the rarest words of a text.

        Args:
            text: The words.
            length: Length of the whole quotation, in characters.
            most: How many words to search for.
            k: Maximum number of passages.

        Yields:
            The parts, the best by BM25 first.
        """
        yield from self._regions(self._words.bm25.having_rarest(text, most, k), length)

    def _regions(self, rows: Sequence[int], length: int) -> Iterator[Region]:
        seen: set[tuple[str, int]] = set()
        for first in range(0, len(rows), _AT_ONCE):
            for place in places_of(self._words.store, rows[first : first + _AT_ONCE]):
                article = self.article(place.article_id)
                beside = length + _BESIDE
                start, end = max(0, place.start - beside), min(len(article.text), place.end + beside)
                if (place.article_id, start) not in seen:
                    seen.add((place.article_id, start))
                    yield Region(article, start, end)

    def _article(self, article_id: str) -> Article:
        article = self._words.store.article(article_id)
        if article is None:
            raise IndexDamaged(f"The store has no article {article_id}.", "qa rebuild")
        return article

    def _speech(self, article_id: str) -> tuple[Speech, ...]:
        return speech_in_article(self._words.store, self.article(article_id))

    def _times(self, article_id: str) -> tuple[TimeExpression, ...]:
        return times_in_article(self._words.store, self.article(article_id))

    def uninterrupted(self, article: Article) -> tuple[Uninterrupted, ...]:
        """List the ways in which an article's interrupted speech can be joined."""
        return uninterrupted(article.text, self.speech(article.article_id))

    def speech_at(self, article: Article, start: int, end: int) -> Speech | None:
        """Find the quotation of an article that contains given words; None if none with a speaker does."""
        over = [speech for speech in self.speech(article.article_id) if speech.start < end and start < speech.end]
        return max(over, key=lambda speech: min(speech.end, end) - max(speech.start, start), default=None)
