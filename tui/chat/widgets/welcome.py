"""The first screen: an overview of the index, and example questions."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.chat.keys import bound
from tui.chat.messages import ExampleChosen
from tui.text.library import library_lines
from tui.text.safe import one_line

if TYPE_CHECKING:
    from qa.library.overview import Library

_BEFORE = "Ask a question about your articles; the answer comes in their own words."
_HINTS = "/ commands · F1 keys, filters · F5 index folders"


class ExampleQuestion(Static, can_focus=True):
    """An example question; Enter or a click asks it.

    Args:
        number: The number, from 1, of its key.
        question: The question.
    """

    BINDINGS: ClassVar[list[BindingType]] = [bound("example.ask", "ask", "Ask it", show=True)]

    def __init__(self, number: int, question: str) -> None:
        self.question = question
        key = (f"Alt+{number} ", "$text-accent bold")
        super().__init__(Content.assemble(key, one_line(question)), classes="example")

    def action_ask(self) -> None:
        """Ask the question."""
        self.post_message(ExampleChosen(self.question))

    def on_click(self) -> None:
        """Ask the question."""
        self.action_ask()


class Welcome(Vertical):
    """Shows an overview of the index, and example questions."""

    def __init__(self) -> None:
        super().__init__(id="welcome")

    def compose(self) -> ComposeResult:
        """Lay out the text and the list of examples."""
        yield Static(Content(_BEFORE), id="library")
        yield Vertical(id="examples")
        yield Static(Content(_HINTS), id="hints")

    def show(self, library: "Library") -> None:
        """Show what is indexed.

        Args:
            library: The overview of the index.
        """
        first, *others = library_lines(library)
        lines = Content.assemble((first, "bold"), *(f"\n{line}" for line in others))
        self.query_one("#library", Static).update(Content("\n\n").join([lines, Content(_BEFORE)]))
        self.query(ExampleQuestion).remove()

    def add(self, question: str) -> None:
        """Show an example question."""
        number = len(self.query(ExampleQuestion)) + 1
        self.query_one("#examples").mount(ExampleQuestion(number, question))

    @property
    def examples(self) -> list[ExampleQuestion]:
        """The example questions."""
        return list(self.query(ExampleQuestion))
