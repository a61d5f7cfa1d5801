"""Choosing folders and indexing them; questions are answered from the old index meanwhile."""

from pathlib import Path
from typing import ClassVar

from rich.text import Text, TextType
from textual import on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, DirectoryTree, Static

from corpus.errors import QAError
from tui.chat.keys import bound
from tui.chat.messages import RebuildFailed, RebuildFinished, StageReached
from tui.chat.rebuild_worker import RebuildWork
from tui.chat.workspace import Workspace
from tui.text.progress import described
from tui.text.safe import harmless, one_line
from tui.text.summaries import summary_text


class Folders(DirectoryTree):
    """The folders of this machine, without files and hidden folders."""

    def filter_paths(self, paths: "list[Path]") -> "list[Path]":  # type: ignore[override]
        """Keep visible folders."""
        return [path for path in paths if not path.name.startswith(".") and path.is_dir()]

    def process_label(self, label: TextType) -> Text:
        """Show a name without control characters."""
        return Text(one_line(str(label)))


class RebuildScreen(ModalScreen[None]):
    """Lets the user pick folders, then shows the progress and the summary of the rebuild.

    Args:
        workspace: Knows the sources of the last rebuild.
        work: Runs the rebuild; continues when this screen is closed.
        root: The folder at the top of the tree; None for the home folder.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("rebuild.close", "close", "Close", show=True, priority=True),
        bound("rebuild.choose", "choose", "Choose folder", show=True, priority=True),
    ]

    def __init__(self, workspace: Workspace, work: RebuildWork, root: Path | None = None) -> None:
        super().__init__(classes="dialog")
        self._workspace = workspace
        self._work = work
        self._root = root or Path.home()
        self._chosen: list[Path] = []
        self._stopping = False

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
                stop = Button("Stop", id="stop", variant="warning", compact=True)
                stop.display = self._work.running
                yield stop
                yield Button("Close", id="close", compact=True)

    def on_mount(self) -> None:
        """Start with the folders of the last rebuild."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._mark(running=self._work.running)
        try:
            self._chosen = self._workspace.own_sources()
        except QAError as error:
            self._say(error.message)
        self._show_chosen()
        self.query_one(Folders).focus()

    def action_choose(self) -> None:
        """Add the folder under the cursor to the chosen ones, or remove it."""
        if not isinstance(self.focused, Folders):
            raise SkipAction
        node = self.query_one(Folders).cursor_node
        if self._work.running or node is None or node.data is None:
            return
        path = node.data.path
        self._chosen = [p for p in self._chosen if p != path] if path in self._chosen else [*self._chosen, path]
        self._show_chosen()

    @on(Button.Pressed, "#start")
    def start(self, event: Button.Pressed) -> None:
        """Start indexing."""
        event.stop()
        if not self._chosen:
            self._say("Choose a folder first: Space.")
            return
        self._stopping = False
        self._mark(running=True)
        self._work.begin(list(self._chosen))

    @on(Button.Pressed, "#stop")
    def stop_work(self, event: Button.Pressed) -> None:
        """Stop the rebuild; the old index stays."""
        event.stop()
        self._stop()

    @on(Button.Pressed, "#close")
    def close_screen(self, event: Button.Pressed) -> None:
        """Close the screen; a running rebuild continues and is shown when the screen is opened again."""
        event.stop()
        self.dismiss()

    def action_close(self) -> None:
        """Stop a running rebuild, or else close the screen."""
        if self._work.running:
            self._stop()
        else:
            self.dismiss()

    def _stop(self) -> None:
        self._stopping = True
        self._work.stop()
        self._say("Stopping …")

    def show_progress(self, event: StageReached) -> None:
        """Show the progress, with the time left."""
        if self._work.running and not self._stopping:
            self._say(described(event.progress))

    def show_summary(self, event: RebuildFinished) -> None:
        """Show what was indexed and what was skipped."""
        self._mark(running=False)
        skips = "\n".join(self._workspace.skipped_files())
        self._say(f"Done.\n{summary_text(event.summary, self._workspace.settings().index)}\n{skips}".strip())

    def show_failure(self, event: RebuildFailed) -> None:
        """Show why the rebuild failed."""
        self._mark(running=False)
        self._say(f"{event.error.message}\n{event.error.remedy}".strip())

    def show_cancelled(self) -> None:
        """Say that nothing was changed."""
        self._mark(running=False)
        self._say("Stopped. The old index is unchanged; finished embeddings are kept for the next rebuild.")

    def _mark(self, *, running: bool) -> None:
        self.query_one("#start").display = not running
        self.query_one("#stop").display = running

    def _show_chosen(self) -> None:
        names = (
            "\n".join(f"  {harmless(str(path))}" for path in self._chosen)
            or "  none yet; your own articles replace the samples"
        )
        self.query_one("#chosen", Static).update(Content.assemble(("Chosen\n", "bold"), names))

    def _say(self, text: str) -> None:
        self.query_one("#rebuild-state", Static).update(Content(harmless(text)))
