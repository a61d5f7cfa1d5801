"""``/timeline MI5``: what the articles say of a subject, in order of time."""

import asyncio
from typing import TYPE_CHECKING

from corpus.errors import QAError

if TYPE_CHECKING:
    from tui.chat.app import QuotewireApp


async def run(app: "QuotewireApp", argument: str) -> str:
    """List the statements of a timeline.

    Args:
        app: The chat.
        argument: The subject.

    Returns:
        Why nothing is listed; empty if something is.
    """
    from tui.chat.screens.timeline import TimelineScreen

    if not argument:
        return "/timeline takes a subject, such as /timeline Coldwater dam."
    if app.engine is None:
        return "There is no index to look in yet."
    try:
        told = await asyncio.to_thread(app.engine.timeline, argument)
    except QAError as error:
        return error.message
    if not told:
        return f"No sentence about {argument!r} names a time."
    app.push_screen(TimelineScreen(argument, told))
    return ""
