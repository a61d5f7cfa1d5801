"""The main screen: transcript, article and prompt."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from index.filters import EVERYTHING, Filter
from tui.chat.keys import bound
from tui.chat.messages import (
    CommandTyped,
    ExampleChosen,
    FilterHeld,
    QuestionAsked,
)
from tui.chat.screens.using import UsingScreen
from tui.chat.slash.table import run_command
from tui.chat.widgets.article_pane import ArticlePane
from tui.chat.widgets.citation_item import CitationItem
from tui.chat.widgets.fitting_footer import FittingFooter
from tui.chat.widgets.offer_list import OfferList
from tui.chat.widgets.prompt import Prompt
from tui.chat.widgets.transcript import Transcript
from tui.chat.widgets.welcome import Welcome
from tui.text.safe import one_line

if TYPE_CHECKING:
    from qa.library.overview import Library
    from qa.types import Answer

_NARROW = 100
"""Columns below which the article is shown below the transcript, not beside it."""


class ReadingRoom(UsingScreen):
    """Shows questions with their answers, and the opened article.

    Args:
        workspace: The index, the history and the preferences.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("room.back", "back", "Stop", show=True, priority=True),
        bound("room.to_citations", "to_citations", "Citations", priority=True),
        bound("room.next_citation", "step_citation(1)", "Citation", show=True, priority=True),
        bound("room.previous_citation", "step_citation(-1)", "Previous citation"),
        bound("room.search", "search_article", "Find in article"),
        bound("room.edit", "edit", "Editor", show=True),
        bound("room.copy_answer", "copy_answer", "Copy", show=True),
        bound("room.as_typed", "as_typed", "Search as typed", priority=True),
        bound("room.edit_rewrite", "edit_rewrite", "Edit the rewrite", priority=True),
        bound("room.ask_other", "ask_other", "Ask the other way", priority=True),
        bound("room.any_time", "any_time", "Ignore the time", priority=True),
        bound("room.standalone", "standalone", "Follow-ups on, off", priority=True),
        bound("room.copy_citation", "copy_citation", "Copy citation"),
        bound("room.follow", "follow", "Follow the question", priority=True),
        bound("room.note", "note", "Note", priority=True),
        bound("room.phrase", "phrase", "In sentences", priority=True),
        *(Binding(f"{n},alt+{n}", f"open_citation({n})", f"Citation {n}", show=False) for n in range(1, 10)),
    ]

    def compose(self) -> ComposeResult:
        """Lay out transcript, article and prompt."""
        with Container(id="room"):
            yield Transcript()
            yield ArticlePane()
        yield Static(id="filter")
        offers = OfferList()
        yield offers
        yield Prompt(offers)
        yield FittingFooter()

    def on_mount(self) -> None:
        """Focus the prompt."""
        self.query_one("#filter").display = False
        self.query_one(Prompt).focus()
        self._lay_out(self.size.width)

    def on_resize(self) -> None:
        """Put the article beside or below the transcript, by the width."""
        self._lay_out(self.size.width)

    def _lay_out(self, width: int) -> None:
        self.query_one("#room").set_class(width < _NARROW, "narrow")

    async def show_conversation(self, answers: "Sequence[Answer]") -> None:
        """Show another conversation; queued questions are dropped."""
        self._waiting.clear()
        if self._asking is not None:
            self.workers.cancel_group(self, "ask")
            self._asking = None
        self.query_one(ArticlePane).close()
        self.query_one(Prompt).hold_to(EVERYTHING)
        await self.query_one(Transcript).show(answers)
        self.query_one(Prompt).focus()

    def action_back(self) -> None:
        """Stop the running question; else close what is open; else focus the prompt."""
        pane = self.query_one(ArticlePane)
        if self.query_one(OfferList).close() or self.stop_phrasing():
            return
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
                self.query_one(Transcript).keep(None)
            self.query_one(Prompt).focus()

    def action_as_typed(self) -> None:
        """Ask the latest question again, exactly as typed."""
        if answer := self._rewritten():
            self.post_message(QuestionAsked(answer.question, _where(answer), answer.question))

    def action_ask_other(self) -> None:
        """Ask the latest question with its other meaning."""
        answer = self._rewritten()
        if answer and answer.others:
            self.post_message(QuestionAsked(answer.question, _where(answer), answer.others[0]))
        elif answer:
            self.notify("The latest question was not ambiguous.")

    def action_edit_rewrite(self) -> None:
        """Put the rewritten latest question into the prompt."""
        if answer := self._rewritten():
            prompt = self.query_one(Prompt)
            prompt.value = answer.asked_as or ""
            prompt.cursor_position = len(prompt.value)
            prompt.focus()

    async def action_any_time(self) -> None:
        """Ask the latest question again, ignoring dates in it for ranking."""
        await self._run("anytime")

    def action_standalone(self) -> None:
        """Turn the rewriting of follow-up questions on or off."""
        self.standalone = not self.standalone
        how = "as typed" if self.standalone else "as follow-ups to earlier ones"
        self.notify(f"Questions are searched {how} from now on.")

    def _rewritten(self) -> "Answer | None":
        """Return the latest answer if its question was rewritten."""
        latest = self.query_one(Transcript).latest
        if latest is not None and latest.answer is not None and latest.answer.asked_as:
            return latest.answer
        self.notify("The latest question was searched as it was typed.")
        return None

    @on(CommandTyped)
    async def run_typed(self, event: CommandTyped) -> None:
        """Run a typed command."""
        await self._run(event.name, event.argument)

    async def _run(self, name: str, argument: str = "") -> None:
        if failure := await run_command(self.app, name, argument):
            self.notify(failure, severity="warning", markup=False)

    async def action_follow(self) -> None:
        """Follow the focused or latest question."""
        await self._run("follow")

    def know(self, library: "Library") -> None:
        """Show the overview of the index on the first screen, and complete filters by its values."""
        self.query_one(Welcome).show(library)
        self.holds = library.holds.values
        self.know_tags()

    def suggest(self, question: str) -> None:
        """Show an example question on the first screen."""
        self.query_one(Welcome).add(question)

    @on(ExampleChosen)
    def ask_example(self, event: ExampleChosen) -> None:
        """Ask an example question."""
        prompt = self.query_one(Prompt)
        prompt.focus()
        self.post_message(QuestionAsked(event.question, prompt.where))

    @on(FilterHeld)
    def show_filter(self, event: FilterHeld) -> None:
        """Show the filter in force above the prompt."""
        shown = self.query_one("#filter", Static)
        shown.display = bool(event.where)
        dropped = ("  filter:off drops it", "$text-muted")
        shown.update(Content.assemble(("Only ", "bold"), (one_line(str(event.where)), "bold"), dropped))

    def action_clear_filter(self) -> None:
        """Drop the filter."""
        self.query_one(Prompt).hold_to(EVERYTHING)

    def action_to_citations(self) -> None:
        """Move the focus from the prompt to the first citation or example; from elsewhere, to the next widget."""
        if isinstance(self.focused, Prompt) and self.focused.complete():
            return
        latest = self.query_one(Transcript).latest
        items: list[Widget] = list(latest.query(CitationItem)) if latest else [*self.query_one(Welcome).examples]
        if isinstance(self.focused, Prompt) and items:
            items[0].focus()
        else:
            self.focus_next()


def _where(answer: "Answer") -> Filter:
    return answer.scope.where if answer.scope else EVERYTHING
