"""The list of articles related to the open one."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.chat.messages import RelatedArticleOpened
from tui.text.sources import related_line

if TYPE_CHECKING:
    from index.types import RelatedArticle
    from qa.types import Citation


class RelatedList(OptionList):
    """Lists copies, versions and other reports; selecting one opens it."""

    def __init__(self) -> None:
        super().__init__(id="related", compact=True)
        self._citation: Citation | None = None
        self._articles: list[RelatedArticle] = []

    def fill(self, citation: "Citation") -> bool:
        """List the related articles of a citation; return whether there are any."""
        self._citation = citation
        self._articles = [article for _, article in citation.related]
        self.clear_options()
        self.add_options(
            [Option(Content(f"{relation}: {related_line(other)}")) for relation, other in citation.related]
        )
        self.highlighted = 0 if self._articles else None
        return bool(self._articles)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the selected article."""
        event.stop()
        if self._citation is not None:
            self.post_message(RelatedArticleOpened(self._articles[event.option_index], self._citation))
