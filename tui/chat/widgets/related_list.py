"""Who else tells an opened article's story: choose one to read it."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.chat.messages import TellingOpened
from tui.text.sources import telling_line

if TYPE_CHECKING:
    from index.types import Telling
    from qa.types import Citation


class TellingList(OptionList):
    """Copies, versions and other tellings of a cited article."""

    def __init__(self) -> None:
        super().__init__(id="tellings", compact=True)
        self._citation: Citation | None = None
        self._tellings: list[Telling] = []

    def fill(self, citation: "Citation") -> bool:
        """List what a citation knows of; tell whether it knows of any."""
        kinds = (("copy", citation.copies), ("version", citation.versions), ("same story", citation.retold))
        named = [(kind, telling) for kind, tellings in kinds for telling in tellings]
        self._citation = citation
        self._tellings = [telling for _, telling in named]
        self.clear_options()
        self.add_options([Option(Content(f"{kind}: {telling_line(telling)}")) for kind, telling in named])
        self.highlighted = 0 if named else None
        return bool(named)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the chosen article."""
        event.stop()
        if self._citation is not None:
            self.post_message(TellingOpened(self._tellings[event.option_index], self._citation))
