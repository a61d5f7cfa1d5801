"""The engine: a question in, a cited answer or an explained refusal out.

The retriever and the reader are imported only when an engine is created, since that takes a third of a second.
"""

import threading
import time
from functools import partial
from typing import TYPE_CHECKING

from corpus.errors import IndexDamaged, OperationFailed
from corpus.progress import OnProgress, silent
from index.filters import EVERYTHING, Filter

if TYPE_CHECKING:
    from datetime import date

    from corpus.article import Article
    from index.build import Build
    from index.retrieval.retriever import Retriever
    from index.retrieval.spelling import Speller
    from index.store.articles import ArticleStore
    from index.stories.related import RelatedFinder
    from index.types import Hit, RelatedArticle, Scope, SearchOrder, SearchResult
    from qa.answering.citations import OpenedCitation
    from qa.answering.pipeline import Searched
    from qa.library.search import Searcher
    from qa.reading.model import SpanModel
    from qa.reading.reader import PassageReader
    from qa.settings import Settings
    from qa.types import Answer, Citation
    from qa.types.statement import Statement


def _open_network(*, close: bool = False) -> "SpanModel":
    from qa.reading.model import CLOSE_MODELS, MODELS, SpanModel

    return SpanModel.open(CLOSE_MODELS if close else MODELS)


