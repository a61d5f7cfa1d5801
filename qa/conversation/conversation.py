"""Ask an engine in a conversation: each question is completed from those before it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.progress import OnProgress, silent
from index.filters import EVERYTHING, Filter
from qa.conversation.rewriting import has_frame, rewrite
from qa.conversation.turns import Rewrite, Said, said_as
from qa.questions import cleaned

if TYPE_CHECKING:
    from datetime import date

    from qa.engine import Engine
    from qa.types import Answer


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

    def rewritten(self, question: str) -> Rewrite | None:
        """Return how a question would be searched, without asking it.

        Args:
            question: What the person typed.

        Returns:
            The question in full; None if it is searched as typed.

        Raises:
            QuestionInvalid: If it has no words.
        """
        words = cleaned(question)
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
            QuestionInvalid: If the question has no words.
            IndexDamaged: If the index cannot be read, or a citation fails its check.
        """
        rewrite = self.rewritten(question) if asked_as is None else Rewrite(asked_as)
        if rewrite is not None and rewrite.text == question:
            rewrite = None
        asked = rewrite.text if rewrite else question
        answer = self._engine.ask(asked, k=k, on_progress=on_progress, where=where, as_of=as_of, any_time=any_time)
        if rewrite is not None:
            unclear, others = rewrite.unclear, rewrite.others
            answer = replace(answer, question=question, asked_as=rewrite.text, unclear=unclear, others=others)
        self._said.append(said_in(answer))
        return answer


def said_in(answer: "Answer") -> Said:
    """Return the turn of an answer, for later questions to depend on."""
    return said_as(answer.question, answer.asked_as, answer.text)


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
