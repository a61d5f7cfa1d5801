"""Reads the overview of the index and finds example questions, in a thread of the app."""

from functools import partial
from typing import TYPE_CHECKING, Any

from corpus.errors import QAError
from tui.chat.messages import ExampleFound, LibraryLooked
from tui.chat.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from qa.engine import Engine


class LookWork:
    """Reads the overview of an opened index and posts it to the app, then example questions.

    Args:
        app: Owns the thread and receives the messages.
        workspace: Opens the store.
        busy: Called before each step; True ends the search for example questions.
    """

    def __init__(self, app: "App[Any]", workspace: Workspace, busy: "Callable[[], bool]") -> None:
        self._app = app
        self._workspace = workspace
        self._busy = busy

    def begin(self, engine: "Engine") -> None:
        """Start, cancelling an earlier run."""
        self._app.run_worker(
            partial(self._work, engine), thread=True, group="look", exclusive=True, exit_on_error=False
        )

    def _work(self, engine: "Engine") -> None:
        try:
            self._app.post_message(LibraryLooked(self._workspace.library()))
            for question in self._workspace.examples(engine, self._stopped):
                self._app.post_message(ExampleFound(question))
        except QAError as error:  # asking reports it
            self._app.log.warning(f"looking failed: {error!r}")
        except Exception as error:  # noqa: BLE001 - the first screen says less, and the chat goes on
            self._app.log.error(f"looking failed: {error!r}")

    def _stopped(self) -> bool:
        return self._busy() or not self._app.is_running
