"""The stages of one question: retrieve, read, decide, cite."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from corpus.article import Article
from corpus.progress import OnProgress, Progress
from index.filters import Filter
from index.retrieval.retriever import Retriever
from index.retrieval.spelling import Speller
from index.store.articles import ArticleStore
from index.store.scope import scope_of
from index.stories.related import RelatedFinder
from index.types import Hit, Scope, SearchResult
from qa.answering.articles_asked import cited
from qa.answering.articles_by import ArticlesFound, articles_found
from qa.answering.asked_times import of_the_time, preferred, searched_as, weighed
from qa.answering.citations import Citer, OpenedCitation, cited_elsewhere, reopened
from qa.answering.compound import parts_of, together
from qa.answering.decide import Conclusion, conclude, reordered
from qa.answering.event_times import since_event
from qa.answering.metadata import conclude_by_metadata
from qa.answering.rules.comparing import compared, stated_outright
from qa.answering.rules.extremes import conclude_by_table, without_cells
from qa.answering.rules.nobody import or_none
from qa.answering.rules.verdicts import decided
from qa.answering.rules.writer import or_writer
from qa.answering.subjects import named_subjects, of_the_subject
from qa.library.changes import file_change
from qa.library.search import Searcher
from qa.questions import asks_yes_or_no, cleaned, question_type
from qa.questions.comparison import comparison_of
from qa.questions.metadata import MetadataAsked, metadata_asked
from qa.questions.misspelt import with_question_words
from qa.questions.preamble import without_preamble
from qa.questions.wording import second_wording
from qa.reading.reader import PassageReader
from qa.types import SURE, Answer, AskedTime, Citation, Reading, Seconds

_WIDER = 3
"""Factor by which more passages are retrieved if a time is asked about."""


@dataclass(frozen=True, slots=True)
class Searched:
    """The passages retrieved for a question, before any is read."""

    question: str
    """As it is given to the reader."""
    hits: tuple[Hit, ...]
    """Best first."""
    read: bool
    """Whether the passages are read; False if an article's metadata are asked for."""


