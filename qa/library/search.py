"""Searching by words, without a question: which articles mention them, how many, and where.

What is counted is exact: the lexical index gives every passage with a word, and as it holds title and
date with each passage, those of articles that have the word there are looked at again by their text.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from corpus.article import Article, line_at, place_at
from corpus.errors import IndexDamaged
from index.filters import EVERYTHING, Filter
from index.lexical.analyzer import analysed
from index.lexical.bm25 import BM25Index
from index.lexical.opening import open_words
from index.store.articles import ArticleStore
from index.store.catalogue import articles_at
from index.store.rows import indexed_text
from index.store.runs import ArticleRuns, Rows, heads_of
from index.store.scope import allowed_rows, scope_of
from index.types import FoundArticle, FoundPassage, ListedArticle, Mention, SearchOrder, SearchResult
from qa.library.words import Wanted, places_of, wanted_in

if TYPE_CHECKING:
    from qa.settings import Settings

_LOOKED_AT = 20_000
"""Articles, and passages of articles that have a word in title or date, which are looked at one by one: two seconds."""
_COMMON = 5_000
"""Passages of a word that nobody searches for instead of an answer, so that no question waits for its count."""
_SHOWN = 3
"""Most passages returned for each article."""
_PLAIN = 2
"""Words that are chosen of a question without names."""
_DEEP = 200
"""Passages ranked at first to find the best articles."""
_BLOCK = 2_000


@dataclass(frozen=True, slots=True)
class _Mentioned:
    """The articles and passages that mention a word."""

    articles: Rows
    """Those that have it in title or text."""
    passages: Rows
    """Those that have it in their text."""
    exact: bool = True


class Searcher:
    """Finds words in the articles of one build. To be used by one thread at a time.

    Args:
        store: The articles.
        bm25: Their passages by words.
    """

    def __init__(self, store: ArticleStore, bm25: BM25Index) -> None:
        self._store = store
        self._bm25 = bm25
        self._known: ArticleRuns | None = None

    @property
    def _runs(self) -> ArticleRuns:
        self._known = self._known or ArticleRuns(self._store)
        return self._known

    def search(self, words: str, n: int = 10, order: SearchOrder = "best", where: Filter = EVERYTHING) -> SearchResult:
        """Find the articles that mention words.

        Args:
            words: Words, and phrases in quotation marks, whose words follow one another. All of them have to be in
                an article; where none has all, one is enough.
            n: Most articles to give, from 1.
            order: What they are sorted by.
            where: Conditions that they meet.

        Returns:
            The first articles with their best passages, and how many there are.

        Raises:
            QuestionInvalid: If there is no word to search for.
            IndexDamaged: If the index cannot be read.
        """
        begun = time.monotonic()
        wanted = wanted_in(words)
        mentioned = [self._mentioned(one, where) for one in wanted]
        articles = reduce(np.intersect1d, (one.articles for one in mentioned))
        every = bool(articles.size)
        if not every:
            articles = reduce(np.union1d, (one.articles for one in mentioned))
        passages = self._within(reduce(np.union1d, (one.passages for one in mentioned)), articles)
        exact = all(one.exact for one in mentioned)
        return SearchResult(
            words=words,
            order=order,
            total=Mention(" ".join(word.typed for word in wanted), articles.size, passages.size, exact),
            every=every,
            counts=tuple(map(_counted, wanted, mentioned)),
            found=tuple(self._found(wanted, self._first(wanted, articles, n, order), passages)),
            scope=scope_of(self._store, where) if where else None,
            seconds=time.monotonic() - begun,
        )

    def mentions(self, words: str, where: Filter = EVERYTHING) -> tuple[tuple[Mention, ...], Mention | None]:
        """Count how many articles mention each word, and choose which of them to search for.

        Args:
            words: A question, or words.
            where: Conditions that the articles meet.

        Returns:
            The count of each word in order, but for those that over 5,000 passages have; and of those chosen
            together: of the names, or else of the rarest two words, as many as one article has, the rarest before
            others. None where no article has any.
        """
        if not analysed(words):  # a word of hundreds of letters is none
            return (), None
        wanted = [one for one in wanted_in(words) if self._is_rare(one)]
        mentioned = [self._mentioned(one, where) for one in wanted]
        counts = tuple(map(_counted, wanted, mentioned))
        there = [place for place, one in enumerate(mentioned) if one.articles.size]
        named = [] if words.islower() else [place for place in there if wanted[place].is_name_in(words)]
        chosen: list[int] = []
        left = np.empty(0, dtype=np.int64)
        rarest = sorted(there, key=lambda place: mentioned[place].articles.size)
        for place in [place for place in rarest if place in named] or rarest[:_PLAIN]:
            both = np.intersect1d(left, mentioned[place].articles) if chosen else mentioned[place].articles
            if both.size:
                chosen, left = sorted([*chosen, place]), both
        if not chosen:
            return counts, None
        passages = self._within(reduce(np.union1d, (mentioned[place].passages for place in chosen)), left)
        said = " ".join(wanted[place].typed for place in chosen)
        exact = all(mentioned[place].exact for place in chosen)
        return counts, Mention(said, left.size, passages.size, exact)

    def _is_rare(self, wanted: Wanted) -> bool:
        return min(map(self._bm25.frequency, wanted.terms)) <= _COMMON

    def _mentioned(self, wanted: Wanted, where: Filter) -> _Mentioned:
        """Find the articles and passages that mention one word or phrase."""
        passages = reduce(np.intersect1d, (self._bm25.rows_with(term) for term in wanted.terms))
        if where and passages.size:
            passages = passages[allowed_rows(self._store, where).mask[passages]]
        of = self._runs.articles_of(passages)
        articles = np.unique(of)
        if articles.size > _LOOKED_AT:
            return _Mentioned(articles, passages, exact=False)
        titled, doubtful = self._at_the_head(wanted, articles)
        open_ones = np.isin(of, doubtful)
        if open_ones.sum() > _LOOKED_AT:
            return _Mentioned(articles, passages, exact=False)
        confirmed = np.fromiter(self._with_text(wanted, passages[open_ones]), dtype=np.int64)
        passages = np.union1d(passages[~open_ones], confirmed)
        return _Mentioned(np.union1d(self._runs.articles_of(passages), titled), passages)

    def _at_the_head(self, wanted: Wanted, articles: Rows) -> tuple[Rows, Rows]:
        """Return which articles have a word in their title, and of which the passages have to be looked at."""
        titled, doubtful = [], []
        for head in heads_of(self._store, articles.tolist()):
            if wanted.stands_in(head.title):
                titled.append(head.article)
            if not wanted.is_plain or wanted.stands_in(indexed_text(head.title, head.stated, "")):
                doubtful.append(head.article)
        return np.array(titled, dtype=np.int64), np.array(doubtful, dtype=np.int64)

    def _with_text(self, wanted: Wanted, passages: Rows) -> Iterator[int]:
        """Return the passages that have a word in their own text."""
        for at in range(0, passages.size, _BLOCK):
            for stored in self._store.stored(passages[at : at + _BLOCK].tolist()):
                if wanted.stands_in(stored.passage.text):
                    yield stored.row

    def _within(self, passages: Rows, articles: Rows) -> Rows:
        return passages[np.isin(self._runs.articles_of(passages), articles)]

    def _first(self, wanted: Sequence[Wanted], articles: Rows, n: int, order: SearchOrder) -> dict[int, ListedArticle]:
        """Choose the articles to return, by their rows."""
        if order == "date":
            return articles_at(self._store, articles.tolist(), "date", n)
        allowed = self._runs.only(articles)
        ranked: list[int] = []
        deep = max(_DEEP, 20 * n)
        while len(ranked) < min(n, articles.size):
            best = self._bm25.search(_query(wanted), deep, allowed)
            rows = np.array([row for row, _ in best], dtype=np.int64)
            ranked = list(dict.fromkeys(self._runs.articles_of(rows).tolist()))[:n]
            if len(best) < deep:
                break
            deep *= 4
        by_row = articles_at(self._store, ranked)
        return {row: by_row[row] for row in ranked}

    def _found(
        self, wanted: Sequence[Wanted], articles: dict[int, ListedArticle], passages: Rows
    ) -> Iterator[FoundArticle]:
        """Return each article with its best passages."""
        rows = np.array(sorted(articles), dtype=np.int64)
        allowed = self._runs.only(rows)
        scores = dict(self._bm25.search(_query(wanted), allowed.count, allowed))
        of: dict[int, list[int]] = {int(row): [] for row in rows}
        for row, article in zip(scores, self._runs.articles_of(np.array(list(scores), dtype=np.int64)), strict=True):
            of[int(article)].append(row)
        having = set(passages.tolist())
        for row, listed in articles.items():
            own = [passage_row for passage_row in of[row] if passage_row in having]
            shown = self._passages(wanted, listed, own or of[row][:1], scores)
            score = max((scores[passage_row] for passage_row in of[row]), default=0.0)
            yield FoundArticle(listed, score, len(own), places_of(wanted, listed.title), shown)

    def _passages(
        self, wanted: Sequence[Wanted], listed: ListedArticle, rows: Sequence[int], scores: dict[int, float]
    ) -> tuple[FoundPassage, ...]:
        """Return the best passages of an article, each with a word that no earlier one has."""
        article = self._store.article(listed.article_id)
        if article is None:
            raise IndexDamaged(f"The store has no article {listed.article_id}.", "qa rebuild")
        shown: dict[tuple[int, int], FoundPassage] = {}
        for stored_row in rows:
            if len(shown) == _SHOWN:
                break
            match = self._passage(wanted, article, stored_row, scores[stored_row])
            places = {*match.words} or {(match.passage.start, match.passage.end)}
            if not any(place in other.words for other in shown.values() for place in places):
                shown[match.passage.start, match.passage.end] = match
        return tuple(shown[place] for place in sorted(shown))

    def _passage(self, wanted: Sequence[Wanted], article: Article, row: int, score: float) -> FoundPassage:
        (passage,) = self._store.passages([row])
        if article.text[passage.start : passage.end] != passage.text:
            raise IndexDamaged(f"Article {article.article_id} does not hold passage {passage.ordinal}.", "qa rebuild")
        words = tuple((passage.start + start, passage.start + end) for start, end in places_of(wanted, passage.text))
        at = words[0][0] if words else passage.start
        place = place_at(article.marks, at)
        return FoundPassage(passage, score, line_at(article.text, at, article.row), place, words)


def _counted(wanted: Wanted, mentioned: _Mentioned) -> Mention:
    return Mention(wanted.words, mentioned.articles.size, mentioned.passages.size, mentioned.exact)


def _query(wanted: Iterable[Wanted]) -> str:
    return " ".join(word.words for word in wanted)


@contextmanager
def open_searcher(settings: "Settings") -> Iterator[Searcher]:
    """Open the search by words without any model.

    Args:
        settings: Where the index is.

    Yields:
        The searcher.

    Raises:
        IndexMissing: If there is no index.
        IndexStale: If it was made under other settings or in another format.
        IndexDamaged: If its files are not those that were written.
    """
    with open_words(settings.index) as words:
        yield Searcher(words.store, words.bm25)
