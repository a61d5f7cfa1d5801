"""``/note ask them #gchq``: a note on the open article's quoted words, or on the latest answer's."""

import asyncio
from typing import TYPE_CHECKING

from corpus.errors import QAError
from tui.chat.desk import PRIVATE, note
from tui.chat.widgets.article_pane import ArticlePane
from tui.chat.widgets.transcript import Transcript

if TYPE_CHECKING:
    from qa.types import Citation
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
        return "/note takes what is to be noted, such as /note ask them #gchq."
    cited, question = _noted(app)
    if cited is None:
        return "There is nothing to note something on yet."
    if app.workspace.private:
        return PRIVATE
    try:
        kept = await asyncio.to_thread(note, app.workspace, argument, cited, question)
    except QAError as error:
        return error.message
    if kept is None:
        return "The index does not have this article any more."
    app.notify(f"Noted as {kept.note_id} on “{cited.title}”.", markup=False)
    return ""


def _noted(app: "QuotewireApp") -> "tuple[Citation | None, str | None]":
    """Find what a note is on: what is open, or the latest answer's first citation, with its question."""
    pane = app.room.query_one(ArticlePane)
    if pane.is_open and pane.citation is not None:
        return pane.citation, None
    latest = app.room.query_one(Transcript).latest
    answer = latest.answer if latest else None
    if answer is None:
        return None, None
    cited = answer.citations or (answer.refusal.nearest if answer.refusal else ())
    return next(iter(cited), None), answer.asked_as or answer.question
