"""A subject's timeline: its statements in order of time, each opened in its article."""

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
from tui.text.timeline import sparkline

if TYPE_CHECKING:
    from qa.types.statement import Statement
    from tui.chat.app import QuotewireApp

_EDGES = 10
"""Columns of the dialog that its box takes."""


class TimelineScreen(ModalScreen[None]):
    """Lists statements.

    Args:
        subject: What was asked for.
        told: The statements, in order.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close", priority=True)]
    app: "QuotewireApp"

    def __init__(self, subject: str, told: "Sequence[Statement]") -> None:
        super().__init__(classes="dialog")
        self._subject = subject
        self._told = told

    def compose(self) -> ComposeResult:
        """Lay out the title, the bars by month where there is room, and the statements."""
        from qa.output.timeline_formats import months

        with Vertical(classes="box"):
            yield Static(Content(f"Timeline: {one_line(self._subject)}"), classes="title")
            bars = sparkline(months(self._told), self.app.size.width - _EDGES)
            if bars:
                yield Static(Content(bars))
            yield OptionList(*(Option(_line(each)) for each in self._told), id="statements", markup=False)
            yield FittingFooter()

    def on_mount(self) -> None:
        """Take keys into the list."""
        self.query_one("#statements").focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open a statement's article at its words."""
        from qa.library.timeline import cited

        event.stop()
        self.dismiss()
        self.app.room.post_message(CitationOpened(cited(self._told[event.option_index])))


def _line(told: "Statement") -> Content:
    copies = f" +{len(told.copies)}" if told.copies else ""
    where = f"{one_line(told.source or told.title)}{copies}"
    return Content.assemble((told.resolved, "bold"), f"  {flowing(told.sentence)}  ", (where, "dim"))
