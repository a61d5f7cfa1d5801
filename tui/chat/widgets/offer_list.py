"""The list of completions above the prompt."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.chat.completion import Offer
from tui.text.safe import one_line

_WIDTH = 28
"""Columns of the completion, before its description."""


class OfferList(OptionList, can_focus=False):
    """Lists completions; the prompt keeps the focus."""

    def __init__(self) -> None:
        super().__init__(id="offers", compact=True, markup=False)
        self._offers: list[Offer] = []

    def on_mount(self) -> None:
        """Start closed."""
        self.display = False

    @property
    def is_open(self) -> bool:
        """Whether completions are shown."""
        return bool(self.display)

    @property
    def chosen(self) -> Offer | None:
        """The highlighted completion; None if none is highlighted."""
        return self._offers[self.highlighted] if self.is_open and self.highlighted is not None else None

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show completions; a command is highlighted at once, a value only when moved to."""
        self._offers = list(offers)
        self.clear_options()
        self.add_options(Option(_shown(offer)) for offer in self._offers)
        self.display = bool(self._offers)
        self.highlighted = 0 if self._offers and self._offers[0].about else None

    def close(self) -> bool:
        """Close the list; return whether it was open."""
        was_open, self.display = self.is_open, False
        return was_open

    def move(self, step: int) -> None:
        """Highlight another completion."""
        if self.highlighted is None:
            self.highlighted = 0 if step > 0 else len(self._offers) - 1
        else:
            self.highlighted = (self.highlighted + step) % len(self._offers)

    def first(self) -> Offer | None:
        """The highlighted completion, or else the first."""
        return self.chosen or (self._offers[0] if self.is_open else None)


def _shown(offer: Offer) -> Content:
    label = one_line(offer.label)
    gap = " " * max(_WIDTH - len(label), 1)
    return Content.assemble((label, "bold"), (f"{gap}{offer.about}" if offer.about else "", "dim"))
