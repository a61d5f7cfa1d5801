"""The articles that mention words, shown in the transcript."""

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Static

from index.filters import Filter
from tui.chat.messages import SearchFailed, WordsFound
from tui.chat.widgets.citation_item import CitationItem, citation_content
from tui.chat.widgets.exchange import Exchange
from tui.text.search_results import counts_line, excerpt
from tui.text.sources import nothing_matches

if TYPE_CHECKING:
    from index.types import FoundArticle
    from qa.types import Citation


class SearchResults(Exchange):
    """Shows a search and its results.

    Args:
        typed: The search as the user typed it.
        where: The filter of the search.
    """

    def __init__(self, typed: str, where: Filter) -> None:
        super().__init__(0, typed, where=where)
        self._cited: tuple[Citation, ...] = ()

    def on_mount(self) -> None:
        """Show that the search is running."""
        self._replace_stage("searching …")

    @property
    def citations(self) -> "tuple[Citation, ...]":
        """The citations that can be opened by number: the best passage of each article."""
        return self._cited

    @on(WordsFound)
    def show_results(self, event: WordsFound) -> None:
        """Show the results in place of the progress."""
        event.stop()
        self.ended = True
        self._cited = event.citations
        self.query(".stage").remove()
        scope = event.result.scope
        summary = nothing_matches(scope) if scope and not scope.articles else counts_line(event.result)
        items = [SearchResultItem(*pair) for pair in zip(event.citations, event.result.found, strict=True)]
        self.mount(Static(Content(summary), classes="refusal"), *items)

    @on(SearchFailed)
    def show_failure(self, event: SearchFailed) -> None:
        """Show why the search failed."""
        event.stop()
        self.show_error(event.error)


class SearchResultItem(CitationItem):
    """Shows a matching article with an excerpt.

    Args:
        citation: The citation of its best passage.
        article: The article.
    """

    def __init__(self, citation: "Citation", article: "FoundArticle") -> None:
        super().__init__(citation)
        self._article = article

    def on_mount(self) -> None:
        """Show the excerpt, with the matching words marked."""
        best = max(self._article.passages, key=lambda passage: passage.score)
        pieces = [(text, "bold $text-accent" if is_word else "dim") for text, is_word in excerpt(best)]
        self.update(Content.assemble(citation_content(self.citation, excerpt=False), "\n", *pieces))
