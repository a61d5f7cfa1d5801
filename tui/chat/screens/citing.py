"""Citations: opening, copying and editing what an answer cites."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on

from corpus.errors import QAError
from tui.chat.clipboard import copy_text
from tui.chat.desk import notes_on
from tui.chat.editor import edit
from tui.chat.messages import CitationOpened, RelatedArticleOpened
from tui.chat.screens.asking import AskingScreen
from tui.chat.widgets.article_pane import ArticlePane
from tui.chat.widgets.citation_item import CitationItem
from tui.chat.widgets.exchange import Exchange
from tui.chat.widgets.transcript import Transcript
from tui.chat.widgets.welcome import Welcome
from tui.text.notices import NO_CITATION, cited_notice, related_notice

if TYPE_CHECKING:
    from qa.answering.citations import OpenedCitation
    from qa.engine import Engine
    from qa.types import Citation


class CitingScreen(AskingScreen):
    """Opens and copies the citations of its answers."""

    @on(CitationOpened)
    def open_citation(self, event: CitationOpened) -> None:
        """Open the article of a citation at the quote."""

        def notice(opened: "OpenedCitation") -> str:
            return "\n".join(filter(None, (event.beside, cited_notice(opened))))

        self._open(lambda engine: engine.open_citation(event.citation), notice)

    @on(RelatedArticleOpened)
    def open_related(self, event: RelatedArticleOpened) -> None:
        """Open a related article at the quote, if it contains it."""
        self._open(lambda engine: engine.open_related(event.article, event.citation), related_notice)

    def _open(self, find: "Callable[[Engine], OpenedCitation]", notice: "Callable[[OpenedCitation], str]") -> None:
        if self._engine is None:
            return
        try:
            opened = find(self._engine)
            notes = notes_on(self.workspace, opened.article)
            self.query_one(ArticlePane).show(opened.article, opened.citation, notice(opened), notes)
            self._keep_answer()
        except QAError as error:
            self.notify(error.message, severity="warning", markup=False)

    def _keep_answer(self) -> None:
        """Keep the first line of the answer in view next to its opened article."""
        exchange = self.meant_exchange()
        if exchange is not None and (text_widget := exchange.text_widget) is not None:
            self.query_one(Transcript).keep(text_widget)

    def action_open_citation(self, number: int) -> None:
        """Open a citation of the focused or latest exchange; if there is none, ask an example question."""
        exchange = self.meant_exchange()
        examples = self.query_one(Welcome).examples[number - 1 : number]
        if exchange is None and examples:
            examples[0].action_ask()
        chosen = [c for c in exchange.citations if c.number == number] if exchange else []
        if chosen:
            self.post_message(CitationOpened(chosen[0]))

    def citation_numbers(self) -> list[int]:
        """List the numbers of the citations that can be opened."""
        exchange = self.meant_exchange()
        return [citation.number for citation in exchange.citations] if exchange else []

    def action_step_citation(self, step: int) -> None:
        """Open the next or previous citation; the first if none is open."""
        exchange = self.meant_exchange()
        citations = exchange.citations if exchange else ()
        if not citations:
            self.notify(NO_CITATION)
            return
        shown = self.query_one(ArticlePane).citation
        at = citations.index(shown) + step if shown in citations else 0
        self.post_message(CitationOpened(citations[at % len(citations)]))

    def meant_exchange(self) -> Exchange | None:
        """Return the focused exchange, or the one whose citation is open, or the latest."""
        focused = self.focused
        if isinstance(focused, CitationItem) and isinstance(focused.parent, Exchange):
            return focused.parent
        shown = self.query_one(ArticlePane).citation
        holding = [item for item in self.query(Exchange) if shown in item.citations] if shown else []
        return holding[-1] if holding else self.query_one(Transcript).latest

    def action_search_article(self) -> None:
        """Search in the open article."""
        pane = self.query_one(ArticlePane)
        if pane.is_open:
            pane.action_search()
        else:
            self.notify("Open an article first: Enter on a citation.")

    def action_edit(self) -> None:
        """Open the cited file at its line in the user's editor."""
        citation = self._cited()
        if citation is None:
            self.notify(NO_CITATION)
            return
        if failure := edit(self.app, citation.path, citation.line):
            self.notify(failure, severity="warning", markup=False)

    def _cited(self) -> "Citation | None":
        focused = self.focused
        if isinstance(focused, CitationItem):
            return focused.citation
        shown = self.query_one(ArticlePane).citation
        exchange = self.meant_exchange()
        return shown or (exchange.citations[0] if exchange and exchange.citations else None)

    def action_copy_answer(self) -> None:
        """Copy the answer of the focused or latest exchange."""
        focused = self.focused
        inside = isinstance(focused, CitationItem) and isinstance(focused.parent, Exchange)
        exchange = focused.parent if focused and inside else self.query_one(Transcript).latest
        answer = exchange.answer if isinstance(exchange, Exchange) else None
        copy_text(self.app, answer.text if answer else None, "Answer")

    def action_copy_citation(self) -> None:
        """Copy the focused or first citation in the preferred style."""
        from tui.text.styled import citation_styled

        citation = self._cited()
        copy_text(self.app, citation_styled(citation, self.workspace.style) if citation else None, "Citation")
