"""An answer phrased in sentences by the user's own language model, shown below the answer."""

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker, get_current_worker

from corpus.errors import Cancelled, OperationFailed, QAError
from tui.chat.messages import PhrasingEnded, PhrasingFailed, SentenceChecked
from tui.text.phrased import stands_alone, struck_line
from tui.text.safe import one_line

if TYPE_CHECKING:
    from qa.settings import LanguageModelSettings
    from qa.types import Answer
    from qa.types.phrased import PhrasedSentence


class Phrasing(Static):
    """Starts the phrasing when mounted, and shows each sentence once it has been checked.

    Args:
        answer: The answer to phrase.
        model: The user's language model.
    """

    def __init__(self, answer: "Answer", model: "LanguageModelSettings") -> None:
        super().__init__(classes="phrasing")
        self._answer = answer
        self._model = model
        self._sentences: list[PhrasedSentence] = []
        self._worker: Worker[None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether the phrasing is running."""
        return self._worker is not None

    def on_mount(self) -> None:
        """Start the phrasing."""
        self._show("  · Escape stops it")
        self._worker = self.run_worker(self._ask, thread=True, group="phrase", exit_on_error=False)

    def stop(self) -> None:
        """Stop the phrasing and remove its sentences."""
        if self._worker is not None:
            self._worker.cancel()
            self._end(Content.styled("Phrasing stopped.", "dim"))

    def _ask(self) -> None:
        from qa.conversation.phrasing.phrase import phrase

        worker = get_current_worker()
        on_sentence = partial(self._on_sentence, worker)
        try:
            phrased = phrase(self._answer, self._model, on_sentence, lambda: worker.is_cancelled)
        except Cancelled:
            return
        except QAError as error:
            self.post_message(PhrasingFailed(error))
        except Exception as error:  # noqa: BLE001 - a defect must not take the conversation with it
            self.post_message(PhrasingFailed(OperationFailed(f"This could not be phrased: {error!r}")))
        else:
            self.post_message(PhrasingEnded(phrased))

    def _on_sentence(self, worker: "Worker[None]", sentence: "PhrasedSentence") -> None:
        if worker.is_cancelled:
            raise Cancelled
        self.post_message(SentenceChecked(sentence))

    def on_sentence_checked(self, event: SentenceChecked) -> None:
        """Show a sentence, or that it was struck out."""
        event.stop()
        if self.is_running:
            self._sentences.append(event.sentence)
            self._show("  · Escape stops it")

    def on_phrasing_ended(self, event: PhrasingEnded) -> None:
        """Show the finished phrasing."""
        event.stop()
        if not self.is_running:
            return
        self._sentences = list(event.phrased.sentences)
        if event.phrased.text is None:
            self._end(Content("\n").join([Content(stands_alone(event.phrased)), *self._struck()]))
        else:
            self._worker = None
            self._show("")

    def on_phrasing_failed(self, event: PhrasingFailed) -> None:
        """Show why phrasing failed; the answer stays."""
        event.stop()
        if self.is_running:
            remedy = f" {event.error.remedy}" if event.error.remedy else ""
            self._end(Content.styled(f"{one_line(event.error.message)}{remedy}", "$text-warning"))

    def _end(self, content: Content) -> None:
        self._worker = None
        self.update(content)

    def _show(self, doing: str) -> None:
        head = f"In sentences, by {one_line(self._model.model)} at {one_line(self._model.url)}:{doing}"
        held = " ".join(one_line(sentence.text) for sentence in self._sentences if not sentence.struck)
        lines = [Content.styled(head, "dim"), *([Content(held)] if held else []), *self._struck()]
        self.update(Content("\n").join(lines))

    def _struck(self) -> list[Content]:
        return [
            Content.styled(struck_line(sentence), "$text-warning") for sentence in self._sentences if sentence.struck
        ]
