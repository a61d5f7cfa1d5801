"""``/follow``: follows the focused or latest question."""

import asyncio
from typing import TYPE_CHECKING

from corpus.errors import QAError
from tui.chat.desk import PRIVATE, follow

if TYPE_CHECKING:
    from tui.chat.app import QuotewireApp


async def run(app: "QuotewireApp", argument: str) -> str:  # noqa: ARG001 - no argument
    """Follow the question in focus, or the one whose citation is open, or the latest.

    Args:
        app: The chat.
        argument: Unused.

    Returns:
        The reason why nothing was stored; empty on success.
    """
    meant = app.room.meant_exchange()
    if meant is None or meant.answer is None:
        return "There is no answer to follow yet."
    if app.workspace.private:
        return PRIVATE
    try:
        kept = await asyncio.to_thread(follow, app.workspace, meant.answer)
    except QAError as error:
        return error.message
    app.notify(f"Followed as {kept.follow_id}: “{kept.question}” will be checked against new articles.", markup=False)
    return ""
