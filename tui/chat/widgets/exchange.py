"""A question with its answer, refusal or error."""

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
    """Shows a question and its outcome.

    Args:
        turn: The number in the transcript, from 1.
        question: The question.
        answer: The answer; None while it is pending.
        where: The filter that the question is asked with.
    """

    def __init__(self, turn: int, question: str, answer: "Answer | None" = None, *, where: Filter = EVERYTHING) -> None:
        super().__init__(classes="exchange")
        self.where = answer.scope.where if answer and answer.scope else where
        self.turn = turn
        self.question = question
        self.answer = answer
        self.asked_as: str | None = None
        """The question to search instead, if the user chose one; None lets the conversation decide."""
        self.any_time = False
        """Whether dates in the question are ignored for ranking."""
        self.ended = answer is not None
        """Whether the question was answered, failed or was stopped."""

    def compose(self) -> ComposeResult:
        """Lay out the question, with its answer or progress below."""
        yield Static(Content.assemble(("> ", "$text-accent bold"), one_line(self.question)), classes="question")
        if self.where:
            yield Static(self._scope(), classes="scope")
        if self.answer is None:
            yield Static(Content("waiting for the index"), classes="stage")
        else:
            yield from outcome(self.answer)

    @property
    def citations(self) -> "tuple[Citation, ...]":
        """The citations that can be opened by number: the answer's, or the nearest passages of a refusal."""
        if self.answer is None:
            return ()
        if self.answer.refusal:
            return self.answer.refusal.nearest
        others = (*self.answer.answers, *self.answer.alternatives)
        cited = [*self.answer.citations, *(citation for other in others for citation in other.citations)]
        return tuple(dict.fromkeys(cited))

    @property
    def text_widget(self) -> Static | None:
        """The widget with the text of the answer or refusal; None while it is pending."""
        texts = self.query(".answer, .unsure, .refusal")
        return texts.first(Static) if texts else None

    def show_waiting(self) -> None:
        """Show that earlier questions are answered first."""
        self._replace_stage("waiting for the answer above · Escape cancels")

    def show_stage(self, progress: Progress) -> None:
        """Show the current stage and its progress."""
        counted = f" {progress.done:,} of {progress.total:,}" if progress.total and progress.done else ""
        self._replace_stage(f"{STAGES[progress.stage]}{counted} …")

    def show_answer(self, answer: "Answer") -> None:
        """Show the answer in place of the progress."""
        self.answer = answer
        self.ended = True
        self.query(".stage").remove()
        for scope in self.query(".scope").results(Static):
            scope.update(self._scope())
        self.mount(*outcome(answer))

    def show_error(self, error: QAError) -> None:
        """Show an error, with its remedy."""
        self.ended = True
        self.query(".stage").remove()
        remedy = ("\n" + harmless(error.remedy), "dim") if error.remedy else ""
        self.mount(Static(Content.assemble(harmless(error.message), remedy), classes="failure"))

    def show_cancelled(self) -> None:
        """Show that the user stopped the question."""
        self.ended = True
        self._replace_stage("stopped")

    def _scope(self) -> Content:
        """Describe the filter and, for an answer, how many articles match it."""
        parts = [f"{name} {one_line(value)}" for name, value in self.where.written().items()]
        if self.answer and self.answer.scope:
            parts.append(counted(self.answer.scope.articles, "article"))
            undated = self.answer.scope.undated
            parts += [f"{counted(undated, 'undated article')} left out"] if undated else []
        return Content(" · ".join(parts))

    def _replace_stage(self, text: str) -> None:
        for stage in self.query(".stage").results(Static):
            stage.update(Content(text))
