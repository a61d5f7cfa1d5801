"""What can be done with an answer: notes on it, and sentences by the person's own language model."""

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
from tui.text.safe import one_line

if TYPE_CHECKING:
    from qa.types import Citation

_NOTHING = "There is nothing to note something on yet."


class UsingScreen(CitingScreen):
    """Keeps notes on answers, and has answers put into sentences.

    Args:
        workspace: Knows the desk's file and the language model.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.holds: Mapping[str, Sequence[str]] = {}
        """By condition, what the articles have."""
        self._told: set[tuple[str, str]] = set()
        """Addresses and models of which it was said, since the chat began, that answers are sent there."""

    def noted(self) -> "tuple[Citation | None, str | None]":
        """Find what a note is on, and the question whose answer that is.

        Returns:
            The citation in focus; else what is open, which is on no question; else the latest answer's first citation.
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
        """Keep a note on a citation's sentence, and show it where its article is open.

        Args:
            text: The note.
            cited: What it is on.
            question: The question whose answer that is.

        Returns:
            Why nothing was kept; empty if it was.
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
            return "The index does not have this article any more."
        pane = self.query_one(ArticlePane)
        if pane.article is not None:
            pane.show_notes(notes_on(self.workspace, pane.article))
        self.know_tags()
        self.notify(f"Noted as {kept.note_id} on “{cited.title}”.", markup=False)
        return ""

    def know_tags(self) -> None:
        """Complete in the prompt what articles can be filtered by, and the tags that notes have by now."""
        self.query_one(Prompt).values = {**self.holds, "tag": self.workspace.tags()}

    def action_note(self) -> None:
        """Take a note on what is in focus, open, or was answered last."""
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
        """Put the answer in focus, or the latest, into sentences; the first time say only where it would go."""
        from qa.conversation.phrasing.endpoint import address_of
        from qa.conversation.phrasing.phrase import phrasable
        from tui.chat.widgets.phrasing import Phrasing
        from tui.text.phrased import what_is_sent

        exchange = self.meant_exchange()
        answer = exchange.answer if exchange else None
        if exchange is None or answer is None or not phrasable(answer):
            self.notify("There is no answer to put into sentences.", severity="warning")
            return
        try:
            model = self.workspace.settings().llm
            address_of(model)
        except QAError as error:
            self.notify(error.message, severity="warning", timeout=15, markup=False)
            return
        if (model.url, model.model) not in self._told:
            self._told.add((model.url, model.model))
            to = f"{one_line(model.url)} (model {one_line(model.model)})"
            self.notify(f"{what_is_sent(answer)} to {to}. Press it again to send them.", timeout=15, markup=False)
            return
        self.app.clear_notifications()  # what was said of it is done
        exchange.query(Phrasing).remove()
        exchange.mount(Phrasing(answer, model))

    def stop_phrasing(self) -> bool:
        """Stop the phrasing that is running; tell whether there was one."""
        if not self._told:  # none was begun
            return False
        from tui.chat.widgets.phrasing import Phrasing

        running = [each for each in self.query(Phrasing) if each.is_running]
        for each in running:
            each.stop()
        return bool(running)
