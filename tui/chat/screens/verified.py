"""A checked draft: each quotation and figure, with the passage it matches in the archive."""

from typing import TYPE_CHECKING, ClassVar

import click
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.chat.messages import CitationOpened
from tui.chat.widgets.fitting_footer import FittingFooter
from tui.text.safe import one_line

if TYPE_CHECKING:
    from qa.output.checked import Check, CheckedDraft
    from tui.chat.app import QuotewireApp


class VerifiedScreen(ModalScreen[None]):
    """Lists the checked quotations and figures.

    Args:
        checked: The draft with its quotations and figures.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close", priority=True)]
    app: "QuotewireApp"

    def __init__(self, checked: "CheckedDraft") -> None:
        super().__init__(classes="dialog")
        self._checked = checked
        self._checks = sorted((*checked.quotations, *checked.figures), key=lambda check: check.start)

    def compose(self) -> ComposeResult:
        """Lay out the counts, then each quotation and figure of the draft with its match."""
        from qa.output.checked import summary

        with Vertical(classes="box"):
            yield Static(Content(f"{one_line(self._checked.name)}: {summary(self._checked)}"), classes="title")
            yield OptionList(*(Option(self._content(check)) for check in self._checks), id="checks", markup=False)
            yield FittingFooter()

    def on_mount(self) -> None:
        """Focus the list."""
        self.query_one("#checks").focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the article at the matching words, with the draft's words above it; absent words match nothing."""
        event.stop()
        citation = self._checks[event.option_index].citation
        if citation is not None:
            self.dismiss()
            self.app.room.post_message(CitationOpened(citation, self._side(self._checks[event.option_index])))

    def _side(self, check: "Check") -> str:
        from tui.text.checked import draft_side

        return click.unstyle(draft_side(check, is_figure=check in self._checked.figures))

    def _content(self, check: "Check") -> Content:
        from tui.text.checked import check_lines

        lines = check_lines(check, is_figure=check in self._checked.figures)
        return Content("\n".join(map(click.unstyle, lines)))
