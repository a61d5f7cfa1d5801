"""``/follow``: the latest question is asked again over what is new."""

import asyncio
from typing import TYPE_CHECKING

from corpus.errors import QAError
from tui.chat.desk import PRIVATE, follow
from tui.chat.widgets.transcript import Transcript

if TYPE_CHECKING:
    from tui.chat.app import QuotewireApp


async def run(app: "QuotewireApp", argument: str) -> str:  # noqa: ARG001 - it takes nothing
    """Keep the latest question with its answer or refusal.

    Args:
        app: The chat.
        argument: Nothing.

    Returns:
        Why nothing was kept; empty if it was.
    """
    latest = app.room.query_one(Transcript).latest
    if latest is None or latest.answer is None:
        return "There is no answer to follow yet."
    if app.workspace.private:
        return PRIVATE
    try:
        kept = await asyncio.to_thread(follow, app.workspace, latest.answer)
    except QAError as error:
        return error.message
    app.notify(f"Followed as {kept.follow_id}: you are told when new articles change it.")
    return ""
