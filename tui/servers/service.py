"""Carries out the requests of other programs; every reply is bounded and read from the index only."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import click

from corpus.article import Article, line_at, place_at
from corpus.errors import QuestionInvalid
from corpus.progress import OnProgress, silent
from index.filters import Filter
from index.store.catalogue import ListedArticle, list_articles, named_articles, open_articles
from index.types import RELATIONS
from qa.conversation.conversation import Conversation
from qa.desk.notes.tagged import tagged, tagged_in
from qa.engine import Engine
from qa.library.status import inspect_index
from qa.locations import desk_file, log_file
from qa.output.answer_json import answer_json, scope_message
from qa.output.article_json import ExcerptJson, ListedJson, ListingJson
from qa.output.contract import taken, written
from qa.output.passages_json import FoundJson, PassagesJson
from qa.output.search_json import search_json
from qa.output.status_json import status_json
from qa.output.timeline_formats import timeline_markdown
from qa.output.timeline_json import timeline_json
from qa.types import Answer
from tui.servers.requests import (
    AskRequest,
    Filtered,
    ListRequest,
    PassagesRequest,
    SearchRequest,
    ShowRequest,
    StatusRequest,
    TimelineRequest,
)
from tui.servers.warm import WarmEngine
from tui.servers.wording import excerpt_text, listed_text, not_one, passage_text
from tui.text.answer import answer_text
from tui.text.safe import counted, one_line
from tui.text.search_results import counts_line, results_text

MOST_CHARACTERS = 40_000
"""Maximum number of characters of an article in one reply."""
_RELATED = 20
"""Maximum number of related articles listed for a citation."""
_SKIPPED = 50
_LINE = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Reply:
    """The reply to a request."""

    value: dict[str, Any]
    """The reply under its published schema."""
    text: str
    """The reply as text, for people and language models."""


class Service:
    """Carries out requests. Thread-safe; questions are answered one at a time.

    Args:
        warm: The engine of the live build.
    """

    def __init__(self, warm: WarmEngine) -> None:
        self._warm = warm
        self._index = warm.settings.index

    def ask(self, asked: AskRequest, on_progress: OnProgress = silent) -> Reply:
        """Answer a question, or refuse.

        Args:
            asked: The question.
            on_progress: Called at each stage; an exception raised there cancels the question.

        Returns:
            An answer under the schema `answer`; with the passages read only if requested.

        Raises:
            QAError: If the question or its filter is invalid, or there is no usable index.
        """
        where = self._where(asked)

        def answered(engine: Engine) -> Answer:
            talk = Conversation(engine)
            talk.recall([(turn.question, turn.answer) for turn in asked.history])
            return talk.ask(asked.question, asked.k, on_progress, where)

        answer = self._warm.use(answered)
        value = _bounded(answer_json(answer if asked.hits else _without_hits(answer)))
        asked_as = f"(asked as: {one_line(answer.asked_as)})\n" if answer.asked_as else ""
        return Reply(value, asked_as + click.unstyle(answer_text(answer)))

    def search(self, asked: SearchRequest, on_progress: OnProgress = silent) -> Reply:  # noqa: ARG002
        """Find the articles that mention words, and count them.

        Args:
            asked: The words.
            on_progress: Not called: a search is fast.

        Returns:
            Articles with their best passages under the schema `search`.

        Raises:
            QAError: If there is no word to search for, the filter is invalid, or there is no usable index.
        """
        where = self._where(asked)
        results = self._warm.use(lambda engine: engine.search(asked.words, asked.n, asked.sort, where))
        text = "\n".join(filter(None, (results_text(results), counts_line(results))))
        return Reply(search_json(results), click.unstyle(text))

    def passages(self, asked: PassagesRequest, on_progress: OnProgress = silent) -> Reply:  # noqa: ARG002
        """Find passages by meaning and by words.

        Args:
            asked: The query.
            on_progress: Not called: retrieval is fast.

        Returns:
            Passages under the schema `passages`.

        Raises:
            QAError: If the query or its filter is invalid, or there is no usable index.
        """
        where = self._where(asked)

        def search(engine: Engine) -> PassagesJson:
            hits = engine.retrieve(asked.query, asked.k, where)
            articles = {hit.passage.article_id: engine.article(hit.passage.article_id) for hit in hits}
            passages = []
            for hit in hits:
                article, passage = articles[hit.passage.article_id], hit.passage
                line = line_at(article.text, passage.start, article.row)
                place = place_at(article.marks, passage.start)
                own = {"start": passage.start, "end": passage.end, "text": passage.text, "score": hit.score}
                passages.append(taken(FoundJson, article, rank=hit.rank, line=line, place=place, **own))
            scope = scope_message(engine.scope(where)) if where else None
            return PassagesJson(query=asked.query, scope=scope, passages=tuple(passages))

        message = self._warm.use(search)
        return Reply(written(message), "\n\n".join(map(passage_text, message.passages)) or "No passage was found.")

    def timeline(self, asked: TimelineRequest, on_progress: OnProgress = silent) -> Reply:  # noqa: ARG002
        """Find dated sentences about a subject.

        Args:
            asked: The subject.
            on_progress: Not called: a timeline is fast.

        Returns:
            Statements under the schema `timeline`, by the dates they refer to.

        Raises:
            QAError: If the subject or its filter is invalid, or there is no usable index.
        """
        where = self._where(asked)
        statements = self._warm.use(lambda engine: engine.timeline(asked.words, asked.k, where))
        text = timeline_markdown(asked.words, statements) if statements else "No statement with a time was found."
        return Reply(timeline_json(asked.words, statements), text)

    def show(self, asked: ShowRequest, on_progress: OnProgress = silent) -> Reply:  # noqa: ARG002
        """Return lines of an article.

        Args:
            asked: The article, and the lines.
            on_progress: Not called: reading an article is fast.

        Returns:
            Lines under the schema `excerpt`.

        Raises:
            QuestionInvalid: If no article or several articles match.
            QAError: If there is no usable index.
        """
        with open_articles(self._index) as store:
            matching = named_articles(store, asked.article, Path.cwd())
            article = store.article(matching[0].article_id) if len(matching) == 1 else None
        if article is None:
            raise QuestionInvalid(not_one(asked.article, matching))
        message = excerpt(matching[0], article, asked.first_line, asked.last_line)
        return Reply(written(message), excerpt_text(message))

    def list(self, asked: ListRequest, on_progress: OnProgress = silent) -> Reply:  # noqa: ARG002
        """List articles.

        Args:
            asked: The filter, the order and the page.
            on_progress: Not called: listing is fast.

        Returns:
            A page of the list under the schema `listing`.

        Raises:
            QAError: If the filter is invalid, or there is no usable index.
        """
        with open_articles(self._index) as store:
            listed = list_articles(store, tagged(asked.where(), store, desk_file()), asked.sort, reverse=asked.reverse)
            passed = sum(1 for _ in islice(listed, asked.after))
            articles = tuple(taken(ListedJson, article) for article in islice(listed, asked.most))
            total = passed + len(articles) + sum(1 for _ in listed)
        upto = passed + len(articles)
        message = ListingJson(articles=articles, total=total, next=upto if upto < total else None)
        lines = [listed_text(article) for article in articles]
        more = f" {total - upto:,} more after {upto:,}." if upto < total else ""
        return Reply(written(message), "\n".join([*lines, f"{counted(total, 'article')}.{more}"]))

    def status(self, asked: StatusRequest, on_progress: OnProgress = silent) -> Reply:  # noqa: ARG002
        """Describe what is indexed, and whether it is up to date.

        Args:
            asked: The request, without arguments.
            on_progress: Not called: reading the status is fast.

        Returns:
            The status under the schema `status`, with the first skipped files.

        Raises:
            QAError: If there is no usable index.
        """
        index_status = inspect_index(self._index, self._warm.settings.engine)
        value = status_json(replace(index_status, skips=index_status.skips[:_SKIPPED]), log_file())
        manifest = index_status.manifest
        fresh = (
            f"Not up to date: files {index_status.stale} since; qa rebuild." if index_status.stale else "Up to date."
        )
        size = f"{counted(manifest.articles, 'article')}, {counted(manifest.passages, 'passage')}"
        return Reply(value, f"{size}, indexed {manifest.created} from {', '.join(manifest.sources)}. {fresh}")

    def _where(self, asked: Filtered) -> Filter:
        return tagged_in(asked.where(), self._index, desk_file())


Work = Callable[[Any, OnProgress], Reply]
"""A method of `Service`."""


def excerpt(listed: ListedArticle, article: Article, first: int, last: int | None) -> ExcerptJson:
    """Extract lines of an article, up to the maximum length of a reply.

    Args:
        listed: The article as listed.
        article: The article with its text.
        first: First line, from 1.
        last: Last line; None for the end.

    Returns:
        The lines, verbatim.
    """
    starts = [0, *(match.end() for match in _LINE.finditer(article.text)), len(article.text)]
    lines = len(starts) - 1
    begin, end = min(first, lines + 1), min(last or lines, lines)
    fitting = begin - 1
    while fitting < end and starts[fitting + 1] - starts[begin - 1] <= MOST_CHARACTERS:
        fitting += 1
    text = article.text[starts[begin - 1] : starts[fitting]]
    if not text and begin <= end:  # a single line is too long
        fitting, text = begin, article.text[starts[begin - 1] :][:MOST_CHARACTERS]
    whole = text == article.text[starts[begin - 1] : starts[max(end, begin - 1)]]
    return ExcerptJson(
        article=taken(ListedJson, listed),
        first_line=begin,
        last_line=fitting,
        lines=lines,
        text=text,
        cut=not whole,
    )


def _without_hits(answer: Answer) -> Answer:
    return replace(answer, hits=(), parts=tuple(map(_without_hits, answer.parts)))


def _bounded(value: Any) -> Any:
    """Truncate the lists of related articles."""
    if isinstance(value, list):
        return [_bounded(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: value[:_RELATED] if key in RELATIONS else _bounded(value) for key, value in value.items()}
