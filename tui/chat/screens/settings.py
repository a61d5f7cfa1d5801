"""The dialog for the main settings."""

from pathlib import Path
from typing import ClassVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Select, Static

from corpus.errors import SettingsInvalid
from qa.output.references import Style
from tui.chat.keys import bound
from tui.chat.workspace import Workspace


class SettingsScreen(ModalScreen[bool]):
    """Changes preferences; the result is whether the index must be reopened.

    Args:
        workspace: Holds the preferences.
    """

    BINDINGS: ClassVar[list[BindingType]] = [bound("settings.close", "dismiss(False)", "Close", show=True)]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(classes="dialog")
        self._workspace = workspace

    def compose(self) -> ComposeResult:
        """Lay out the form."""
        chosen = self._workspace.preferences
        with Vertical(classes="box"):
            yield Static(Content("Settings"), classes="title")
            with VerticalScroll(id="settings-form"):
                yield Static(
                    Content("Passages to retrieve, 1 to 1000. More find more but take longer."), classes="hint"
                )
                yield Input(_text(chosen.k), placeholder="20", id="k", compact=True)
                yield Static(Content("Minimum confidence of an answer, 0 to 1. Higher refuses more."), classes="hint")
                yield Input(_text(chosen.threshold), placeholder="default", id="threshold", compact=True)
                yield Static(Content("Index folder."), classes="hint")
                yield Input(chosen.index or "", placeholder="default", id="index", compact=True)
                yield Static(Content("Style of copied citations."), classes="hint")
                styles = [(name, name) for name in get_args(Style)]
                yield Select(styles, value=self._workspace.style, allow_blank=False, id="style", compact=True)
                yield Static(Content("Theme."), classes="hint")
                themes = [(name, name) for name in sorted(self.app.available_themes)]
                yield Select(themes, value=self.app.theme, allow_blank=False, id="theme", compact=True)
            yield Static(id="settings-error", classes="hint")
            with Horizontal(classes="buttons"):
                yield Button("Save", id="save", variant="primary", compact=True)

    @on(Select.Changed, "#theme")
    def try_theme(self, event: Select.Changed) -> None:
        """Apply the theme at once; the app saves it."""
        self.app.theme = str(event.value)

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def save(self) -> None:
        """Validate the values and save them."""
        before = self._workspace.preferences
        try:
            k = self._number("k", int)
            threshold = self._number("threshold", float)
            index = self.query_one("#index", Input).value.strip()
            failure = self._workspace.prefer(
                k=k,
                threshold=threshold,
                index=str(Path(index).expanduser().absolute()) if index else None,
                style=str(self.query_one("#style", Select).value),
            )
            self._workspace.settings()
        except (SettingsInvalid, ValueError) as error:
            self._workspace.prefer(k=before.k, threshold=before.threshold, index=before.index)
            self.query_one("#settings-error", Static).update(Content(str(error)))
            return
        if failure:
            self.notify(failure, severity="warning", markup=False)
        self.dismiss(True)

    def _number(self, name: str, kind: type[int] | type[float]) -> float | int | None:
        value = self.query_one(f"#{name}", Input).value.strip()
        try:
            return kind(value) if value else None
        except ValueError:
            raise ValueError(f"{name} should be a number, found {value!r}.") from None


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
