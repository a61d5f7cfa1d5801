"""What the line in the prompt may become, above it."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.chat.completion import Offer
from tui.text.safe import one_line

_WIDTH = 28
"""Columns of what is offered, before what it does."""


class OfferList(OptionList, can_focus=False):
    """Offers to go on with; the keys stay with the prompt."""

    def __init__(self) -> None:
        super().__init__(id="offers", compact=True, markup=False)
        self._offers: list[Offer] = []

    def on_mount(self) -> None:
        """Begin closed."""
        self.display = False

    @property
    def is_open(self) -> bool:
        """Whether anything is offered."""
        return bool(self.display)

    @property
    def chosen(self) -> Offer | None:
        """The offer that is lit; None where none is."""
        return self._offers[self.highlighted] if self.is_open and self.highlighted is not None else None

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show offers; a command is lit at once, a value when it is moved to."""
        self._offers = list(offers)
        self.clear_options()
        self.add_options(Option(_shown(each)) for each in self._offers)
        self.display = bool(self._offers)
        self.highlighted = 0 if self._offers and self._offers[0].about else None

    def close(self) -> bool:
        """Put the offers away; tell whether there were any."""
        was_open, self.display = self.is_open, False
        return was_open

    def move(self, step: int) -> None:
        """Light another offer."""
        if self.highlighted is None:
            self.highlighted = 0 if step > 0 else len(self._offers) - 1
        else:
            self.highlighted = (self.highlighted + step) % len(self._offers)

    def first(self) -> Offer | None:
        """The offer that is lit, or the first."""
        return self.chosen or (self._offers[0] if self.is_open else None)


def _shown(offer: Offer) -> Content:
    label = one_line(offer.label)
    gap = " " * max(_WIDTH - len(label), 1)
    return Content.assemble((label, "bold"), (f"{gap}{offer.about}" if offer.about else "", "dim"))
