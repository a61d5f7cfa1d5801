"""The opened article, shown next to the transcript at the quote."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from tui.chat.keys import bound
from tui.chat.links import file_address, linked, web_address
from tui.chat.widgets.article_text import ArticleText, MarginNote, Mark
from tui.chat.widgets.related_list import RelatedList
from tui.text.safe import brief_path, one_line
from tui.text.sources import dates_of, related_counts
from tui.text.times import counted_line

if TYPE_CHECKING:
    from corpus.article import Article
    from qa.desk.notes.notes import Note, Placed
    from qa.types import Citation


class ArticlePane(Vertical):
    """Shows the stored article of a citation, with a search line and the user's notes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bound("article.next_match", "next_match", "Next match"),
        bound("article.previous_match", "previous_match", "Previous match"),
        bound("article.search", "search", "Find", show=True),
        bound("article.tellings", "list_related", "Copies"),
        bound("article.head", "fold", "Front matter"),
    ]

    def __init__(self) -> None:
        super().__init__(id="article")
        self.citation: Citation | None = None
        self.article: Article | None = None
        """The open article; None if closed."""

    def compose(self) -> ComposeResult:
        """Lay out head, notices, notes, text and search line."""
        yield Static(id="article-head")
        yield Static(id="article-notice")
        yield Static(id="article-notes")
        yield RelatedList()
        yield VerticalScroll(ArticleText(), id="article-body")
        with Horizontal(id="article-find"):
            yield Input(placeholder="Find in this article", id="article-search", compact=True)
            yield Static(id="article-found")

    def on_mount(self) -> None:
        """Hide the pane and its parts."""
        self.display = False
        self.query_one("#article-find").display = False
        self.query_one("#article-notes").display = False
        self.query_one(RelatedList).display = False

    @property
    def is_open(self) -> bool:
        """Whether an article is open."""
        return bool(self.display)

    def show(
        self, article: "Article", citation: "Citation", notice: str, notes: "Sequence[tuple[Note, Placed]]" = ()
    ) -> None:
        """Open an article at the quote of a citation.

        Args:
            article: The stored article.
            citation: The citation, whose quote is marked.
            notice: A notice about the citation, such as that the file has changed; may be empty.
            notes: The user's notes on the article, with their places.
        """
        self.citation, self.article = citation, article
        self.display = True
        about = [one_line(part) for part in (article.source, article.author) if part]
        about += dates_of(article)
        about += [f"language {one_line(article.language)}"] if article.language not in {None, "en"} else []
        place = f"{one_line(brief_path(article.path))}:{citation.line}"
        related, counted = related_counts(citation.related), counted_line(citation.when)
        head = [
            linked(one_line(article.title), "bold", web_address(article.url)),
            Content.styled(" · ".join(about), "dim"),
            linked(place, "$text-accent", file_address(article.path, citation.line)),
            Content.styled(f"{related} · c lists them" if related else "", "dim"),
            Content.styled(counted, "dim"),
        ]
        self.query_one("#article-head", Static).update(Content("\n").join(line for line in head if line.plain))
        if related:  # opening a copy from the list keeps the list
            self.query_one(RelatedList).fill(citation)
        self.query_one(RelatedList).display = False
        notices = self.query_one("#article-notice", Static)
        notices.update(Content(notice))
        notices.display = bool(notice)
        first, last = citation.sentence_start, citation.sentence_start + len(citation.sentence)
        mark = Mark(first, last, citation.start, citation.end)
        self.query_one(ArticleText).show(article.text, mark, article.body, _in_margin(notes))
        self._list_notes(notes)
        self._show_matches("")
        self.call_after_refresh(self._reach)
        self.query_one("#article-body").focus()

    def close(self) -> None:
        """Close the article."""
        self.display = False
        self.citation = self.article = None

    def show_notes(self, notes: "Sequence[tuple[Note, Placed]]") -> None:
        """Replace the notes on the open article."""
        self._list_notes(notes)
        self.query_one(ArticleText).note(_in_margin(notes))

    def _list_notes(self, notes: "Sequence[tuple[Note, Placed]]") -> None:
        """List the notes on the whole article, and those whose words are gone, above the text."""
        lines = [_note_line(note) for note, place in notes if place.span is None]
        shown = self.query_one("#article-notes", Static)
        shown.update(Content("\n".join(lines)))
        shown.display = bool(lines)

    def action_list_related(self) -> None:
        """Show or hide the list of related articles."""
        related = self.query_one(RelatedList)
        related.display = not related.display and related.option_count > 0
        (related if related.display else self.query_one("#article-body")).focus()

    def action_search(self) -> None:
        """Show the search line."""
        self.query_one("#article-find").display = True
        self.query_one("#article-search", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Mark the matches and go to the first."""
        event.stop()
        count = self.query_one(ArticleText).find(event.value)
        if not count:
            self._show_matches("not found" if event.value.strip() else "")
            return
        self._show_place()
        self.query_one("#article-body").focus()
        self.call_after_refresh(self._reach)

    async def action_next_match(self) -> None:
        """Go to the next match; without a search, start a note."""
        if self.query_one(ArticleText).place[1]:
            self._step(1)
        else:
            await self.run_action("screen.note")

    def action_previous_match(self) -> None:
        """Go to the previous match."""
        self._step(-1)

    def close_search(self) -> bool:
        """Close the search line; return whether it was open."""
        find = self.query_one("#article-find")
        was_open = bool(find.display)
        find.display = False
        if was_open:
            self.query_one("#article-body").focus()
        return was_open

    def _step(self, step: int) -> None:
        if self.query_one(ArticleText).step(step):
            self._show_place()
            self.call_after_refresh(self._reach)

    def _show_place(self) -> None:
        """Show the number of the current match."""
        at, of = self.query_one(ArticleText).place
        self._show_matches(f"{at:,} of {of:,} · n, N")

    def _show_matches(self, text: str) -> None:
        self.query_one("#article-found", Static).update(Content(text))

    def action_fold(self) -> None:
        """Show or fold the front matter."""
        text = self.query_one(ArticleText)
        if not text.fold():
            self.notify("This article has no front matter.")
        elif text.unfolded:
            self.query_one("#article-body", VerticalScroll).scroll_home(animate=False)
        else:
            self.call_after_refresh(self._reach)

    def on_resize(self) -> None:
        """Keep the marked words in view when lines wrap differently."""
        if self.is_open:
            self.call_after_refresh(self._reach)

    def _reach(self) -> None:
        """Scroll the marked words to a third of the height, so that the text before them is visible."""
        body = self.query_one("#article-body", VerticalScroll)
        line = self.query_one(ArticleText).marked_line()
        body.scroll_to(y=max(0, line - body.size.height // 3), animate=False)


def _in_margin(notes: "Sequence[tuple[Note, Placed]]") -> list[MarginNote]:
    return [MarginNote(*place.span, _note_line(note)) for note, place in notes if place.span is not None]


def _note_line(note: "Note") -> str:
    return f"note {note.note_id}: {one_line(note.text)}"
