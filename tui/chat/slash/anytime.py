"""``/anytime``: asks the latest question again, ignoring dates in it for ranking."""

from typing import TYPE_CHECKING

from tui.chat.messages import QuestionAsked
from tui.chat.widgets.transcript import Transcript

if TYPE_CHECKING:
    from tui.chat.app import QuotewireApp


async def run(app: "QuotewireApp", argument: str) -> str:  # noqa: ARG001 - no argument
    """Ask the latest question again as it was searched, ignoring dates in it.

    Args:
        app: The chat.
        argument: Unused.

    Returns:
        The reason why nothing was asked; empty on success.
    """
    latest = app.room.query_one(Transcript).latest
    answer = latest.answer if latest else None
    if latest is None or answer is None or not any(part.asked_time for part in (answer, *answer.parts)):
        return "The latest question was not ranked by a date."
    asked_as = answer.asked_as or answer.question
    app.room.post_message(QuestionAsked(answer.question, latest.where, asked_as, any_time=True))
    return ""
