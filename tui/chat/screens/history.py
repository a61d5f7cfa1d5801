"""Earlier conversations: search, reopen, rename, delete."""

from typing import TYPE_CHECKING, ClassVar

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from corpus.errors import QAError
from tui.chat.keys import bound
from tui.chat.messages import ConversationChosen
from tui.chat.widgets.fitting_footer import FittingFooter
from tui.text.safe import counted, flowing, long_date, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.conversation.history import History


class HistoryScreen(ModalScreen[None]):
    """Lists conversations, the most recent first.

    Args:
        history: The history of conversations.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("history.close", "close", "Close", show=True, priority=True),
        Binding("down", "to_list", "List", show=False),
        bound("history.reopen", "reopen", "Reopen", show=True),
        bound("history.rename", "rename", "Rename", show=True, priority=True),
        bound("history.delete", "delete", "Delete", show=True, priority=True),
    ]

    def __init__(self, history: "History") -> None:
        super().__init__(classes="dialog")
        self._history = history
        self._doomed: int | None = None

    def compose(self) -> ComposeResult:
        """Lay out the search line and the list."""
        with Vertical(classes="box"):
            yield Static(Content("Earlier conversations"), classes="title")
            yield Input(placeholder="Search questions and answers", id="search", compact=True)
            yield OptionList(id="conversations", markup=False)
            yield Input(placeholder="New title, then Enter", id="rename", compact=True)
            yield FittingFooter()

    def on_mount(self) -> None:
        """List all conversations, and focus the search."""
        self._list("")
        self.query_one("#search").focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as the user types."""
        if event.input.id == "search":
            self._list(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Reopen the first result, or save the new title."""
        event.stop()
        if event.input.id == "search":
            self.action_reopen()
            return
        chosen = self._chosen()
        if chosen is not None:
            self._history.rename(chosen, event.value)
        event.input.display = False
        self._list(self.query_one("#search", Input).value)
        self.action_to_list()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Reopen the selected conversation."""
        event.stop()
        self.action_reopen()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Cancel a pending deletion when another conversation is highlighted."""
        event.stop()
        if event.option_id != str(self._doomed):
            self._doomed = None

    def action_to_list(self) -> None:
        """Focus the list."""
        self.query_one("#conversations").focus()

    def action_reopen(self) -> None:
        """Reopen the highlighted conversation."""
        chosen = self._chosen()
        if chosen is not None:
            self.dismiss()
            self.app.post_message(ConversationChosen(chosen))

    def action_rename(self) -> None:
        """Show the line for a new title."""
        if self._chosen() is not None:
            rename = self.query_one("#rename", Input)
            rename.display = True
            rename.value = ""
            rename.focus()

    def action_delete(self) -> None:
        """Delete the highlighted conversation when the key is pressed twice."""
        if isinstance(self.focused, Input):
            raise SkipAction
        chosen = self._chosen()
        if chosen is None:
            return
        if self._doomed != chosen:
            self._doomed = chosen
            self.notify("Press again to delete it for good.", severity="warning")
            return
        self._history.delete(chosen)
        self._doomed = None
        self._list(self.query_one("#search", Input).value)

    def action_close(self) -> None:
        """Close the line for the title, or else the screen."""
        rename = self.query_one("#rename")
        if rename.display:
            rename.display = False
            self.action_to_list()
        else:
            self.dismiss()

    def _chosen(self) -> int | None:
        options = self.query_one(OptionList)
        if options.highlighted is None or not options.option_count:
            return None
        return int(options.get_option_at_index(options.highlighted).id or 0)

    def _list(self, search: str) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        try:
            conversations = self._history.conversations(search)
        except QAError as error:
            self.notify(error.message, severity="warning", markup=False)
            conversations = []
        options.add_options(
            Option(
                Content.assemble(
                    one_line(conversation.title),
                    (f"\n  {long_date(conversation.updated.date())}, {counted(conversation.turns, 'answer')}", "dim"),
                    *_place(conversation.match),
                ),
                id=str(conversation.conversation_id),
            )
            for conversation in conversations
        )
        options.highlighted = 0 if conversations else None


def _place(match: "Sequence[tuple[str, bool]]") -> list[tuple[str, str]]:
    """Show an excerpt with the matching words marked."""
    shown = [(flowing(words), "bold $text-accent" if sought else "") for words, sought in match]
    return [("\n  ", ""), *shown] if shown else []
