"""``/notes #gchq``: what was noted, and where."""

import asyncio
from typing import TYPE_CHECKING

from corpus.errors import QAError
from tui.chat.desk import notes
from tui.chat.screens.notes import NotesScreen

if TYPE_CHECKING:
    from tui.chat.app import QuotewireApp


async def run(app: "QuotewireApp", argument: str) -> str:
    """Show notes.

    Args:
        app: The chat.
        argument: Words and tags that they have; empty shows all.

    Returns:
        Why nothing was shown; empty if it was.
    """
    try:
        found = await asyncio.to_thread(notes, app.workspace, argument)
    except QAError as error:
        return error.message
    if not found:
        return "No note matches." if argument else "There are no notes yet; /note adds one."
    await app.push_screen(NotesScreen(found))
    return ""
