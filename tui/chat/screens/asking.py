"""Asking: questions are queued until the index is open, then answered one at a time in a thread."""

from collections import deque
from typing import TYPE_CHECKING

from textual import on, work
from textual.screen import Screen
from textual.worker import get_current_worker

from corpus.errors import Cancelled, OperationFailed, QAError, QuestionInvalid
from corpus.progress import Progress
from tui.chat.messages import AnswerGiven, AnswerReady, AskFailed, QuestionAsked, StageReached
from tui.chat.widgets.exchange import Exchange
from tui.chat.widgets.prompt import Prompt
from tui.chat.widgets.transcript import Transcript
from tui.chat.workspace import Workspace

if TYPE_CHECKING:
    from qa.engine import Engine
    from qa.types import Answer


class AskingScreen(Screen[None]):
    """Answers the questions sent from its prompt, and shows the answers in its transcript.

    Args:
        workspace: Resolves filters by tag.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._engine: Engine | None = None
        self._waiting: deque[Exchange] = deque()
        self._asking: Exchange | None = None
        self._failure: QAError | None = None
        self.standalone = False
        """Whether questions are searched as typed, never as follow-ups."""

    def use(self, engine: "Engine") -> None:
        """Answer from this engine from now on, starting with the queued questions."""
        self._engine = engine
        self._failure = None
        self._ask_next()

    @property
    def begun(self) -> bool:
        """Whether the user has asked something."""
        return bool(self._waiting or self._asking) or self.query_one(Transcript).latest is not None

    @on(QuestionAsked)
    def ask(self, event: QuestionAsked) -> None:
        """Start an exchange for a question."""
        exchange = self.query_one(Transcript).add(event.question, event.where, event.asked_as)
        exchange.any_time = event.any_time
        if self._engine is None and self._failure is not None:
            self.call_after_refresh(self._refuse, exchange, self._failure)
            return
        self._waiting.append(exchange)
        if self._asking is not None:
            self.call_after_refresh(exchange.show_waiting)
        self._ask_next()

    def fail_waiting(self, error: QAError) -> None:
        """Show an error for every question that is waiting for the index."""
        if self._engine is not None:  # the index opened before stays in use
            return
        self._failure = error
        while self._waiting:
            self._refuse(self._waiting.popleft(), error)

    def _refuse(self, exchange: Exchange, error: QAError) -> None:
        exchange.show_error(error)
        self._give_back(exchange)

    def _ask_next(self) -> None:
        if self._engine is not None and self._asking is None and self._waiting:
            self._asking = self._waiting.popleft()
            self._answer(self._engine, self._asking, self.query_one(Transcript).answers)

    @work(thread=True, group="ask", exit_on_error=False)
    def _answer(self, engine: "Engine", asking: Exchange, before: "list[Answer]") -> None:
        turn, where = asking.turn, asking.where
        worker = get_current_worker()

        def report(progress: Progress) -> None:
            if worker.is_cancelled:
                raise Cancelled
            self.post_message(StageReached(progress))

        from qa.conversation.conversation import Conversation, said_so_far

        try:
            where = self.workspace.tagged(where)
            talk = Conversation(engine, said_so_far(before), standalone=self.standalone)
            asked_as, any_time = asking.asked_as, asking.any_time
            answer = talk.ask(asking.question, on_progress=report, where=where, asked_as=asked_as, any_time=any_time)
        except Cancelled:
            return
        except QAError as error:
            self.post_message(AskFailed(turn, error))
        except Exception as error:  # noqa: BLE001 - a defect must not take the conversation with it
            self.log.error(f"asking failed: {error!r}")
            self.post_message(AskFailed(turn, OperationFailed(f"This could not be answered: {error!r}")))
        else:
            if not worker.is_cancelled:
                self.post_message(AnswerReady(turn, answer))

    @on(StageReached)
    def show_stage(self, event: StageReached) -> None:
        """Show the progress of the running question, or of the first queued one while the sample index is built."""
        event.stop()
        shown = self._asking or (self._waiting[0] if self._waiting else None)
        if shown is not None:
            shown.show_stage(event.progress)

    @on(AnswerReady)
    def show_answer(self, event: AnswerReady) -> None:
        """Show an answer and have it stored, unless its question was stopped."""
        if self._asking is None or self._asking.turn != event.turn:
            return
        self._asking.show_answer(event.answer)
        self._asking = None
        self.post_message(AnswerGiven(event.answer))
        self._ask_next()

    @on(AskFailed)
    def show_failure(self, event: AskFailed) -> None:
        """Show why a question failed, and put it back into the prompt unless it asks nothing."""
        if self._asking is None or self._asking.turn != event.turn:
            return
        self._asking.show_error(event.error)
        self._give_back(self._asking, typed=not isinstance(event.error, QuestionInvalid))

    def _give_back(self, exchange: Exchange, *, typed: bool = True) -> None:
        prompt = self.query_one(Prompt)
        if typed and not prompt.value:
            prompt.value = exchange.question
            prompt.cursor_position = len(prompt.value)
        self._asking = None
        self._ask_next()
