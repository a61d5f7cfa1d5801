"""The notes, the most recent first, each with the words it is on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.chat.desk import note_citation
from tui.chat.messages import CitationOpened
from tui.chat.widgets.fitting_footer import FittingFooter
from tui.text.notices import NOT_INDEXED, NOTE_STATES
from tui.text.safe import brief_path, long_date, one_line, shortened

if TYPE_CHECKING:
    from qa.desk.notes.notes import Note, Placed
    from tui.chat.app import QuotewireApp

_QUOTED = 200
"""Characters shown of the quoted words."""


class NotesScreen(ModalScreen[None]):
    """Lists notes; Enter opens the article of one at its words.

    Args:
        notes: The notes, with their current places.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close", priority=True)]
    app: "QuotewireApp"

    def __init__(self, notes: "Sequence[tuple[Note, Placed]]") -> None:
        super().__init__(classes="dialog")
        self._notes = notes

    def compose(self) -> ComposeResult:
        """Lay out the notes."""
        with Vertical(classes="box"):
            yield Static(Content(f"Notes ({len(self._notes):,}) · Enter opens the article"), classes="title")
            yield OptionList(*(Option(_lines(*noted)) for noted in self._notes), id="notes", markup=False)
            yield FittingFooter()

    def on_mount(self) -> None:
        """Focus the list."""
        self.query_one("#notes").focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the article of the selected note, if it is still indexed."""
        event.stop()
        citation = note_citation(self._notes[event.option_index][1])
        if citation is None:
            self.notify(NOT_INDEXED, severity="warning")
            return
        self.dismiss()
        self.app.room.post_message(CitationOpened(citation))


def _lines(note: "Note", place: "Placed") -> Content:
    day = long_date(note.written.astimezone().date())
    quoted = f"\n  “{one_line(shortened(note.anchor.quote, _QUOTED))}”" if note.anchor.quote else ""
    line = f":{place.line}" if place.line else ""
    where = f", {one_line(brief_path(place.article.path))}{line}" if place.article else ""
    about = f"\n  {one_line(note.anchor.title)}{where}{NOTE_STATES[place.found]}, {day}"
    return Content.assemble((f"{note.note_id}  {one_line(note.text)}", "bold"), quoted, (about, "dim"))
