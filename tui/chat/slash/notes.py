"""``/notes #gchq``: finds notes."""

import asyncio
from typing import TYPE_CHECKING

from corpus.errors import QAError
from tui.chat.desk import notes
from tui.chat.screens.notes import NotesScreen

if TYPE_CHECKING:
    from tui.chat.app import QuotewireApp


async def run(app: "QuotewireApp", argument: str) -> str:
    """Show matching notes.

    Args:
        app: The chat.
        argument: Words and tags to match; empty for all notes.

    Returns:
        The reason why nothing was shown; empty on success.
    """
    try:
        matching = await asyncio.to_thread(notes, app.workspace, argument)
    except QAError as error:
        return error.message
    if not matching:
        return "No note matches." if argument else "There are no notes yet; /note adds one."
    await app.push_screen(NotesScreen(matching))
    return ""
