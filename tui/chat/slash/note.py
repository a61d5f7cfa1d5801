"""``/note ask them #gchq``: a note on what is in focus or open, or on the latest answer."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.chat.app import QuotewireApp


async def run(app: "QuotewireApp", argument: str) -> str:
    """Keep a note.

    Args:
        app: The chat.
        argument: The note, perhaps with tags.

    Returns:
        Why nothing was kept; empty if it was.
    """
    if not argument:
        return "/note needs a text, such as /note ask them #gchq."
    return await app.room.keep_note(argument, *app.room.noted())
