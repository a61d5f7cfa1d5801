"""Using an answer: notes on it, and phrasing by the user's own language model."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from corpus.errors import QAError
from tui.chat.desk import PRIVATE, note, notes_on
from tui.chat.screens.citing import CitingScreen
from tui.chat.widgets.article_pane import ArticlePane
from tui.chat.widgets.citation_item import CitationItem
from tui.chat.widgets.prompt import Prompt
from tui.chat.workspace import Workspace
from tui.text.notices import NOT_INDEXED
from tui.text.safe import one_line

if TYPE_CHECKING:
    from qa.types import Citation

_NOTHING = "There is nothing to add a note to yet."


class UsingScreen(CitingScreen):
    """Adds notes to answers, and has answers phrased by a language model.

    Args:
        workspace: Knows the notes and the language model.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.holds: Mapping[str, Sequence[str]] = {}
        """By filter name, the values that occur in the articles."""
        self._announced: set[tuple[str, str]] = set()
        """Addresses and models for which the user was shown, since the chat started, what is sent to them."""

    def noted(self) -> "tuple[Citation | None, str | None]":
        """Find the citation for a new note, and the question it answers.

        Returns:
            The focused citation; else the open one, which belongs to no question; else the first of the latest answer.
        """
        focused, pane = self.focused, self.query_one(ArticlePane)
        if pane.is_open and pane.citation is not None and not isinstance(focused, CitationItem):
            return pane.citation, None
        exchange = self.meant_exchange()
        if exchange is None:
            return None, None
        cited = focused.citation if isinstance(focused, CitationItem) else next(iter(exchange.citations), None)
        answer = exchange.answer
        return cited, (answer.asked_as or answer.question) if answer else None

    async def keep_note(self, text: str, cited: "Citation | None", question: str | None) -> str:
        """Store a note on the sentence of a citation, and show it if the article is open.

        Args:
            text: The note.
            cited: The citation; None if there is none.
            question: The question it answers.

        Returns:
            The reason why nothing was stored; empty on success.
        """
        if cited is None:
            return _NOTHING
        if self.workspace.private:
            return PRIVATE
        try:
            kept = await asyncio.to_thread(note, self.workspace, text, cited, question)
        except QAError as error:
            return error.message
        if kept is None:
            return NOT_INDEXED
        pane = self.query_one(ArticlePane)
        if pane.article is not None:
            pane.show_notes(notes_on(self.workspace, pane.article))
        self.know_tags()
        self.notify(f"Noted as {kept.note_id} on “{cited.title}”.", markup=False)
        return ""

    def know_tags(self) -> None:
        """Complete filters by the values in the index and by the current tags."""
        self.query_one(Prompt).values = {**self.holds, "tag": self.workspace.tags()}

    def action_note(self) -> None:
        """Ask for a note on the citation in focus, the open one, or the latest."""
        from tui.chat.screens.noting import NotingScreen

        cited, question = self.noted()
        if cited is None or self.workspace.private:
            self.notify(_NOTHING if cited is None else PRIVATE, severity="warning")
            return

        async def kept(text: str | None) -> None:
            if text and (failure := await self.keep_note(text, cited, question)):
                self.notify(failure, severity="warning", markup=False)

        self.app.push_screen(NotingScreen(cited), kept)

    def action_phrase(self) -> None:
        """Phrase the focused or latest answer in sentences; the first time, only show where it would be sent."""
        from qa.conversation.phrasing.endpoint import address_of
        from qa.conversation.phrasing.phrase import phrasable
        from tui.chat.widgets.phrasing import Phrasing
        from tui.text.phrased import what_is_sent

        exchange = self.meant_exchange()
        answer = exchange.answer if exchange else None
        if exchange is None or answer is None or not phrasable(answer):
            self.notify("There is no answer to phrase.", severity="warning")
            return
        try:
            model = self.workspace.settings().llm
            address_of(model)
        except QAError as error:
            self.notify(error.message, severity="warning", timeout=15, markup=False)
            return
        if (model.url, model.model) not in self._announced:
            self._announced.add((model.url, model.model))
            to = f"{one_line(model.url)} (model {one_line(model.model)})"
            self.notify(f"{what_is_sent(answer)} to {to}. Press it again to send them.", timeout=15, markup=False)
            return
        self.app.clear_notifications()  # including the announcement above
        exchange.query(Phrasing).remove()
        exchange.mount(Phrasing(answer, model))

    def stop_phrasing(self) -> bool:
        """Stop the running phrasing; return whether there was one."""
        if not self._announced:  # none was started
            return False
        from tui.chat.widgets.phrasing import Phrasing

        running = [phrasing for phrasing in self.query(Phrasing) if phrasing.is_running]
        for phrasing in running:
            phrasing.stop()
        return bool(running)
