"""The transcript of the conversation."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Button

from index.filters import Filter
from tui.chat.widgets.exchange import Exchange
from tui.chat.widgets.welcome import Welcome

if TYPE_CHECKING:
    from qa.types import Answer

_SHOWN = 30
"""Maximum number of exchanges that are widgets; a button shows earlier ones, so that a long conversation is drawn as
fast as a short one."""


class Transcript(VerticalScroll, can_focus=False):
    """Shows questions and answers, the most recent last."""

    def __init__(self) -> None:
        super().__init__(id="transcript")
        self._earlier: list[Exchange] = []
        self._turns = 0
        self._kept: Widget | None = None

    def compose(self) -> ComposeResult:
        """Lay out the first screen."""
        yield Button("", id="earlier", variant="default", compact=True)
        yield Welcome()

    def on_mount(self) -> None:
        """Anchor the view at the most recent exchange."""
        self.query_one("#earlier").display = False
        self.anchor()

    @property
    def latest(self) -> Exchange | None:
        """The most recent exchange; None if there is none."""
        exchanges = list(self.query(Exchange))
        return exchanges[-1] if exchanges else None

    @property
    def answers(self) -> "list[Answer]":
        """The answers of the conversation, in order."""
        shown = [*self._earlier, *self.query(Exchange)]
        return [exchange.answer for exchange in shown if exchange.answer is not None]

    def add(self, question: str, where: Filter, asked_as: str | None = None) -> Exchange:
        """Add an exchange for a question.

        Args:
            question: The question.
            where: The filter that it is asked with.
            asked_as: The question to search instead, if the user chose one.

        Returns:
            The exchange, still without an answer.
        """
        exchange = Exchange(self._turns + 1, question, where=where)
        exchange.asked_as = asked_as
        self.append(exchange)
        return exchange

    def append(self, exchange: Exchange) -> None:
        """Append an exchange as the next turn."""
        self._turns += 1
        exchange.turn = self._turns
        self.query_one("#welcome").display = False
        self.mount(exchange)
        self._put_away()
        self.keep(None)

    def exchange(self, turn: int) -> Exchange | None:
        """Find an exchange by its turn."""
        return next((exchange for exchange in self.query(Exchange) if exchange.turn == turn), None)

    def keep(self, part: Widget | None) -> None:
        """Keep the first line of a widget in view when the size changes; None follows the latest exchange."""
        self._kept = part
        if part is None:
            self.anchor()
        else:
            self.call_after_refresh(self._reveal)

    def on_resize(self) -> None:
        """Keep the chosen widget in view."""
        if self._kept is not None:
            self.call_after_refresh(self._reveal)

    def _reveal(self) -> None:
        if self._kept is None or not self._kept.is_attached:
            return
        top = self._kept.virtual_region.y
        widget = self._kept.parent
        while isinstance(widget, Widget) and widget is not self:
            top += widget.virtual_region.y
            widget = widget.parent
        self.release_anchor()
        if not self.scroll_y <= top < self.scroll_y + self.size.height - 1:
            self.scroll_to(y=top, animate=False)

    async def show(self, answers: "Sequence[Answer]") -> None:
        """Replace the conversation."""
        await self.query(Exchange).remove()
        self._turns = len(answers)
        exchanges = [Exchange(turn, answer.question, answer) for turn, answer in enumerate(answers, start=1)]
        self._earlier = exchanges[:-_SHOWN]
        self.query_one("#welcome").display = not exchanges
        await self.mount(*exchanges[-_SHOWN:])
        self._label()
        self.keep(None)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Show earlier exchanges."""
        event.stop()
        back, self._earlier = self._earlier[-_SHOWN:], self._earlier[:-_SHOWN]
        self.release_anchor()
        self.mount(
            *(Exchange(exchange.turn, exchange.question, exchange.answer) for exchange in back), after="#earlier"
        )
        self._label()

    def _put_away(self) -> None:
        """Remove the oldest exchanges; only those with an answer can be shown again."""
        shown = list(self.query(Exchange))
        away = [exchange for exchange in shown[:-_SHOWN] if exchange.ended]
        kept = [exchange for exchange in away if exchange.answer is not None]
        self._earlier += [Exchange(exchange.turn, exchange.question, exchange.answer) for exchange in kept]
        for exchange in away:
            exchange.remove()
        self._label()

    def _label(self) -> None:
        button = self.query_one("#earlier", Button)
        button.display = bool(self._earlier)
        button.label = f"{len(self._earlier)} earlier"
