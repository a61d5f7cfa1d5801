"""All keys, wherever they apply."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.chat.screens.history import HistoryScreen
from tui.chat.screens.reading_room import ReadingRoom
from tui.chat.screens.rebuild import RebuildScreen
from tui.chat.screens.settings import SettingsScreen
from tui.chat.widgets.article_pane import ArticlePane
from tui.chat.widgets.citation_item import CitationItem
from tui.chat.widgets.prompt import Prompt

_WHERE: tuple[tuple[str, type[DOMNode]], ...] = (
    ("While reading", ReadingRoom),
    ("In the prompt", Prompt),
    ("On a citation", CitationItem),
    ("In an article", ArticlePane),
    ("Among conversations", HistoryScreen),
    ("While indexing", RebuildScreen),
    ("In the settings", SettingsScreen),
)
_PROSE = """\
1 to 9 open that citation, once Tab has left the prompt. A green bar marks an answer, a yellow one says \
that the articles do not say, a red one that something went wrong. Select text with the mouse to copy it.

Keys can be changed in chat.json in the configuration folder: {"keys": {"room.copy_answer": "ctrl+y"}}
"""


class HelpScreen(ModalScreen[None]):
    """Shows what each key does.

    Args:
        changed: The person's own keys, by binding id.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1", "app.pop_screen", "Close", priority=True)]

    def __init__(self, changed: Mapping[str, str]) -> None:
        super().__init__(classes="dialog")
        self._changed = changed

    def compose(self) -> ComposeResult:
        """List keys, what they do, and the id they are changed by."""
        with Vertical(classes="box"):
            yield Static(Content("Keys"), classes="title")
            with VerticalScroll():
                yield Static(self._keys(), id="help-keys")
                yield Static(Content(_PROSE), classes="hint")

    def _keys(self) -> Content:
        lines: list[Content] = []
        for where, owner in (("Everywhere", type(self.app)), *_WHERE):
            lines.append(Content.styled(where, "bold"))
            lines += [self._line(found) for found in owner.BINDINGS if isinstance(found, Binding) and found.id]
            lines.append(Content(""))
        return Content("\n").join(lines)

    def _line(self, binding: Binding) -> Content:
        keys = self._changed.get(binding.id or "", binding.key)
        shown = ", ".join(self.app.get_key_display(Binding(key, "", "")) for key in keys.split(","))
        return Content.assemble((f"  {shown:<16}", "bold"), f"{binding.description:<20}", (binding.id or "", "dim"))
