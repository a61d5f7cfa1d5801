"""Running the chat in a terminal."""

import asyncio
import os
import sys
from pathlib import Path
from typing import NoReturn

from tui.chat.app import QuotewireApp
from tui.chat.workspace import Workspace


def run_chat(index_folder: Path | None, *, private: bool) -> NoReturn:
    """Run the chat until the person quits, and end the process.

    Args:
        index_folder: ``--index``, if given.
        private: Whether history is kept nowhere.
    """
    sys.setswitchinterval(0.001)  # seconds: a key is drawn between two steps of an answer, not after five
    asyncio.run(_run(QuotewireApp(Workspace(index_folder, private=private))))
    raise AssertionError("the process has ended")


async def _run(app: QuotewireApp) -> None:
    await app.run_async()
    if app.history is not None:
        app.history.close()
    sys.stdout.flush()
    sys.stderr.flush()
    # The terminal is as it was. Threads that still answer or index would be waited for, and the
    # libraries' own farewells take longer than a person likes: nothing of it needs an ending,
    # as a rebuild may stop anywhere.
    os._exit(app.return_code or 0)
