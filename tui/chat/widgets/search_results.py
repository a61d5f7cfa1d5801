"""The articles that mention words, in the transcript."""

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Static

from index.filters import Filter
from tui.chat.messages import SearchFailed, WordsFound
from tui.chat.widgets.citation_item import CitationItem, citation_content
from tui.chat.widgets.exchange import Exchange
from tui.text.found import counts_line, excerpt
from tui.text.sources import nothing_matches

if TYPE_CHECKING:
    from index.types import FoundArticle
    from qa.types import Citation


class Found(Exchange):
    """What was typed to search, and what was found.

    Args:
        typed: What the person typed.
        where: Conditions that the articles meet.
    """

    def __init__(self, typed: str, where: Filter) -> None:
        super().__init__(0, typed, where=where)
        self._cited: tuple[Citation, ...] = ()

    def on_mount(self) -> None:
        """Say what is being done."""
        self._replace_stage("searching …")

    @property
    def citations(self) -> "tuple[Citation, ...]":
        """What can be opened by number: the best passage of each article."""
        return self._cited

    @on(WordsFound)
    def show_found(self, event: WordsFound) -> None:
        """Put the articles in the place of the stage."""
        event.stop()
        self.ended = True
        self._cited = event.citations
        self.query(".stage").remove()
        scope = event.result.scope
        told = nothing_matches(scope) if scope and not scope.articles else counts_line(event.result)
        items = [FoundItem(*each) for each in zip(event.citations, event.result.found, strict=True)]
        self.mount(Static(Content(told), classes="refusal"), *items)

    @on(SearchFailed)
    def show_failure(self, event: SearchFailed) -> None:
        """Say why nothing was searched for."""
        event.stop()
        self.show_error(event.error)


class FoundItem(CitationItem):
    """An article with what is around the words found.

    Args:
        citation: Of its best passage.
        found: The article.
    """

    def __init__(self, citation: "Citation", found: "FoundArticle") -> None:
        super().__init__(citation)
        self._found = found

    def on_mount(self) -> None:
        """Show what is around the words, with the words marked."""
        best = max(self._found.passages, key=lambda passage: passage.score)
        pieces = [(text, "bold $text-accent" if is_word else "dim") for text, is_word in excerpt(best)]
        self.update(Content.assemble(citation_content(self.citation, excerpt=False), "\n", *pieces))
