"""The help screen: keys, commands and filters."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.chat.slash.table import COMMANDS
from tui.text.keys import KEYS, shown_keys
from tui.text.safe import one_line

_WIDTH = 20
"""Columns of the key, command or filter."""
_FILTERS = (
    ("since:2021", "dated this day, month or year, or later; also 30d, yesterday"),
    ("until:2021-04", "dated this day, month or year, or earlier"),
    ("on:2021-04-22", "dated this day, month or year"),
    ("source:herald", "the source contains these letters"),
    ('author:"ada moss"', "the author's name contains this"),
    ("title:dam", "the title contains this"),
    ("path:letters", "the file's path contains this"),
    ("lang:de", "written in this language"),
    ("tag:people", "has a note of yours with this tag"),
    ("source:", "drop this filter"),
    ("filter:off", "drop all filters"),
)
_FILTERED = "Type them as part of a question, or after /filter; they stay in force until dropped.\n"
_PROSE = """\
A green bar marks an answer, an amber one an uncertain answer, a grey one a refusal, a red one an error. Select text \
with the mouse to copy it (some terminals need Shift held). Titles and places are links in terminals that support \
them; most need Ctrl or Command held.

In a browser (qa serve) Ctrl+N, Ctrl+T, Ctrl+W and Ctrl+Q are the browser's own: F8, Alt+E and /quit do the same here.

qa keys lists the keys by their names, and qa keys NAME KEY changes one.\
"""


class HelpScreen(ModalScreen[None]):
    """Lists keys, commands and filters.

    Args:
        changed: The keys that the user changed, by name.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1", "app.pop_screen", "Close", priority=True)]

    def __init__(self, changed: Mapping[str, str]) -> None:
        super().__init__(classes="dialog")
        self._changed = changed

    def compose(self) -> ComposeResult:
        """Lay out keys, commands and filters."""
        with Vertical(classes="box"):
            yield Static(Content("Help"), classes="title")
            with VerticalScroll():
                yield Static(self._keys(), id="help-keys")
                yield Static(_commands(), id="help-commands")
                yield Static(_filters(), id="help-filters")
                yield Static(Content(_PROSE), classes="hint")

    def on_mount(self) -> None:
        """Focus the list, so that the arrow keys scroll it."""
        self.query_one(VerticalScroll).focus()

    def _keys(self) -> Content:
        return Content("\n").join([*self._key_lines(), Content("")])

    def _key_lines(self) -> Iterator[Content]:
        where = ""
        for name, key in KEYS.items():
            if key.where != where:
                yield Content.styled(f"\n{key.where}" if where else key.where, "bold")
                where = key.where
            yield _line(one_line(shown_keys(self._changed.get(name, key.keys))), key.does)
            if name == "room.previous_citation":
                yield _line("Alt+1 to Alt+9", "open that citation; 1 to 9 outside the prompt")


def _commands() -> Content:
    lines = [Content.styled("Commands", "bold")]
    lines += [_line(f"/{command.name} {command.takes}".rstrip(), command.does) for command in COMMANDS]
    return Content("\n").join([*lines, Content("")])


def _filters() -> Content:
    lines = [Content.styled("Filters", "bold"), Content.styled(f"  {_FILTERED}".rstrip(), "dim")]
    lines += [_line(typed, does) for typed, does in _FILTERS]
    return Content("\n").join([*lines, Content("")])


def _line(typed: str, does: str) -> Content:
    """Put the description next to the key, or below it if the key is too wide."""
    gap = f"\n{'':<{_WIDTH + 2}}" if len(typed) > _WIDTH - 1 else " " * (_WIDTH - len(typed))
    return Content.assemble((f"  {typed}", "bold"), f"{gap}{does}")
