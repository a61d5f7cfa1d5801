"""What other programs can ask for, done: every reply is bounded, and read from the index alone."""

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
from qa.conversation.conversation import Conversation
from qa.conversation.rewriting import followed
from qa.desk.tagged import tagged, tagged_in
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
from tui.text.found import counts_line, found_text
from tui.text.safe import counted, one_line

MOST_CHARACTERS = 40_000
"""Of an article's text in one reply."""
_RELATED = 20
"""Related articles named beside a citation."""
_SKIPPED = 50
_LINE = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a program is given."""

    told: dict[str, Any]
    """Under the published schema."""
    text: str
    """The same for a person, or a language model."""


class Service:
    """Does what is asked for. May be used by several threads at once; questions take turns.

    Args:
        warm: The engine of the live build.
    """

    def __init__(self, warm: WarmEngine) -> None:
        self._warm = warm
        self._index = warm.settings.index

    def ask(self, asked: AskRequest, on_progress: OnProgress = silent) -> Reply:
        """Answer a question, or say why not.

        Args:
            asked: The question.
            on_progress: Told of each stage; what it raises ends the question.

        Returns:
            An answer under the schema `answer`; without the passages that were read unless asked for.

        Raises:
            QAError: If the question or its filter cannot be read, or there is no usable index.
        """
        where, said = self._where(asked), followed([(turn.question, turn.answer) for turn in asked.history])

        def answered(engine: Engine) -> Answer:
            return Conversation(engine, said).ask(asked.question, asked.k, on_progress, where)

        answer = self._warm.use(answered)
        told = _bounded(answer_json(answer if asked.hits else _without_hits(answer)))
        asked_as = f"(asked as: {one_line(answer.asked_as)})\n" if answer.asked_as else ""
        return Reply(told, asked_as + click.unstyle(answer_text(answer)))

    def search(self, asked: SearchRequest, on_progress: OnProgress = silent) -> Reply:  # noqa: ARG002
        """Find the articles that mention words, and count them.

        Args:
            asked: The words.
            on_progress: Not told of anything: it takes a moment.

        Returns:
            Articles with their best passages under the schema `search`.

        Raises:
            QAError: If there is no word to search for, the filter cannot be read, or there is no usable index.
        """
        where = self._where(asked)
        found = self._warm.use(lambda engine: engine.search(asked.words, asked.n, asked.sort, where))
        text = "\n".join(filter(None, (found_text(found), counts_line(found))))
        return Reply(search_json(found), click.unstyle(text))

    def passages(self, asked: PassagesRequest, on_progress: OnProgress = silent) -> Reply:  # noqa: ARG002
        """Find passages, by meaning and by words.

        Args:
            asked: The query.
            on_progress: Not told of anything: it takes a moment.

        Returns:
            Passages under the schema `passages`.

        Raises:
            QAError: If the query or its filter cannot be read, or there is no usable index.
        """
        where = self._where(asked)

        def found(engine: Engine) -> PassagesJson:
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

        message = self._warm.use(found)
        return Reply(written(message), "\n\n".join(map(passage_text, message.passages)) or "No passage was found.")

    def timeline(self, asked: TimelineRequest, on_progress: OnProgress = silent) -> Reply:  # noqa: ARG002
        """Find what the articles say of a subject with a time.

        Args:
            asked: The subject.
            on_progress: Not told of anything: it takes a moment.

        Returns:
            Statements under the schema `timeline`, in order of the times they tell of.

        Raises:
            QAError: If the subject or its filter cannot be read, or there is no usable index.
        """
        where = self._where(asked)
        told = self._warm.use(lambda engine: engine.timeline(asked.words, asked.k, where))
        text = timeline_markdown(asked.words, told) if told else "No statement with a time was found."
        return Reply(timeline_json(asked.words, told), text)

    def show(self, asked: ShowRequest, on_progress: OnProgress = silent) -> Reply:  # noqa: ARG002
        """Give lines of an article.

        Args:
            asked: Which article, and which lines.
            on_progress: Not told of anything: it takes a moment.

        Returns:
            Lines under the schema `excerpt`.

        Raises:
            QuestionInvalid: If no article of the index is meant, or several are.
            QAError: If there is no usable index.
        """
        with open_articles(self._index) as store:
            found = named_articles(store, asked.article, Path.cwd())
            article = store.article(found[0].article_id) if len(found) == 1 else None
        if article is None:
            raise QuestionInvalid(not_one(asked.article, found))
        message = excerpt(found[0], article, asked.first_line, asked.last_line)
        return Reply(written(message), excerpt_text(message))

    def list(self, asked: ListRequest, on_progress: OnProgress = silent) -> Reply:  # noqa: ARG002
        """List articles.

        Args:
            asked: Which, and in what order.
            on_progress: Not told of anything: it takes a moment.

        Returns:
            A part of the list under the schema `listing`.

        Raises:
            QAError: If the filter cannot be read, or there is no usable index.
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
        """Say what is indexed, and whether it is fresh.

        Args:
            asked: Nothing more.
            on_progress: Not told of anything: it takes a moment.

        Returns:
            The status under the schema `status`; of what was skipped, the first.

        Raises:
            QAError: If there is no usable index.
        """
        found = inspect_index(self._index, self._warm.settings.engine)
        told = status_json(replace(found, skips=found.skips[:_SKIPPED]), log_file())
        manifest = found.manifest
        fresh = f"Not fresh: files {found.stale} since; qa rebuild." if found.stale else "Fresh."
        size = f"{counted(manifest.articles, 'article')}, {counted(manifest.passages, 'passage')}"
        return Reply(told, f"{size}, indexed {manifest.created} from {', '.join(manifest.sources)}. {fresh}")

    def _where(self, asked: Filtered) -> Filter:
        return tagged_in(asked.where(), self._index, desk_file())


Work = Callable[[Any, OnProgress], Reply]
"""A method of `Service`."""


def excerpt(listed: ListedArticle, article: Article, first: int, last: int | None) -> ExcerptJson:
    """Take lines of an article, no more than one reply may hold.

    Args:
        listed: The article as a list has it.
        article: The same with its text.
        first: Line to begin at, from 1.
        last: Line to end with; None for the end.

    Returns:
        The lines as they stand.
    """
    starts = [0, *(found.end() for found in _LINE.finditer(article.text)), len(article.text)]
    lines = len(starts) - 1
    begin, end = min(first, lines + 1), min(last or lines, lines)
    fitting = begin - 1
    while fitting < end and starts[fitting + 1] - starts[begin - 1] <= MOST_CHARACTERS:
        fitting += 1
    text = article.text[starts[begin - 1] : starts[fitting]]
    if not text and begin <= end:  # one line alone is too long
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


def _bounded(told: Any) -> Any:
    """Name no more than the first of the articles related to what is cited."""
    if isinstance(told, list):
        return [_bounded(each) for each in told]
    if not isinstance(told, dict):
        return told
    long = ("copies", "versions", "same_story")
    return {key: value[:_RELATED] if key in long else _bounded(value) for key, value in told.items()}
