"""``/anytime``: the latest question again, a time in it being words like any other."""

from typing import TYPE_CHECKING

from tui.chat.messages import QuestionAsked
from tui.chat.widgets.transcript import Transcript

if TYPE_CHECKING:
    from tui.chat.app import QuotewireApp


async def run(app: "QuotewireApp", argument: str) -> str:  # noqa: ARG001 - it takes nothing
    """Ask the latest question again as it was searched, and weigh nothing by a time in it.

    Args:
        app: The chat.
        argument: Nothing.

    Returns:
        Why nothing was asked; empty if it was.
    """
    latest = app.room.query_one(Transcript).latest
    answer = latest.answer if latest else None
    if latest is None or answer is None or not any(each.asked_time for each in (answer, *answer.parts)):
        return "Nothing was weighed by a time in the latest question."
    asked_as = answer.asked_as or answer.question
    app.room.post_message(QuestionAsked(answer.question, latest.where, asked_as, any_time=True))
    return ""
