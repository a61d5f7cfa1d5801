"""All keys, as they are bound now."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

_PROSE = """\
Answers are sentences of your own articles. A green bar marks an answer, a yellow one says that the articles do not \
say, a red one that something went wrong. Select text with the mouse to copy it.

Keys can be changed in chat.json in the configuration folder: {"keys": {"room.copy_answer": "ctrl+y"}}
"""


class HelpScreen(ModalScreen[None]):
    """Shows what each key does.

    Args:
        bindings: The bindings that were active where help was asked for, by key.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1", "app.pop_screen", "Close", priority=True)]

    def __init__(self, bindings: dict[str, Any]) -> None:
        super().__init__(classes="dialog")
        self._shown = [active.binding for active in bindings.values() if active.binding.id]

    def compose(self) -> ComposeResult:
        """List keys, what they do, and the id they are changed by."""
        with Vertical(classes="box"):
            yield Static(Content("Keys"), classes="title")
            with VerticalScroll():
                yield Static(self._keys(), id="help-keys")
                yield Static(Content(_PROSE), classes="hint")

    def _keys(self) -> Content:
        actions: dict[str, list[Binding]] = {}
        for binding in self._shown:
            actions.setdefault(binding.id or "", []).append(binding)
        rows = [
            (", ".join(self.app.get_key_display(binding) for binding in bindings), bindings[0].description, name)
            for name, bindings in sorted(actions.items())
        ]
        lines = [Content.assemble((f"{keys:<16}", "bold"), f"{what:<20}", (name, "dim")) for keys, what, name in rows]
        return Content("\n").join([*lines, Content("")])
