"""Running the chat in a terminal."""

import os
import sys
from pathlib import Path

from tui.chat.app import QuotewireApp
from tui.chat.desk import Desk


def run_chat(index_folder: Path | None, *, private: bool) -> int:
    """Run the chat until the person quits.

    Args:
        index_folder: ``--index``, if given.
        private: Whether history is kept nowhere.

    Returns:
        The exit code.
    """
    app = QuotewireApp(Desk(index_folder, private=private))
    app.run()
    if app.history is not None:
        app.history.close()
    code = app.return_code or 0
    sys.stdout.flush()
    if any(not worker.is_finished for worker in app.workers):
        # Threads that still work would be waited for. Nothing they do needs an ending: a
        # rebuild may stop anywhere.
        os._exit(code)
    return code
