"""A citation in the transcript; Enter or a click opens its article."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from tui.chat.keys import bound
from tui.chat.links import file_address, linked, web_address
from tui.chat.messages import CitationOpened
from tui.text.safe import brief_path, one_line, shortened
from tui.text.sources import dates_of, related_counts

if TYPE_CHECKING:
    from qa.types import Citation


class CitationItem(Static, can_focus=True):
    """A numbered citation.

    Args:
        citation: The citation to show.
        excerpt: Whether to show the beginning of the quote, as for the passages of a refusal.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("citation.open", "open", "Open", show=True),
        bound("citation.note", "screen.note", "Note", show=True),
        bound("citation.phrase", "screen.phrase", "In sentences"),
        bound("citation.follow", "screen.follow", "Follow", show=True),
    ]

    def __init__(self, citation: "Citation", *, excerpt: bool = False) -> None:
        self.citation = citation
        super().__init__(citation_content(citation, excerpt=excerpt), classes="citation")

    def action_open(self) -> None:
        """Open the article at the quote."""
        self.post_message(CitationOpened(self.citation))

    def on_click(self) -> None:
        """Open the article at the quote."""
        self.action_open()


def citation_content(citation: "Citation", *, excerpt: bool) -> Content:
    """Lay out a citation: number, title, source, date, file and line.

    Args:
        citation: The citation.
        excerpt: Whether to append the beginning of the quote.

    Returns:
        The content, free of markup.
    """
    about = [one_line(citation.source)] if citation.source else []
    about += dates_of(citation)
    place = f"{one_line(brief_path(citation.path))}:{citation.line}"
    parts: list[Content | str | tuple[str, str]] = [
        (f"[{citation.number}] ", "$text-accent bold"),
        linked(one_line(citation.title), "bold", web_address(citation.url)),
        (f"\n{''.join(f'{part} · ' for part in about)}", "dim"),
        linked(place, "dim", file_address(citation.path, citation.line)),
    ]
    if related := related_counts(citation.related):
        parts.append((f"\n{related}", "dim"))
    if excerpt:
        parts.append((f"\n{shortened(one_line(citation.quote), 160)}", "dim italic"))
    return Content.assemble(*parts)