class Pipeline:
    """Answers questions over the parts of one build. Not thread-safe.

    Args:
        retriever: Finds passages.
        reader: Reads them.
        store: The articles citations are checked against.
        related: Finds the articles related to those cited; None finds copies and versions only.
        speller: Reads misspelt words as the index writes them; None reads them as they are.
        searcher: Counts the articles that mention a question's words; None skips that.
    """

    def __init__(
        self,
        retriever: Retriever,
        reader: PassageReader,
        store: ArticleStore,
        related: RelatedFinder | None = None,
        speller: Speller | None = None,
        searcher: Searcher | None = None,
    ) -> None:
        self._retriever = retriever
        self._reader = reader
        self.store = store
        self.searcher = searcher
        self.related = related or RelatedFinder(store, None)
        self._citer = Citer(store, self.related)
        self._speller = speller

    def questions(self, question: str) -> tuple[str, ...]:
        """Clean a question and split it if it asks several things.

        Args:
            question: What the person typed.

        Returns:
            The questions to ask, usually one.

        Raises:
            QuestionInvalid: If it has no words.
        """
        return parts_of(_meant(question))

    def retrieve(self, question: str, k: int, where: Filter) -> tuple[Hit, ...]:
        """Find passages for a question, best first."""
        return self._retriever.retrieve(cleaned(question), k, where)

    def ask_each(self, question: str, parts: tuple[str, ...], ask: Callable[[str], Answer]) -> Answer:
        """Ask the parts of a question one by one and join their answers."""
        return together(question, [ask(part) for part in parts])

    def ask(
        self,
        question: str,
        k: int,
        on_progress: OnProgress,
        where: Filter,
        load_seconds: float,
        asked: AskedTime | None = None,
    ) -> Answer:
        """Answer a question that asks one thing.

        Args:
            question: The question as it was asked.
            k: Passages to retrieve.
            on_progress: Called at each stage; an exception from it ends the question.
            where: Conditions that the searched articles must meet.
            load_seconds: Time that opening the parts took, in seconds, if this is the first question; else 0.
            asked: The time that the question is about, by which passages and answers are weighed; None if any.

        Returns:
            An answer whose citations have been checked, or a refusal.
        """
        begun = time.monotonic()
        words, written = self._as_written(question, asked)
        on_progress(Progress("retrieving"))
        scope = self.scope(where) if where else None
        asked_for = _meant(question)
        if self.searcher and (found := articles_found(asked_for, where, self.searcher, self._citer, self.store)):
            return self._listed(question, found, (load_seconds, begun))
        about, hits = self._found(words, k, where, asked)
        retrieved = time.monotonic()
        on_progress(Progress("reading", total=len(hits)))
        hits, readings, conclusion = self._answered(words, about, hits, k, where, asked)
        conclusion = self._counted(conclusion, words, where)
        conclusion = _in_scope(conclusion, scope)
        ended = time.monotonic()
        spent = Seconds(load_seconds, retrieved - begun, ended - retrieved, load_seconds + ended - begun)
        fields = written | conclusion.of_answer()
        return Answer(question, hits=hits, seconds=spent, scope=scope, readings=readings, asked_time=asked, **fields)

    def since_event(self, question: str, k: int, where: Filter, as_of: date | None) -> AskedTime | None:
        """Return the time since an event that a question names and an article dates; else None."""

        def read(about: str) -> tuple[Reading, ...]:
            return self._read(about, self._retriever.retrieve(about, k, where), None)

        day = as_of or datetime.now(UTC).astimezone().date()
        return since_event(_meant(question), day, read, self._reader.threshold, self.store)

    def searched(self, question: str, k: int, where: Filter, asked: AskedTime | None = None) -> Searched:
        """Find what `ask` would read for a question that asks one thing."""
        words, _ = self._as_written(question, asked)
        about, hits = self._found(words, k, where, asked)
        return Searched(words, hits, about is None)

    def _found(
        self, words: str, k: int, where: Filter, asked: AskedTime | None = None
    ) -> tuple[MetadataAsked | None, tuple[Hit, ...]]:
        """Find the passages to read, or those of the article whose metadata a question asks for.

        If a time is asked about, more are retrieved, and those about that time come first.
        """
        about = metadata_asked(words)
        if about:
            return about, self._retriever.retrieve(f"{about.subject} {about.outlet}", k, where)
        if asked is None:
            return None, self._retriever.retrieve(words, k, where)
        return None, preferred(self._retriever.retrieve(words, _WIDER * k, where), asked, self.store, k)

    def _as_written(self, question: str, asked: AskedTime | None) -> tuple[str, dict[str, Any]]:
        """Return a question as it is searched, in the articles' spelling, and the answer's fields that record this."""
        meant = _meant(question)
        timeless = searched_as(meant, asked)
        spelt, read_as = self._speller.respelt(timeless) if self._speller else (timeless, ())
        return _as_question(spelt), {"asked_as": meant if meant != cleaned(question) else None, "read_as": read_as}

    def _conclude(
        self, words: str, about: MetadataAsked | None, readings: Sequence[Reading], hits: Sequence[Hit]
    ) -> Conclusion:
        """Answer from the readings, or from metadata if those are asked for; or refuse."""
        if about:
            return conclude_by_metadata(self.store, self._citer, about, hits)
        if comparison_of(words):
            readings = stated_outright(words, readings)
        return conclude(words, without_cells(words, readings), hits, self._reader.threshold, self._citer)

    def _answered(
        self,
        words: str,
        about: MetadataAsked | None,
        hits: tuple[Hit, ...],
        k: int,
        where: Filter,
        asked: AskedTime | None,
    ) -> tuple[tuple[Hit, ...], tuple[Reading, ...], Conclusion]:
        """Read and conclude; a refused question is retried in its second wording, if it has one."""
        if about and about.text_may_say:
            from_text = self._answered(words, None, self._retriever.retrieve(words, k, where), k, where, asked)
            if (from_text[2].confidence or 0.0) >= SURE:
                return from_text
        readings = () if about else self._read(words, hits, asked)
        hits = reordered(hits, readings)
        conclusion = (
            self._compared(words, k, where)
            or (None if about else conclude_by_table(words, hits, self.store, self._citer))
            or self._conclude(words, about, readings, hits)
        )
        conclusion = or_writer(conclusion, words, readings, self.store, self._citer)
        conclusion = or_none(conclusion, words, readings, self.store, self._citer)
        again = second_wording(words, (hit.passage.text for hit in hits)) if conclusion.refusal else None
        if again is None:
            return hits, readings, conclusion
        others = self._answered(again, None, self._found(again, k, where, asked)[1], k, where, asked)
        return (hits, readings, conclusion) if others[2].refusal else others

    def _compared(self, words: str, k: int, where: Filter) -> Conclusion | None:
        """Answer which of two things is more; None if the question does not compare or the articles do not decide."""
        comparison = comparison_of(words)
        if comparison is None:
            return None

        def ask(question: str) -> tuple[Reading, ...]:
            return self._read(question, self._retriever.retrieve(question, k, where), None)

        return compared(comparison, ask, self._reader.threshold, self._citer)

    def _read(self, words: str, hits: tuple[Hit, ...], asked: AskedTime | None) -> tuple[Reading, ...]:
        """Read passages, and weigh the readings by their subject and time."""
        readings = named_subjects(words, of_the_subject(words, self._reader.read(words, hits)), hits, self.store)
        if asks_yes_or_no(words):
            readings = decided(words, readings)
        if asked is None:
            return readings
        return weighed(of_the_time(words, asked, readings), asked, self.store)

    def _counted(self, conclusion: Conclusion, words: str, where: Filter) -> Conclusion:
        """Add to a refusal how many articles mention the words of its question."""
        if conclusion.refusal is None or self.searcher is None:
            return conclusion
        mentions, offered = self.searcher.mentions(words, where)
        return replace(conclusion, refusal=replace(conclusion.refusal, mentions=mentions, search=offered))

    def _listed(self, question: str, found: ArticlesFound, since: tuple[float, float]) -> Answer:
        """Answer a question for articles with their number, as a refusal: no span answers it."""
        scope = self.scope(found.where) if found.where else None
        load, begun = since
        refusal = replace(found.refusal, threshold=self._reader.threshold)
        took = time.monotonic() - begun
        conclusion = _in_scope(Conclusion(refusal=refusal), scope)
        spent = Seconds(load, took, 0.0, load + took)
        return Answer(question, None, None, (), found.hits, conclusion.refusal, spent, scope)

    def cite_found(self, result: SearchResult) -> tuple[Citation, ...]:
        """Cite the best passage of each article in a search result."""
        return cited(result, self._citer)

    def scope(self, where: Filter) -> Scope:
        """Return which part of the index a filter selects."""
        return scope_of(self.store, where)

    def reopened(self, article: Article, citation: Citation) -> OpenedCitation:
        """Open a citation's own article, and check its file for changes."""
        return self._with_file(reopened(article, citation))

    def cited_elsewhere(self, article: Article, citation: Citation) -> OpenedCitation:
        """Find the cited words in another article, and check its file for changes."""
        return self._with_file(cited_elsewhere(article, citation))

    def _with_file(self, opened: OpenedCitation) -> OpenedCitation:
        path = opened.article.path
        return replace(opened, file=file_change(path, self.store.file(path)))


def _meant(question: str) -> str:
    """Return the question within the typed text, its question words spelt as they are meant."""
    return without_preamble(with_question_words(cleaned(question)))


def _as_question(words: str) -> str:
    """End a question with exactly one question mark, so that the answer does not depend on it."""
    bare = words.rstrip(" ?!.…")
    return f"{bare}?" if bare and question_type(bare) != "other" else words


def _in_scope(conclusion: Conclusion, scope: Scope | None) -> Conclusion:
    """Give "no article matches" as the reason of a refusal if the scope is empty."""
    if conclusion.refusal is None or scope is None or scope.articles:
        return conclusion
    refusal = replace(conclusion.refusal, reason="no article matches", missing_terms=(), scattered_terms=())
    return replace(conclusion, refusal=refusal)
