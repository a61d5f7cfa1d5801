"""Notes, the last written first, each with the words that it is on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.text.safe import brief_path, long_date, one_line, shortened

if TYPE_CHECKING:
    from qa.desk.notes import Note, Placed

_QUOTED = 200
"""Characters shown of the words that a note is on."""
_STATES = {"there": "", "moved": "", "edited": " (edited since)", "gone": " (no longer there)"}


class NotesScreen(ModalScreen[None]):
    """Shows notes.

    Args:
        found: The notes, and where they belong.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.pop_screen", "Close", priority=True)]

    def __init__(self, found: "Sequence[tuple[Note, Placed]]") -> None:
        super().__init__(classes="dialog")
        self._found = found

    def compose(self) -> ComposeResult:
        """List the notes."""
        with Vertical(classes="box"):
            yield Static(Content(f"Notes ({len(self._found):,})"), classes="title")
            with VerticalScroll():
                yield Static(Content("\n\n").join(_lines(*each) for each in self._found), id="notes")

    def on_mount(self) -> None:
        """Take the arrow keys, to scroll."""
        self.query_one(VerticalScroll).focus()


def _lines(note: "Note", place: "Placed") -> Content:
    day = long_date(note.written.astimezone().date())
    quoted = f"\n  “{one_line(shortened(note.anchor.quote, _QUOTED))}”" if note.anchor.quote else ""
    line = f":{place.line}" if place.line else ""
    where = f", {one_line(brief_path(place.article.path))}{line}" if place.article else ""
    about = f"\n  {one_line(note.anchor.title)}{where}{_STATES[place.found]}, {day}"
    return Content.assemble((f"{note.note_id}  {one_line(note.text)}", "bold"), quoted, (about, "dim"))
