"""One question with its answer, refusal or error."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from corpus.errors import QAError
from corpus.progress import Progress
from index.filters import EVERYTHING, Filter
from tui.chat.widgets.citation_item import CitationItem
from tui.text.progress import STAGES
from tui.text.refusal import why_refused, words_unmet
from tui.text.safe import counted, flowing, harmless, one_line
from tui.text.sources import nothing_matches
from tui.text.times import bracketed

if TYPE_CHECKING:
    from qa.types import Answer, Citation, Refusal


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
            yield from _outcome(self.answer)

    @property
    def citations(self) -> "tuple[Citation, ...]":
        """What can be opened by number: the answer's citations, or a refusal's nearest passages."""
        if self.answer is None:
            return ()
        if self.answer.refusal:
            return self.answer.refusal.nearest
        others = (citation for other in self.answer.alternatives for citation in other.citations)
        return (*self.answer.citations, *others)

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
        self.mount(*_outcome(answer))

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


def _outcome(answer: "Answer") -> list[Static]:
    from qa.answering.compound import several_note
    from qa.answering.language_notes import answer_note

    notes = filter(None, (several_note(answer), answer_note(answer)))
    return [
        *_rewrite(answer),
        *_said(answer),
        *(Static(Content(one_line(note)), classes="confidence") for note in notes),
    ]


def _rewrite(answer: "Answer") -> list[Static]:
    """Show how the question was searched, and what of it could not be told."""
    if answer.asked_as is None:
        return []
    lines = [("-> ", "$text-accent"), (one_line(answer.asked_as), "")]
    if answer.unclear:
        others = "; ".join(map(one_line, answer.others))
        lines += [(f"\n{one_line(answer.unclear)}", "$text-warning"), (f" Alt+O asks: {others}", "")]
    return [Static(Content.assemble(*lines), classes="rewrite")]


def _said(answer: "Answer") -> list[Static]:
    if answer.scope and not answer.scope.articles:
        return [Static(Content(nothing_matches(answer.scope)), classes="refusal")]
    if answer.refusal is not None:
        return _refused(answer.refusal)
    shown: list[Static] = [Static(answer_content(answer), classes="answer")]
    if answer.confidence is not None:
        shown.append(Static(Content(f"confidence {answer.confidence:.0%}"), classes="confidence"))
    shown += [CitationItem(citation) for citation in answer.citations]
    for other in answer.alternatives:
        meant = bracketed(other.citations[0].when)
        share = (f"  {other.confidence:.0%}", "dim")
        said = Content.assemble(("Or: ", "dim"), (one_line(other.text), "bold"), meant, share)
        shown += [Static(said, classes="alternative"), *(CitationItem(citation) for citation in other.citations)]
    return shown


def answer_content(answer: "Answer") -> Content:
    """Show the answer in its sentence; where it is the whole sentence, that alone."""
    first = answer.citations[0]
    if first.sentence == first.quote:
        return Content(one_line(answer.text or "")).stylize("bold")
    before, after = first.around_quote()
    return Content.assemble(
        (one_line(answer.text or ""), "bold"),
        f"{bracketed(answer.when)}\n\n",
        flowing(before),
        (flowing(first.quote), "bold $text-accent"),
        flowing(after),
    )


def _refused(refusal: "Refusal") -> list[Static]:
    lines: list[tuple[str, str]] = [("The articles do not say.", "bold"), (f"\n{why_refused(refusal)}", "")]
    lines += [(f"\n{line}", "") for line in words_unmet(refusal)]
    lines.append(("\nNearest:" if refusal.nearest else "", "dim"))
    return [
        Static(Content.assemble(*lines), classes="refusal"),
        *(CitationItem(citation, excerpt=True) for citation in refusal.nearest),
    ]
