"""One question with its answer, refusal or error."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from corpus.errors import QAError
from corpus.progress import Progress
from index.filters import EVERYTHING, Filter
from tui.chat.widgets.outcome import outcome
from tui.text.progress import STAGES
from tui.text.safe import counted, harmless, one_line

if TYPE_CHECKING:
    from qa.types import Answer, Citation


class Exchange(Vertical):
    """A question and what came of it.

    Args:
        turn: Its number in the transcript, from 1.
        question: The question.
        answer: The answer, if it is known already.
        where: Conditions that the articles asked meet; an answer knows its own.
    """

    def __init__(self, turn: int, question: str, answer: "Answer | None" = None, *, where: Filter = EVERYTHING) -> None:
        super().__init__(classes="exchange")
        self.where = answer.scope.where if answer and answer.scope else where
        self.turn = turn
        self.question = question
        self.answer = answer
        self.asked_as: str | None = None
        """The question to search instead, where the person said so; None finds it out."""
        self.any_time = False
        """Whether nothing is weighed by a time in the question."""
        self.ended = answer is not None
        """Whether nothing more will come: it was answered, failed or stopped."""

    def compose(self) -> ComposeResult:
        """Show the question, and below it the answer or that one is looked for."""
        yield Static(Content.assemble(("> ", "$text-accent bold"), one_line(self.question)), classes="question")
        if self.where:
            yield Static(self._scope(), classes="scope")
        if self.answer is None:
            yield Static(Content("waiting for the index"), classes="stage")
        else:
            yield from outcome(self.answer)

    @property
    def citations(self) -> "tuple[Citation, ...]":
        """What can be opened by number: the answer's citations, or a refusal's nearest passages."""
        if self.answer is None:
            return ()
        if self.answer.refusal:
            return self.answer.refusal.nearest
        others = (*self.answer.answers, *self.answer.alternatives)
        cited = [*self.answer.citations, *(citation for other in others for citation in other.citations)]
        return tuple(dict.fromkeys(cited))

    @property
    def said(self) -> Static | None:
        """What holds the words of the answer or refusal; None before there is one."""
        found = self.query(".answer, .unsure, .refusal")
        return found.first(Static) if found else None

    def show_waiting(self) -> None:
        """Say that the questions before this one are answered first."""
        self._replace_stage("waits for the answer above · Escape takes it back")

    def show_stage(self, progress: Progress) -> None:
        """Say what is being done."""
        counted = f" {progress.done:,} of {progress.total:,}" if progress.total and progress.done else ""
        self._replace_stage(f"{STAGES[progress.stage]}{counted} …")

    def show_answer(self, answer: "Answer") -> None:
        """Put the answer in the place of the stage."""
        self.answer = answer
        self.ended = True
        self.query(".stage").remove()
        for scope in self.query(".scope").results(Static):
            scope.update(self._scope())
        self.mount(*outcome(answer))

    def show_error(self, error: QAError) -> None:
        """Say calmly what went wrong and what mends it."""
        self.ended = True
        self.query(".stage").remove()
        remedy = ("\n" + harmless(error.remedy), "dim") if error.remedy else ""
        self.mount(Static(Content.assemble(harmless(error.message), remedy), classes="failure"))

    def show_cancelled(self) -> None:
        """Say that the person stopped it."""
        self.ended = True
        self._replace_stage("stopped")

    def _scope(self) -> Content:
        """Say which articles are meant, and when there is an answer, how many they are."""
        parts = [f"{name} {one_line(value)}" for name, value in self.where.written().items()]
        if self.answer and self.answer.scope:
            parts.append(counted(self.answer.scope.articles, "article"))
            undated = self.answer.scope.undated
            parts += [f"{counted(undated, 'undated article')} left out"] if undated else []
        return Content(" · ".join(parts))

    def _replace_stage(self, text: str) -> None:
        for stage in self.query(".stage").results(Static):
            stage.update(Content(text))
