"""``/note ask them #gchq``: adds a note to the citation in focus or open, or to the latest answer."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.chat.app import QuotewireApp


async def run(app: "QuotewireApp", argument: str) -> str:
    """Store a note.

    Args:
        app: The chat.
        argument: The note, optionally with tags.

    Returns:
        The reason why nothing was stored; empty on success.
    """
    if not argument:
        return "/note needs a text, such as /note ask them #gchq."
    return await app.room.keep_note(argument, *app.room.noted())
