"""A footer that leaves out less important keys if the terminal is narrow."""

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

_GIVES_WAY = ("command_palette", "copy_answer", "edit", "rebuild", "step_citation(1)", "history", "back", "search")
"""Actions in the order in which they are left out; F1 lists all keys."""


class FittingFooter(Footer):
    """Shows as many of the available keys as fit on one line."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)
        self._fitted = 0

    def on_mount(self) -> None:
        """Show the keys at once, even if the terminal does not have the focus yet, as in a browser."""
        super().on_mount()
        self.set_reactive(Footer._bindings_ready, True)
        self.call_after_refresh(self.recompose)

    def compose(self) -> ComposeResult:
        """Lay out the keys that fit."""
        shown: list[Widget] = list(super().compose())
        self._fitted = self.app.size.width
        for action in _GIVES_WAY:
            if sum(map(_width, shown)) <= self._fitted:
                break
            shown = [key for key in shown if not (isinstance(key, FooterKey) and _action(key) == action)]
        yield from shown

    def on_resize(self, event: events.Resize) -> None:
        """Lay out the keys again when the width changes."""
        if event.size.width != self._fitted:
            self.call_after_refresh(self.recompose)


def _action(key: FooterKey) -> str:
    return key.action.removeprefix("app.").removeprefix("screen.")


def _width(key: Widget) -> int:
    """Count the columns of a key with its label and padding."""
    return len(key.key_display) + len(key.description) + 2 if isinstance(key, FooterKey) else 0