class Engine:
    """Answers questions from one build.

    `ask` is synchronous and may be called from several threads; they take turns.

    Args:
        retriever: Finds passages.
        reader: Reads them.
        store: The articles citations are checked against.
        k: Passages to retrieve if `ask` is not given a number.
        load_seconds: Time that opening the parts took, in seconds; counted in the first answer.
        related: Finds the articles related to those cited; None finds copies and versions only.
        speller: Reads misspelt words as the index writes them; None reads them as they are.
        searcher: Searches by words and counts mentions; None disables both.
    """

    def __init__(
        self,
        retriever: "Retriever",
        reader: "PassageReader",
        store: "ArticleStore",
        k: int = 20,
        load_seconds: float = 0.0,
        related: "RelatedFinder | None" = None,
        speller: "Speller | None" = None,
        searcher: "Searcher | None" = None,
    ) -> None:
        from qa.answering.pipeline import Pipeline

        self._pipeline = Pipeline(retriever, reader, store, related, speller, searcher)
        self._k = k
        self._load_seconds = load_seconds
        self._lock = threading.Lock()

    @classmethod
    def open(cls, settings: "Settings") -> "Engine":
        """Open the live build of the index that the settings name.

        Args:
            settings: Where the index is and how to answer.

        Returns:
            The engine.

        Raises:
            IndexMissing: If there is no index.
            IndexStale: If it was made under other settings or in another format.
            IndexDamaged: If its files differ from what was written.
            ModelMissing: If the reader's files differ from those that were shipped.
        """
        from concurrent.futures import ThreadPoolExecutor

        begun = time.monotonic()
        with ThreadPoolExecutor(2) as pool:  # networks open, mostly outside Python, while modules are imported
            close = pool.submit(_open_network, close=True) if settings.reading.close else None
            model = pool.submit(_open_network)
            from index.build import open_live
            from qa.answering import pipeline  # noqa: F401 - imported while the networks open
            from qa.library.status import check_fresh

            build = open_live(settings.index, engine=settings.engine)
        check_fresh(build.manifest, settings)
        return cls.over(build, settings, time.monotonic() - begun, model.result(), close.result() if close else None)

    @classmethod
    def over(
        cls,
        build: "Build",
        settings: "Settings",
        load_seconds: float = 0.0,
        model: "SpanModel | None" = None,
        close: "SpanModel | None" = None,
    ) -> "Engine":
        """Assemble an engine over an open build; a model that is None is opened from the files that ship."""
        from index.lexical.bm25 import BM25Index
        from qa.library.search import Searcher
        from qa.reading.model import CLOSE_MODELS, SpanModel
        from qa.reading.reader import SpanReader

        close = close or (SpanModel.open(CLOSE_MODELS) if settings.reading.close else None)
        reader = SpanReader(model or SpanModel.open(), build.store, settings.reading, close)
        parts = (build.retriever(settings.retrieval), reader, build.store, settings.retrieval.k)
        searcher = Searcher(build.store, build.bm25) if isinstance(build.bm25, BM25Index) else None
        return cls(*parts, load_seconds, build.related_finder(), build.speller(), searcher)

    def retrieve(self, question: str, k: int | None = None, where: Filter = EVERYTHING) -> "tuple[Hit, ...]":
        """Find passages without reading them.

        Args:
            question: What the person typed.
            k: Most passages; None uses the engine's default.
            where: Conditions that their articles must meet.

        Returns:
            Hits, best first.

        Raises:
            QuestionInvalid: If the question has no words.
            IndexDamaged: If the index cannot be read.
        """
        with self._lock:
            return self._pipeline.retrieve(question, k or self._k, where)

    def search(
        self, words: str, n: int = 10, order: "SearchOrder" = "best", where: Filter = EVERYTHING
    ) -> "SearchResult":
        """Find and count the articles that mention given words.

        Args:
            words: Words, and phrases in quotation marks; if no article has all of them, one is enough.
            n: Most articles to give, from 1.
            order: ``best`` puts the best matches first, ``date`` the newest.
            where: Conditions that the articles must meet.

        Returns:
            The first articles with their best passages, and how many there are.

        Raises:
            QuestionInvalid: If there is no word to search for.
            OperationFailed: If the index is not in files.
            IndexDamaged: If the index cannot be read.
        """
        if self._pipeline.searcher is None:
            raise OperationFailed("This engine cannot search by words: only an index in files can.")
        with self._lock:
            return self._pipeline.searcher.search(words, n, order, where)

    def cite_found(self, result: "SearchResult") -> "tuple[Citation, ...]":
        """Cite the best passage of each article that `search` found, in their order; numbered from 1."""
        with self._lock:
            return self._pipeline.cite_found(result)

    def ask(
        self,
        question: str,
        k: int | None = None,
        on_progress: OnProgress = silent,
        where: Filter = EVERYTHING,
        *,
        as_of: "date | None" = None,
        any_time: bool = False,
    ) -> "Answer":
        """Answer one question; if it asks several things, each is answered by itself.

        Args:
            question: What the person typed.
            k: Passages to retrieve; None uses the engine's default.
            on_progress: Called at each stage; an exception from it ends the question.
            where: Conditions that the searched articles must meet.
            as_of: The day that "last week" in the question counts from; None uses this machine's date.
            any_time: Whether to treat a time in the question as ordinary words and weigh nothing by it.

        Returns:
            An answer whose citations have been checked, or a refusal.

        Raises:
            QuestionInvalid: If the question has no words.
            IndexDamaged: If the index cannot be read, or a citation fails its check.
        """
        parts = self._pipeline.questions(question)
        if len(parts) > 1:
            alike = partial(self.ask, k=k, on_progress=on_progress, where=where, as_of=as_of, any_time=any_time)
            return self._pipeline.ask_each(question, parts, alike)
        from qa.answering.asked_times import asked_time

        asked = None if any_time else asked_time(question, as_of)
        with self._lock:
            load, self._load_seconds = self._load_seconds, 0.0
            if asked is None and not any_time:
                asked = self._pipeline.since_event(question, k or self._k, where, as_of)
            return self._pipeline.ask(question, k or self._k, on_progress, where, load, asked)

    def searched(self, question: str, k: int | None = None, where: Filter = EVERYTHING) -> "list[Searched]":
        """Find what `ask` would read: for each thing asked, usually one, the question as it is read and its hits."""
        from qa.answering.asked_times import asked_time

        parts = self._pipeline.questions(question)
        asked = [question] if len(parts) == 1 else parts
        with self._lock:
            return [self._pipeline.searched(part, k or self._k, where, asked_time(part, None)) for part in asked]

    def article(self, article_id: str) -> "Article":
        """Fetch an article as it was indexed.

        Args:
            article_id: Its id.

        Returns:
            The article.

        Raises:
            IndexDamaged: If the index does not have it, for example after a rebuild without it.
        """
        with self._lock:
            article = self._pipeline.store.article(article_id)
        if article is None:
            raise IndexDamaged(f"The index has no article {article_id} any more.", "qa rebuild")
        return article

    def open_citation(self, citation: "Citation") -> "OpenedCitation":
        """Fetch the article of a citation, which may be from an earlier build.

        Args:
            citation: The citation.

        Returns:
            The article at the cited words; ``found`` says whether it still has them there.

        Raises:
            IndexDamaged: If the index does not have the article, or not as it was indexed.
        """
        article = self.article(citation.article_id)
        with self._lock:
            return self._pipeline.reopened(article, citation)

    def open_related(self, other: "RelatedArticle", citation: "Citation") -> "OpenedCitation":
        """Fetch an article related to a cited one and locate the cited words in it, as `open_citation` does."""
        article = self.article(other.article_id)
        with self._lock:
            return self._pipeline.cited_elsewhere(article, citation)

    def timeline(self, words: str, k: int = 100, where: Filter = EVERYTHING) -> "tuple[Statement, ...]":
        """Find the dated statements that the articles make about a subject.

        Args:
            words: The subject.
            k: Passages to examine, those nearest to the words.
            where: Conditions that the articles must meet.

        Returns:
            The statements, ordered by the times they refer to.

        Raises:
            QuestionInvalid: If the subject has no words.
            IndexDamaged: If the index cannot be read.
        """
        from qa.library.timeline import statements

        hits = self.retrieve(words, k, where)
        with self._lock:
            return statements(self._pipeline.store, words, hits)

    def story_of(self, article_id: str) -> str:
        """Return the id of the article that represents this one and its copies; its own if it has none."""
        with self._lock:
            return self._pipeline.related.story_of(article_id)

    def scope(self, where: Filter) -> "Scope":
        """Return which part of the index a filter selects."""
        with self._lock:
            return self._pipeline.scope(where)

    def knows(self, article_id: str) -> bool:
        """Return whether the index has an article of that id."""
        with self._lock:
            return self._pipeline.store.article(article_id) is not None

    def close(self) -> None:
        """Close the index's files."""
        self._pipeline.store.close()
