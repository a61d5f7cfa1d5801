"""Choosing folders and indexing them, while asking goes on against the old index."""

import threading
import time
from pathlib import Path
from typing import ClassVar

from rich.text import Text, TextType
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, DirectoryTree, Static

from corpus.errors import Cancelled, OperationFailed, QAError
from corpus.progress import Progress
from tui.chat.desk import Desk
from tui.chat.messages import RebuildCancelled, RebuildFailed, RebuildFinished, StageReached
from tui.plain import harmless, one_line
from tui.progress_line import described
from tui.rebuilding import summary_text


class Folders(DirectoryTree):
    """The folders of this machine, without hidden ones and files."""

    def filter_paths(self, paths: "list[Path]") -> "list[Path]":  # type: ignore[override]
        """Keep what can be chosen."""
        return [path for path in paths if not path.name.startswith(".") and path.is_dir()]

    def process_label(self, label: TextType) -> Text:
        """Show a name without what could command the terminal."""
        return Text(one_line(str(label)))


class RebuildScreen(ModalScreen[None]):
    """Picks folders, shows progress, and ends with a summary.

    Args:
        desk: Does the work.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="rebuild.close", priority=True),
        Binding("space", "choose", "Choose folder", id="rebuild.choose", priority=True),
    ]

    def __init__(self, desk: Desk, root: Path | None = None) -> None:
        super().__init__(classes="dialog")
        self._desk = desk
        self._root = root or Path.home()
        self._chosen: list[Path] = []
        self._stop = threading.Event()
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out tree, chosen folders, progress and buttons."""
        with Vertical(classes="box"):
            yield Static(Content("Index folders of articles"), classes="title")
            yield Folders(self._root, id="tree")
            yield Static(id="chosen")
            with VerticalScroll(id="rebuild-scroll"):
                yield Static(Content("Space chooses the folder, Enter opens it."), id="rebuild-state", classes="hint")
            with Horizontal(classes="buttons"):
                yield Button("Index", id="start", variant="primary", compact=True)
                yield Button("Stop", id="stop", variant="warning", compact=True)
                yield Button("Close", id="close", compact=True)

    def on_mount(self) -> None:
        """Begin with the folders indexed last."""
        self.query_one("#stop").display = False
        try:
            self._chosen = self._desk.last_sources()
        except QAError as error:
            self._say(error.message)
        self._show_chosen()
        self.query_one(Folders).focus()

    def action_choose(self) -> None:
        """Choose the folder under the cursor, or leave it out again."""
        node = self.query_one(Folders).cursor_node
        if self._busy or node is None or node.data is None:
            return
        path = node.data.path
        self._chosen = [p for p in self._chosen if p != path] if path in self._chosen else [*self._chosen, path]
        self._show_chosen()

    @on(Button.Pressed, "#start")
    def start(self, event: Button.Pressed) -> None:
        """Begin indexing."""
        event.stop()
        if not self._chosen:
            self._say("Choose a folder first: Space.")
            return
        self._stop.clear()
        self._mark(running=True)
        self._rebuild(list(self._chosen))

    @on(Button.Pressed, "#stop")
    def stop_work(self, event: Button.Pressed) -> None:
        """Stop; the old index stays."""
        event.stop()
        self._stop.set()
        self._say("Stopping …")

    @on(Button.Pressed, "#close")
    def close_screen(self, event: Button.Pressed) -> None:
        """Close."""
        event.stop()
        self.action_close()

    def action_close(self) -> None:
        """Stop what runs; else close."""
        if self._busy:
            self._stop.set()
            self._say("Stopping …")
        else:
            self.dismiss()

    @work(thread=True, group="rebuild", exclusive=True, exit_on_error=False)
    def _rebuild(self, paths: list[Path]) -> None:
        told = 0.0

        def report(progress: Progress) -> None:
            nonlocal told
            if self._stop.is_set() or not self.app.is_running:
                raise Cancelled
            if time.monotonic() - told > 0.1:
                told = time.monotonic()
                self.post_message(StageReached(progress))

        try:
            summary = self._desk.rebuild(paths, report)
        except Cancelled:
            self.post_message(RebuildCancelled())
        except QAError as error:
            self.post_message(RebuildFailed(error))
        except Exception as error:  # noqa: BLE001 - a defect is told, and the old index answers on
            self.log.error(f"rebuilding failed: {error!r}")
            self.post_message(RebuildFailed(OperationFailed(f"Indexing failed: {error!r}")))
        else:
            self.post_message(RebuildFinished(summary))

    @on(StageReached)
    def show_progress(self, event: StageReached) -> None:
        """Show how far it is, with the time left."""
        event.stop()
        if self._busy and not self._stop.is_set():
            self._say(described(event.progress))

    @on(RebuildFinished)
    def show_summary(self, event: RebuildFinished) -> None:
        """Show what was done and what was skipped; the app uses the new index."""
        self._mark(running=False)
        skips = "\n".join(self._desk.skipped_files())
        self._say(f"Done.\n{summary_text(event.summary, self._desk.settings().index)}\n{skips}".strip())

    @on(RebuildFailed)
    def show_failure(self, event: RebuildFailed) -> None:
        """Say what went wrong."""
        self._mark(running=False)
        self._say(f"{event.error.message}\n{event.error.remedy}".strip())

    @on(RebuildCancelled)
    def show_cancelled(self) -> None:
        """Say that nothing was changed."""
        self._mark(running=False)
        self._say("Stopped. The old index is as it was; what was embedded is kept for the next time.")

    def _mark(self, *, running: bool) -> None:
        self._busy = running
        self.query_one("#start").display = not running
        self.query_one("#stop").display = running

    def _show_chosen(self) -> None:
        names = "\n".join(f"  {harmless(str(path))}" for path in self._chosen) or "  none yet"
        self.query_one("#chosen", Static).update(Content.assemble(("Chosen\n", "bold"), names))

    def _say(self, text: str) -> None:
        self.query_one("#rebuild-state", Static).update(Content(harmless(text)))
