"""Ask an engine in a conversation: each question is completed from those before it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from corpus.errors import QuestionInvalid
from corpus.progress import OnProgress, silent
from index.filters import EVERYTHING, Filter
from qa.conversation.casing import named_in_full, names_written, recased
from qa.conversation.rewriting import asks_itself, has_frame, rewrite
from qa.conversation.turns import Evidence, Rewrite, Said, said_as
from qa.questions import cleaned
from qa.questions.small_talk import is_small_talk

if TYPE_CHECKING:
    from datetime import date

    from index.types import Hit
    from qa.engine import Engine
    from qa.types import Answer

_INSIDE = 0.5
"""Least confidence of an answer that is sought in the last article alone."""
_BRACKETS = str.maketrans({"(": None, ")": None})
_LOOKED_UP = 3
"""Latest turns asked elsewhere whose passages are searched for; a question seldom depends on earlier ones."""
_EVIDENCE = 5
"""Passages found first that are kept of a refusal, for the names in them."""


class Conversation:
    """Questions that may depend on those before them. Not thread-safe.

    Args:
        engine: Answers the questions.
        said: The turns so far, each question in full; `qa.conversation.rewriting.followed` makes them from questions
            as they were typed.
        standalone: Whether to ask every question as it is typed.
    """

    def __init__(self, engine: "Engine", said: Iterable[Said] = (), *, standalone: bool = False) -> None:
        self._engine = engine
        self._said = list(said)
        self._standalone = standalone

    @property
    def said(self) -> tuple[Said, ...]:
        """The questions so far as they were searched, with their answers."""
        return tuple(self._said)

    def recall(self, turns: "Sequence[tuple[str, str | None]]") -> None:
        """Continue from earlier questions that were asked elsewhere.

        Args:
            turns: Questions as they were typed, each with its answer or None, oldest first. For the names in the
                latest of them, and the article of the last answer, the index is searched again.
        """
        for place, (question, answer) in enumerate(turns, start=1):
            if not is_small_talk(question):
                full = None if self._standalone else rewrite(question, self._said)
                turn = said_as(question, full.text if full else None, answer)
                self._said.append(self._looked_up(turn) if place > len(turns) - _LOOKED_UP else turn)

    def _looked_up(self, turn: Said) -> Said:
        """Search for what an earlier answer was read in: the passages that have its words, else those found first."""
        if not any(map(str.isalnum, turn.question)):
            return turn
        hits = self._engine.retrieve(turn.question)
        words = " ".join((turn.answer or "").split()).rstrip(".").casefold()
        having = [hit for hit in hits if words and words in " ".join(hit.passage.text.split()).casefold()]
        first = having[0].passage.article_id if having else None
        read = [hit for hit in hits if hit.passage.article_id == first] or hits[:_EVIDENCE]
        texts = tuple(hit.passage.text for hit in read)
        articles = {first: self._engine.article(first).title} if first else {}
        return in_names_of(turn, Evidence(texts, articles))

    def rewritten(self, question: str) -> Rewrite | None:
        """Return how a question would be searched, without asking it.

        Args:
            question: What the person typed.

        Returns:
            The question in full; None if it is searched as typed.

        Raises:
            QuestionInvalid: If it has no words, or only thanks or greets.
        """
        words = cleaned(question)
        if not self._standalone and is_small_talk(words):
            raise QuestionInvalid(f"“{words}” is not a question.", "Type a question.")
        return None if self._standalone else rewrite(words, self._said)

    def ask(
        self,
        question: str,
        k: int | None = None,
        on_progress: OnProgress = silent,
        where: Filter = EVERYTHING,
        asked_as: str | None = None,
        *,
        as_of: "date | None" = None,
        any_time: bool = False,
    ) -> "Answer":
        """Answer a question, and remember it.

        Args:
            question: What the person typed.
            k: Passages to retrieve; None uses the engine's default.
            on_progress: Called at each stage; an exception from it ends the question, which is then not remembered.
            where: Conditions that the searched articles must meet.
            asked_as: The question to search instead, if the person chose one; None derives it from earlier turns.
            as_of: The day that "last week" counts from; None uses this machine's date.
            any_time: Whether to weigh nothing by a time in the question.

        Returns:
            The answer; its `asked_as` is the question as it was searched, None if that is as typed.

        Raises:
            QuestionInvalid: If the question has no words, or only thanks or greets.
            IndexDamaged: If the index cannot be read, or a citation fails its check.
        """
        chosen = None if asked_as is None or asked_as == question else Rewrite(asked_as)
        rewrite = self.rewritten(question) if asked_as is None else chosen
        ask = partial(self._engine.ask, k=k, on_progress=on_progress, as_of=as_of, any_time=any_time)
        answer = ask(rewrite.text if rewrite else question, where=where)
        if rewrite is not None:
            inside = None if chosen or answer.sure else self._in_last_article(question, where, ask)
            answer = _as_typed(question, rewrite, answer, inside)
        self._said.append(said_in(answer))
        return answer

    def _in_last_article(self, question: str, where: Filter, ask: "Callable[..., Answer]") -> "Answer | None":
        """Ask a question that leans, as it was typed, of the articles that the last answer cites; None if they fail."""
        if not asks_itself(question):
            return None
        cited = next((turn.evidence.articles for turn in reversed(self._said) if turn.evidence.articles), {})
        known = [article_id for article_id in cited if self._engine.knows(article_id)]
        if not known or where.among is not None:
            return None
        answer = ask(question, where=replace(where, among=tuple(known)))
        if answer.confidence is None or answer.confidence < _INSIDE:
            return None
        title = cited[known[0]].translate(_BRACKETS)
        scope = self._engine.scope(where) if where else None
        return replace(answer, asked_as=f"{question.rstrip(' ?.!')} (in “{title}”)?", scope=scope)


def _as_typed(question: str, rewrite: Rewrite, answer: "Answer", inside: "Answer | None") -> "Answer":
    """Return the answer to a rewritten question, or to the question in one article if that is surer, as its own."""
    if inside is not None and (inside.confidence or 0.0) > (answer.confidence or 0.0):
        answer = inside
    asked = answer.asked_as or rewrite.text
    return replace(answer, question=question, asked_as=asked, unclear=rewrite.unclear, others=rewrite.others)


def said_in(answer: "Answer") -> Said:
    """Return the turn of an answer, for later questions to depend on; names have the capitals of what it cites."""
    texts = (*(citation.sentence for citation in answer.citations), *(hit.passage.text for hit in _read(answer)))
    articles = {citation.article_id: citation.title for citation in answer.citations}
    return in_names_of(said_as(answer.question, answer.asked_as, answer.text), Evidence(texts, articles))


def in_names_of(turn: Said, evidence: Evidence) -> Said:
    """Return a turn with its evidence, and its names as the evidence writes them in full."""
    names = names_written(evidence.texts)
    question, typed = (named_in_full(recased(text, names), names) for text in (turn.question, turn.typed))
    return replace(turn, question=question, typed=typed, evidence=evidence)


def _read(answer: "Answer") -> "Iterable[Hit]":
    """Return the passages that an answer is from, or those found first if it is a refusal."""
    cited = {citation.article_id for citation in answer.citations}
    return [hit for hit in answer.hits if hit.passage.article_id in cited] or answer.hits[:_EVIDENCE]


def said_so_far(answers: "Iterable[Answer]") -> list[Said]:
    """Return the turns of a conversation, for later questions to depend on.

    A question that was searched again as it was typed takes the place of its rewrite. Where it says by itself what it
    asks, later ones lean on it; "and MI6?" does not, and they lean on what was said before it.

    Args:
        answers: The conversation so far, in order.

    Returns:
        The turns, each question in full.
    """
    said: list[Said] = []
    rewritten = ""
    for answer in answers:
        if rewritten and answer.asked_as is None and answer.question == rewritten:
            said.pop()
            rewritten = ""
            if not has_frame(answer.question):
                continue
        rewritten = answer.question if answer.asked_as else ""
        said.append(said_in(answer))
    return said
