"""The chat application: opens the index and the history, stores answers, and shows the other screens."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.actions import SkipAction
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from corpus.errors import OperationFailed, QAError
from corpus.progress import Progress
from tui.chat.desk import check_followed
from tui.chat.keys import bound
from tui.chat.look_worker import LookWork
from tui.chat.messages import (
    AnswerGiven,
    ConversationChosen,
    EngineFailed,
    EngineOpened,
    ExampleFound,
    LibraryLooked,
    RebuildCancelled,
    RebuildFailed,
    RebuildFinished,
    StageReached,
)
from tui.chat.palette import palette_commands
from tui.chat.rebuild_worker import RebuildWork
from tui.chat.screens.reading_room import ReadingRoom
from tui.chat.widgets.prompt import Prompt
from tui.chat.widgets.transcript import Transcript
from tui.chat.workspace import Workspace
from tui.text.notices import SAMPLES_GONE

if TYPE_CHECKING:
    from qa.conversation.history import History
    from qa.engine import Engine
    from tui.chat.export import Kind
    from tui.chat.screens.rebuild import RebuildScreen

_LOOKS = 1.0
"""Seconds between checks whether the index was replaced; each check reads a line of 25 bytes."""


class QuotewireApp(App[None]):
    """The main screen and the dialogs above it.

    Args:
        workspace: Opens the index and the history, and holds the preferences.
    """

    TITLE = "Quotewire"
    CSS_PATH = "chat.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        bound("app.help", "help", "Help", show=True, priority=True),
        bound("app.history", "history", "History", show=True, priority=True),
        bound("app.rebuild", "rebuild", "Index", show=True, priority=True),
        bound("app.new", "new_conversation", "New", priority=True),
        bound("app.settings", "settings", "Settings", priority=True),
        bound("app.palette", "command_palette", "Actions", show=True, priority=True),
        bound("app.quit", "quit", "Quit", show=True, priority=True),
    ]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.engine: Engine | None = None
        self.history: History | None = None
        self.conversation: int | None = None
        self.rebuild_work = RebuildWork(self, workspace)
        self._look_work = LookWork(self, workspace, lambda: self.room.begun)
        self.room = ReadingRoom(workspace)
        """The main screen."""

    def get_default_screen(self) -> Screen[Any]:
        """Start in the main screen."""
        return self.room

    def on_mount(self) -> None:
        """Draw the first frame, then open the index and the history."""
        self.set_keymap(self.workspace.preferences.keys)
        if self.workspace.preferences.theme in self.available_themes:
            self.theme = self.workspace.preferences.theme
        self.theme_changed_signal.subscribe(self, lambda theme: self._keep(theme=theme.name))
        self.call_after_refresh(self.open_index)
        self.call_after_refresh(self._open_history)
        self.set_interval(_LOOKS, self._follow_index)

    # The index

    def _follow_index(self) -> None:
        """Reopen the index if another process has replaced it; a running question finishes on the old one."""
        if self.engine is not None and not self.rebuild_work.running and self.workspace.outdated():
            self.open_index()
            self.notify("The index was updated by another process; the new one is in use.")

    @work(thread=True, group="open", exclusive=True, exit_on_error=False)
    def open_index(self) -> None:
        """Open the live index in a thread."""

        def report(progress: Progress) -> None:
            self.room.post_message(StageReached(progress))

        try:
            engine, notice = self.workspace.open_engine(report)
        except QAError as error:
            self.post_message(EngineFailed(error))
        except Exception as error:  # noqa: BLE001 - a defect is reported, and the chat goes on
            self.log.error(f"opening failed: {error!r}")
            self.post_message(EngineFailed(OperationFailed(f"The index could not be opened: {error!r}")))
        else:
            self.post_message(EngineOpened(engine, notice))

    @on(EngineOpened)
    def use_engine(self, event: EngineOpened) -> None:
        """Answer from the newly opened index."""
        self.engine = event.engine
        self.room.use(event.engine)
        self._look_work.begin(event.engine)
        if event.notice:
            self.notify(event.notice, timeout=10, markup=False)

    @on(LibraryLooked)
    def show_library(self, event: LibraryLooked) -> None:
        """Show what is indexed."""
        self.room.know(event.library)

    @on(ExampleFound)
    def suggest(self, event: ExampleFound) -> None:
        """Show an example question."""
        self.room.suggest(event.question)

    @on(EngineFailed)
    def show_open_failure(self, event: EngineFailed) -> None:
        """Show why the index could not be opened; earlier answers stay."""
        self.room.fail_waiting(event.error)
        remedy = f"\n{event.error.remedy}" if event.error.remedy else ""
        self.notify(f"{event.error.message}{remedy}", severity="error", timeout=15, markup=False)

    @on(RebuildFinished)
    def use_new_index(self, event: RebuildFinished) -> None:
        """Switch to the index that was just built."""
        self.open_index()
        self.notify(f"The new index is in use. {SAMPLES_GONE if event.samples_gone else ''}".strip())
        self._on_rebuild_screen(lambda screen: screen.show_summary(event))
        check_followed(self, self.workspace)

    @on(RebuildFailed)
    def show_rebuild_failure(self, event: RebuildFailed) -> None:
        """Show why the rebuild failed; the old index stays in use."""
        if not self._on_rebuild_screen(lambda screen: screen.show_failure(event)):
            self.notify(event.error.message, severity="error", timeout=15, markup=False)

    @on(RebuildCancelled)
    def show_rebuild_cancelled(self) -> None:
        """Say that nothing was changed."""
        self._on_rebuild_screen(lambda screen: screen.show_cancelled())

    @on(StageReached)
    def show_progress(self, event: StageReached) -> None:
        """Show the progress of a rebuild on its screen, if that is open."""
        self._on_rebuild_screen(lambda screen: screen.show_progress(event))

    def _on_rebuild_screen(self, show: "Callable[[RebuildScreen], None]") -> bool:
        """Call `show` with the rebuild screen; return whether it is open."""
        from tui.chat.screens.rebuild import RebuildScreen

        open_screens = [screen for screen in self.screen_stack if isinstance(screen, RebuildScreen)]
        for screen in open_screens:
            show(screen)
        return bool(open_screens)

    # Conversations

    def _open_history(self) -> None:
        self.history = self.workspace.open_history()
        prompt = self.room.query_one(Prompt)
        prompt.border_title = "private: nothing is stored" if self.workspace.private else ""
        if self.history.warning:
            self.notify(self.history.warning, severity="warning", timeout=15, markup=False)
        try:
            prompt.remember(self.history.questions())
        except QAError as error:
            self.notify(error.message, severity="warning", markup=False)

    @on(AnswerGiven)
    def keep_answer(self, event: AnswerGiven) -> None:
        """Store an answer in the history."""
        if self.history is None:
            self._open_history()
        try:
            assert self.history is not None  # noqa: S101 - just opened
            self.conversation = self.history.add(self.conversation, event.answer)
        except QAError as error:
            self.notify(f"The answer could not be stored. {error.message}", severity="warning", markup=False)

    @on(ConversationChosen)
    async def reopen(self, event: ConversationChosen) -> None:
        """Reopen an earlier conversation and continue it."""
        if self.history is None:
            return
        try:
            turns = self.history.turns(event.conversation_id)
        except QAError as error:
            self.notify(error.message, severity="warning", markup=False)
            return
        self.conversation = event.conversation_id
        await self.room.show_conversation([turn.answer for turn in turns])

    async def action_new_conversation(self) -> None:
        """Start a new conversation."""
        self._only_from_room()
        self.conversation = None
        await self.room.show_conversation([])

    # Screens and actions

    def action_help(self) -> None:
        """Show the help screen."""
        from tui.chat.screens.help import HelpScreen

        self._only_from_room()
        self._push(HelpScreen(self.workspace.preferences.keys))

    def action_history(self) -> None:
        """Show earlier conversations."""
        from tui.chat.screens.history import HistoryScreen

        self._only_from_room()
        if self.history is not None:
            self._push(HistoryScreen(self.history))

    def action_rebuild(self) -> None:
        """Choose folders and index them."""
        from tui.chat.screens.rebuild import RebuildScreen

        self._only_from_room()
        self._push(RebuildScreen(self.workspace, self.rebuild_work))

    def action_settings(self) -> None:
        """Open the settings screen."""
        from tui.chat.screens.settings import SettingsScreen

        self._only_from_room()
        self._push(SettingsScreen(self.workspace), lambda changed: self.open_index() if changed else None)

    def action_private(self) -> None:
        """Turn private mode on or off."""
        self.workspace.private = not self.workspace.private
        self.conversation = None
        self._open_history()
        state = "Private: nothing is stored from now on." if self.workspace.private else "Answers are stored again."
        self.notify(state)

    def action_export(self, kind: "Kind") -> None:
        """Write the conversation to a file in the current folder."""
        from tui.chat.export import export_conversation

        message, failed = export_conversation(self.room.query_one(Transcript).answers, kind)
        self.notify(message, severity="warning" if failed else "information", timeout=10, markup=False)

    def _push(self, screen: Screen[Any], callback: Any = None) -> None:
        self.push_screen(screen, callback)

    def _only_from_room(self) -> None:
        """Raise `SkipAction` if another screen is open, so that the key goes to it."""
        if not isinstance(self.screen, ReadingRoom):
            raise SkipAction

    def _keep(self, **changes: Any) -> None:
        if any(getattr(self.workspace.preferences, name) != value for name, value in changes.items()):
            failure = self.workspace.prefer(**changes)
            if failure:
                self.notify(failure, severity="warning", markup=False)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """List every action in the palette."""
        yield from super().get_system_commands(screen)
        yield from palette_commands(self, self.room)
