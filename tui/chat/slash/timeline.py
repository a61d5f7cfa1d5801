"""``/timeline MI5``: lists dated sentences about a subject."""

import asyncio
from typing import TYPE_CHECKING

from corpus.errors import QAError
from tui.text.notices import INDEX_NOT_OPEN

if TYPE_CHECKING:
    from tui.chat.app import QuotewireApp


async def run(app: "QuotewireApp", argument: str) -> str:
    """Show the timeline of a subject.

    Args:
        app: The chat.
        argument: The subject.

    Returns:
        The reason why nothing is shown; empty on success.
    """
    from tui.chat.screens.timeline import TimelineScreen

    if not argument:
        return "/timeline takes a subject, such as /timeline Coldwater dam."
    if app.engine is None:
        return INDEX_NOT_OPEN
    try:
        statements = await asyncio.to_thread(app.engine.timeline, argument)
    except QAError as error:
        return error.message
    if not statements:
        return f"No sentence about {argument!r} has a date."
    app.push_screen(TimelineScreen(argument, statements))
    return ""
