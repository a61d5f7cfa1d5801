"""The dialog for writing a note on a sentence."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.text.safe import one_line, shortened

if TYPE_CHECKING:
    from qa.types import Citation

_QUOTED = 300
"""Characters shown of the sentence."""
_LONGEST = 10_000


class NotingScreen(ModalScreen[str]):
    """Asks for the text of a note.

    Args:
        citation: The citation that the note is on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss('')", "Close", priority=True)]

    def __init__(self, citation: "Citation") -> None:
        super().__init__(classes="dialog")
        self._citation = citation

    def compose(self) -> ComposeResult:
        """Lay out the sentence and the input line."""
        sentence = one_line(shortened(self._citation.sentence, _QUOTED))
        with Vertical(classes="box fitting"):
            yield Static(Content(f"Note on “{one_line(self._citation.title)}”"), classes="title")
            yield Static(Content(f"“{sentence}”"), classes="noted")
            yield Input(placeholder="Text of the note, with #tags", max_length=_LONGEST, id="note")
            yield Static(Content.styled("Enter saves · Escape cancels", "dim"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the text."""
        event.stop()
        self.dismiss(event.value.strip())
