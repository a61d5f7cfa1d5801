"""The timeline of a subject: dated statements that open in their articles."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.chat.messages import CitationOpened
from tui.chat.widgets.fitting_footer import FittingFooter
from tui.text.safe import flowing, one_line
from tui.text.timeline import copies_mark, sparkline

if TYPE_CHECKING:
    from qa.types.statement import Statement
    from tui.chat.app import QuotewireApp

_EDGES = 10
"""Columns taken by the edges of the dialog."""


class TimelineScreen(ModalScreen[None]):
    """Lists the statements of a timeline.

    Args:
        subject: The subject that was asked for.
        statements: The statements, by date.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close", priority=True)]
    app: "QuotewireApp"

    def __init__(self, subject: str, statements: "Sequence[Statement]") -> None:
        super().__init__(classes="dialog")
        self._subject = subject
        self._statements = statements

    def compose(self) -> ComposeResult:
        """Lay out the title, the bars by month if there is room, and the statements."""
        from qa.output.timeline_formats import months

        with Vertical(classes="box"):
            yield Static(Content(f"Timeline: {one_line(self._subject)}"), classes="title")
            bars = sparkline(months(self._statements), self.app.size.width - _EDGES)
            if bars:
                yield Static(Content(bars))
            yield OptionList(
                *(Option(_line(statement)) for statement in self._statements), id="statements", markup=False
            )
            yield FittingFooter()

    def on_mount(self) -> None:
        """Focus the list."""
        self.query_one("#statements").focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the article of a statement at its sentence."""
        from qa.library.timeline import cited

        event.stop()
        self.dismiss()
        self.app.room.post_message(CitationOpened(cited(self._statements[event.option_index])))


def _line(statement: "Statement") -> Content:
    where = f"{one_line(statement.source or statement.title)}{copies_mark(statement)}"
    return Content.assemble((statement.resolved, "bold"), f"  {flowing(statement.sentence)}  ", (where, "dim"))
