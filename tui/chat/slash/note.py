"""``/note ask them #gchq``: a note on the passage in focus, the open article's words, or an answer's."""

import asyncio
from typing import TYPE_CHECKING

from corpus.errors import QAError
from tui.chat.desk import PRIVATE, note, notes_on
from tui.chat.widgets.article_pane import ArticlePane
from tui.chat.widgets.citation_item import CitationItem

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
    return await keep(app, argument, *noted(app))


def noted(app: "QuotewireApp") -> "tuple[Citation | None, str | None]":
    """Find what a note is on, and the question whose answer that is.

    Args:
        app: The chat.

    Returns:
        The citation in focus; else what is open, which is on no question; else the latest answer's first citation.
    """
    focused, pane = app.room.focused, app.room.query_one(ArticlePane)
    if pane.is_open and pane.citation is not None and not isinstance(focused, CitationItem):
        return pane.citation, None
    exchange = app.room.meant_exchange()
    if exchange is None:
        return None, None
    cited = focused.citation if isinstance(focused, CitationItem) else next(iter(exchange.citations), None)
    answer = exchange.answer
    return cited, (answer.asked_as or answer.question) if answer else None


async def keep(app: "QuotewireApp", text: str, cited: "Citation | None", question: str | None) -> str:
    """Keep a note on a citation's sentence, and show it where its article is open.

    Args:
        app: The chat.
        text: The note.
        cited: What it is on.
        question: The question whose answer that is.

    Returns:
        Why nothing was kept; empty if it was.
    """
    if cited is None:
        return "There is nothing to note something on yet."
    if app.workspace.private:
        return PRIVATE
    try:
        kept = await asyncio.to_thread(note, app.workspace, text, cited, question)
    except QAError as error:
        return error.message
    if kept is None:
        return "The index does not have this article any more."
    pane = app.room.query_one(ArticlePane)
    if pane.article is not None:
        pane.show_notes(notes_on(app.workspace, pane.article))
    app.room.know_tags()
    app.notify(f"Noted as {kept.note_id} on “{cited.title}”.", markup=False)
    return ""
