"""Runs the chat in a terminal."""

import asyncio
import os
import sys
from pathlib import Path
from typing import NoReturn

from tui.chat.app import QuotewireApp
from tui.chat.workspace import Workspace


def run_chat(index_folder: Path | None, *, private: bool) -> NoReturn:
    """Run the chat until the user quits, then end the process.

    Args:
        index_folder: ``--index``, if given.
        private: Whether nothing is stored in the history.
    """
    sys.setswitchinterval(0.001)  # seconds, not the default 5 ms: keys are drawn while an answer is computed
    asyncio.run(_run(QuotewireApp(Workspace(index_folder, private=private))))
    raise AssertionError("the process has ended")


async def _run(app: QuotewireApp) -> None:
    await app.run_async()
    if app.history is not None:
        app.history.close()
    sys.stdout.flush()
    sys.stderr.flush()
    # The terminal is restored by now. A normal exit would wait for threads that are answering or indexing
    # # and for the libraries' exit handlers; none is needed, because a rebuild can be interrupted anywhere.
    os._exit(app.return_code or 0)
