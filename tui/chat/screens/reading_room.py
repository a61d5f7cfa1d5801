"""The main screen: transcript, article and prompt."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Footer

from corpus.errors import QAError
from index.filters import EVERYTHING, Filter
from tui.chat.clipboard import copy_text
from tui.chat.editor import edit
from tui.chat.messages import CitationOpened, CommandTyped, ExampleChosen, QuestionAsked, RelatedArticleOpened
from tui.chat.screens.asking import AskingScreen
from tui.chat.slash.table import run_command
from tui.chat.widgets.article_pane import ArticlePane
from tui.chat.widgets.citation_item import CitationItem
from tui.chat.widgets.exchange import Exchange
from tui.chat.widgets.prompt import Prompt
from tui.chat.widgets.transcript import Transcript
from tui.chat.widgets.welcome import Welcome
from tui.text.notices import cited_notice, related_notice

if TYPE_CHECKING:
    from qa.answering.citations import OpenedCitation
    from qa.engine import Engine
    from qa.library.overview import Library
    from qa.types import Answer, Citation

_NARROW = 100
"""Columns below which the article stands under the transcript."""


class ReadingRoom(AskingScreen):
    """Shows what came of questions, and opens articles."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Stop", id="room.back", priority=True),
        Binding("tab", "to_citations", "Citations", show=False, priority=True),
        Binding("ctrl+o", "step_citation(1)", "Citation", id="room.next_citation", priority=True),
        Binding("ctrl+l", "step_citation(-1)", "Previous citation", show=False, id="room.previous_citation"),
        Binding("f3", "search_article", "Find in article", show=False, id="room.search"),
        Binding("f4", "edit", "Editor", id="room.edit"),
        Binding("f6", "copy_answer", "Copy", id="room.copy_answer"),
        Binding("ctrl+z", "as_typed", "Search as typed", show=False, id="room.as_typed", priority=True),
        Binding("ctrl+t", "edit_rewrite", "Edit the rewrite", show=False, id="room.edit_rewrite", priority=True),
        Binding("alt+o", "ask_other", "Ask the other way", show=False, id="room.ask_other", priority=True),
        Binding("ctrl+s", "standalone", "Follow-ups on, off", show=False, id="room.standalone", priority=True),
        Binding("f7", "copy_citation", "Copy citation", show=False, id="room.copy_citation"),
        *(Binding(f"{n},alt+{n}", f"open_citation({n})", f"Citation {n}", show=False) for n in range(1, 10)),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the room."""
        with Container(id="room"):
            yield Transcript()
            yield ArticlePane()
        yield Prompt()
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Take the first key into the prompt."""
        self.query_one(Prompt).focus()
        self._lay_out(self.size.width)

    def on_resize(self) -> None:
        """Put the article beside or below the transcript."""
        self._lay_out(self.size.width)

    def _lay_out(self, width: int) -> None:
        self.query_one("#room").set_class(width < _NARROW, "narrow")

    async def show_conversation(self, answers: "Sequence[Answer]") -> None:
        """Show another conversation; questions that wait are let go."""
        self._waiting.clear()
        if self._asking is not None:
            self.workers.cancel_group(self, "ask")
            self._asking = None
        self.query_one(ArticlePane).close()
        self.query_one(Prompt).hold_to(EVERYTHING)
        await self.query_one(Transcript).show(answers)
        self.query_one(Prompt).focus()

    def action_back(self) -> None:
        """Stop the running question; else close what is open; else go to the prompt."""
        pane = self.query_one(ArticlePane)
        if self._asking is not None:
            self.workers.cancel_group(self, "ask")
            self._asking.show_cancelled()
            self._give_back(self._asking)
        elif self._waiting:
            waiting = self._waiting.pop()
            waiting.show_cancelled()
            self._give_back(waiting)
        else:
            if not pane.close_search() and pane.is_open:
                pane.close()
            self.query_one(Prompt).focus()

    def action_as_typed(self) -> None:
        """Search the latest question again as it was typed."""
        if answer := self._rewritten():
            self.post_message(QuestionAsked(answer.question, _where(answer), answer.question))

    def action_ask_other(self) -> None:
        """Ask the latest question in the other way that it may have been meant."""
        answer = self._rewritten()
        if answer and answer.others:
            self.post_message(QuestionAsked(answer.question, _where(answer), answer.others[0]))
        elif answer:
            self.notify("Nothing was unclear in the latest question.")

    def action_edit_rewrite(self) -> None:
        """Put the latest question into the prompt as it was searched."""
        if answer := self._rewritten():
            prompt = self.query_one(Prompt)
            prompt.value = answer.asked_as or ""
            prompt.cursor_position = len(prompt.value)
            prompt.focus()

    def action_standalone(self) -> None:
        """Search every question as it is typed from now on, or ask follow-ups in full again."""
        self.standalone = not self.standalone
        said = "as they are typed" if self.standalone else "in the light of those before"
        self.notify(f"Questions are searched {said} from now on.")

    def _rewritten(self) -> "Answer | None":
        """Find the latest answer, if its question was searched in other words."""
        latest = self.query_one(Transcript).latest
        if latest is not None and latest.answer is not None and latest.answer.asked_as:
            return latest.answer
        self.notify("The latest question was searched as it was typed.")
        return None

    @on(CommandTyped)
    async def run_typed(self, event: CommandTyped) -> None:
        """Do what a typed command says."""
        if failure := await run_command(self.app, event.name, event.argument):
            self.notify(failure, severity="warning", markup=False)

    def know(self, library: "Library") -> None:
        """Say on the first screen what is indexed."""
        self.query_one(Welcome).show(library)

    def suggest(self, question: str) -> None:
        """Show on the first screen a question to begin with."""
        self.query_one(Welcome).add(question)

    @on(ExampleChosen)
    def ask_example(self, event: ExampleChosen) -> None:
        """Ask a question of the first screen."""
        prompt = self.query_one(Prompt)
        prompt.focus()
        self.post_message(QuestionAsked(event.question, prompt.where))

    @on(CitationOpened)
    def open_citation(self, event: CitationOpened) -> None:
        """Show the article of a citation at its words."""
        self._open(lambda engine: engine.open_citation(event.citation), cited_notice)

    @on(RelatedArticleOpened)
    def open_related(self, event: RelatedArticleOpened) -> None:
        """Show a related article at the words that were cited, if they stand there."""
        self._open(lambda engine: engine.open_related(event.article, event.citation), related_notice)

    def _open(self, find: "Callable[[Engine], OpenedCitation]", notice: "Callable[[OpenedCitation], str]") -> None:
        if self._engine is None:
            return
        try:
            opened = find(self._engine)
            self.query_one(ArticlePane).show(opened.article, opened.citation, notice(opened))
        except QAError as error:
            self.notify(error.message, severity="warning", markup=False)

    def action_clear_filter(self) -> None:
        """Ask every article from now on."""
        self.query_one(Prompt).hold_to(EVERYTHING)

    def action_to_citations(self) -> None:
        """Go from the prompt to the latest answer's first citation, or the first example; from elsewhere, on."""
        latest = self.query_one(Transcript).latest
        items: list[Widget] = list(latest.query(CitationItem)) if latest else [*self.query_one(Welcome).examples]
        if isinstance(self.focused, Prompt) and items:
            items[0].focus()
        else:
            self.focus_next()

    def action_open_citation(self, number: int) -> None:
        """Open a citation of the focused exchange, or of the latest; before the first, ask an example."""
        exchange = self._exchange()
        examples = self.query_one(Welcome).examples[number - 1 : number]
        if exchange is None and examples:
            examples[0].action_ask()
        chosen = [c for c in exchange.citations if c.number == number] if exchange else []
        if chosen:
            self.post_message(CitationOpened(chosen[0]))

    def citation_numbers(self) -> list[int]:
        """List the numbers of what can be opened now."""
        exchange = self._exchange()
        return [citation.number for citation in exchange.citations] if exchange else []

    def action_step_citation(self, step: int) -> None:
        """Open the citation after or before the open one, the first if none is open."""
        exchange = self._exchange()
        citations = exchange.citations if exchange else ()
        if not citations:
            self.notify("There is no citation to open yet.")
            return
        shown = self.query_one(ArticlePane).citation
        at = citations.index(shown) + step if shown in citations else 0
        self.post_message(CitationOpened(citations[at % len(citations)]))

    def _exchange(self) -> Exchange | None:
        focused = self.focused
        if isinstance(focused, CitationItem) and isinstance(focused.parent, Exchange):
            return focused.parent
        shown = self.query_one(ArticlePane).citation
        holding = [found for found in self.query(Exchange) if shown in found.citations] if shown else []
        return holding[-1] if holding else self.query_one(Transcript).latest

    def action_search_article(self) -> None:
        """Find words in the open article."""
        pane = self.query_one(ArticlePane)
        if pane.is_open:
            pane.action_search()
        else:
            self.notify("Open an article first: Enter on a citation.")

    def action_edit(self) -> None:
        """Open the cited file at its line in the person's editor."""
        citation = self._cited()
        if citation is None:
            self.notify("There is no citation to open yet.")
            return
        if failure := edit(self.app, citation.path, citation.line):
            self.notify(failure, severity="warning", markup=False)

    def _cited(self) -> "Citation | None":
        focused = self.focused
        if isinstance(focused, CitationItem):
            return focused.citation
        shown = self.query_one(ArticlePane).citation
        exchange = self._exchange()
        return shown or (exchange.citations[0] if exchange and exchange.citations else None)

    def action_copy_answer(self) -> None:
        """Copy the answer of the focused exchange, or of the latest."""
        focused = self.focused
        inside = isinstance(focused, CitationItem) and isinstance(focused.parent, Exchange)
        exchange = focused.parent if focused and inside else self.query_one(Transcript).latest
        answer = exchange.answer if isinstance(exchange, Exchange) else None
        copy_text(self.app, answer.text if answer else None, "Answer")

    def action_copy_citation(self) -> None:
        """Copy the citation in focus, or the first, as Markdown."""
        from qa.output.answer_markdown import citation_markdown

        citation = self._cited()
        copy_text(self.app, citation_markdown(citation) if citation else None, "Citation")


def _where(answer: "Answer") -> Filter:
    return answer.scope.where if answer.scope else EVERYTHING
