"""The prompt: takes questions, filters and commands."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widgets import Input

from corpus.errors import SettingsInvalid
from index.filters import EVERYTHING, Filter
from tui.chat.completion import Offer, offers
from tui.chat.keys import bound
from tui.chat.messages import CommandTyped, FilterHeld, QuestionAsked
from tui.chat.slash.table import typed_command
from tui.chat.typed_filters import changed_filter, check_values, split_conditions
from tui.chat.widgets.offer_list import OfferList
from tui.text.notices import filter_notice

_LONGEST = 10_000
"""Maximum characters of a question; the rest of a longer paste is dropped, with a warning."""


class Prompt(Input):
    """Takes questions; up and down recall earlier ones.

    Args:
        offers: The list of completions.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("prompt.earlier", "recall(-1)", "Earlier question"),
        bound("prompt.later", "recall(1)", "Later question"),
    ]

    def __init__(self, offers: OfferList) -> None:
        super().__init__(placeholder="Ask your articles", id="prompt", max_length=_LONGEST, select_on_focus=False)
        self._offers = offers
        self._quiet = ""
        self.values: Mapping[str, Sequence[str]] = {}
        """By filter name, the values that occur in the articles; used for completion and validation."""
        self._asked: list[str] = []
        self._at = 0
        self._draft = ""
        self.where = EVERYTHING
        """The filter in force."""

    def hold_to(self, where: Filter) -> None:
        """Set the filter in force and announce it."""
        self.where = where
        self.post_message(FilterHeld(where))

    def remember(self, questions: Sequence[str]) -> None:
        """Add earlier questions for recall, the most recent last."""
        self._asked = list(dict.fromkeys([*questions, *self._asked]))
        self._at = len(self._asked)

    async def action_submit(self) -> None:
        """Send the question or run the command; questions with several parts are sent as several."""
        chosen = self._offers.chosen
        if chosen and chosen.line.strip() != self.value.strip():
            self._take(chosen)
            if not chosen.complete:
                return
        self._offers.close()
        typed = " ".join(self.value.split())
        if not typed:
            return
        if command := typed_command(typed):
            self._note(typed)
            self.post_message(CommandTyped(*command))
            return
        question, given = split_conditions(typed)
        try:
            where = changed_filter(self.where, given)
            if not question:
                check_values(given, self.values)
        except SettingsInvalid as error:
            self.notify(error.message, severity="warning", markup=False)
            return
        self.hold_to(where)
        self._note(typed)
        if question:
            from qa.answering.compound import parts_of

            for part in parts_of(question):
                self.post_message(QuestionAsked(part, self.where))
        else:
            self.notify(filter_notice(self.where), markup=False)

    def _note(self, typed: str) -> None:
        """Add a line for recall, and clear the prompt."""
        self._asked = [*(asked for asked in self._asked if asked != typed), typed]
        self._at = len(self._asked)
        self.value = self._draft = ""

    def action_recall(self, step: int) -> None:
        """Recall an earlier or later question, or the draft after the last; move among open completions."""
        if self._offers.is_open:
            self._offers.move(-1 if step < 0 else 1)
            return
        if self._at == len(self._asked):
            self._draft = self.value
        self._at = min(max(self._at + step, 0), len(self._asked))
        self._quiet = self.value = self._asked[self._at] if self._at < len(self._asked) else self._draft
        self.cursor_position = len(self.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer completions, unless the line was recalled."""
        event.stop()
        typed = "" if self.value == self._quiet else self.value[: self.cursor_position]
        self._quiet = ""
        self._offers.offer(offers(typed, self.values) if self.cursor_position == len(self.value) else [])

    def complete(self) -> bool:
        """Apply the highlighted or first completion; return whether there was one."""
        offer = self._offers.first()
        if offer is not None:
            self._take(offer)
        return offer is not None

    def _take(self, offer: Offer) -> None:
        self._quiet = self.value = offer.line
        self.cursor_position = len(self.value)
        self._offers.close()

    def _on_paste(self, event: events.Paste) -> None:
        """Paste several lines as one, truncated to the maximum length."""
        text = " ".join(
            "".join(letter if letter.isprintable() else " " for letter in event.text[: 4 * _LONGEST]).split()
        )
        start, end = sorted(self.selection)
        room = _LONGEST - len(self.value) + end - start
        if len(event.text) > 4 * _LONGEST or len(text) > room:
            self.notify(f"Truncated: a question has at most {_LONGEST:,} characters.", severity="warning")
        self.replace(text[: max(room, 0)], start, end)
        event.stop()
        event.prevent_default()
