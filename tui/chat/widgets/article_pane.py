"""An article beside the transcript, at the quoted words."""

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
    from qa.desk.notes import Note, Placed
    from qa.types import Citation


class ArticlePane(Vertical):
    """The stored article of a citation, with a search of its own."""

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
        """The article that is open."""

    def compose(self) -> ComposeResult:
        """Lay out head, text and search line."""
        yield Static(id="article-head")
        yield Static(id="article-notice")
        yield Static(id="article-notes")
        yield RelatedList()
        yield VerticalScroll(ArticleText(), id="article-body")
        with Horizontal(id="article-find"):
            yield Input(placeholder="Find in this article", id="article-search", compact=True)
            yield Static(id="article-found")

    def on_mount(self) -> None:
        """Begin closed."""
        self.display = False
        self.query_one("#article-find").display = False
        self.query_one("#article-notes").display = False
        self.query_one(RelatedList).display = False

    @property
    def is_open(self) -> bool:
        """Whether an article is shown."""
        return bool(self.display)

    def show(
        self, article: "Article", citation: "Citation", notice: str, notes: "Sequence[tuple[Note, Placed]]" = ()
    ) -> None:
        """Open an article at a citation's words.

        Args:
            article: The stored article.
            citation: What is cited of it.
            notice: Something to know of it, such as that its file has changed; perhaps empty.
            notes: The person's notes on it.
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
        if related:  # a copy that is opened from the list leaves the list as it is
            self.query_one(RelatedList).fill(citation)
        self.query_one(RelatedList).display = False
        notices = self.query_one("#article-notice", Static)
        notices.update(Content(notice))
        notices.display = bool(notice)
        first, last = citation.sentence_start, citation.sentence_start + len(citation.sentence)
        mark = Mark(first, last, citation.start, citation.end)
        self.query_one(ArticleText).show(article.text, mark, article.body, _in_margin(notes))
        self._list_notes(notes)
        self._tell_found("")
        self.call_after_refresh(self._reach)
        self.query_one("#article-body").focus()

    def close(self) -> None:
        """Close the article."""
        self.display = False
        self.citation = self.article = None

    def show_notes(self, notes: "Sequence[tuple[Note, Placed]]") -> None:
        """Show other notes on the open article."""
        self._list_notes(notes)
        self.query_one(ArticleText).note(_in_margin(notes))

    def _list_notes(self, notes: "Sequence[tuple[Note, Placed]]") -> None:
        """List above the text the notes on all of it, and those whose words are gone."""
        told = [_told(note) for note, place in notes if place.span is None]
        shown = self.query_one("#article-notes", Static)
        shown.update(Content("\n".join(told)))
        shown.display = bool(told)

    def action_list_related(self) -> None:
        """List the related articles, or put the list away."""
        related = self.query_one(RelatedList)
        related.display = not related.display and related.option_count > 0
        (related if related.display else self.query_one("#article-body")).focus()

    def action_search(self) -> None:
        """Ask for words to find."""
        self.query_one("#article-find").display = True
        self.query_one("#article-search", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Mark what was asked for and go to the first of it."""
        event.stop()
        found = self.query_one(ArticleText).find(event.value)
        if not found:
            self._tell_found("not found" if event.value.strip() else "")
            return
        self._tell_place()
        self.query_one("#article-body").focus()
        self.call_after_refresh(self._reach)

    async def action_next_match(self) -> None:
        """Go to the next match; where nothing was searched for, begin a note."""
        if self.query_one(ArticleText).place[1]:
            self._step(1)
        else:
            await self.run_action("screen.note")

    def action_previous_match(self) -> None:
        """Go to the match before."""
        self._step(-1)

    def close_search(self) -> bool:
        """Close the search line; tell whether it was open."""
        find = self.query_one("#article-find")
        was_open = bool(find.display)
        find.display = False
        if was_open:
            self.query_one("#article-body").focus()
        return was_open

    def _step(self, step: int) -> None:
        if self.query_one(ArticleText).step(step):
            self._tell_place()
            self.call_after_refresh(self._reach)

    def _tell_place(self) -> None:
        """Say which match is shown, of how many."""
        at, of = self.query_one(ArticleText).place
        self._tell_found(f"{at:,} of {of:,} · n, N")

    def _tell_found(self, told: str) -> None:
        self.query_one("#article-found", Static).update(Content(told))

    def action_fold(self) -> None:
        """Show the front matter, or fold it again."""
        text = self.query_one(ArticleText)
        if not text.fold():
            self.notify("This article has no front matter.")
        elif text.unfolded:
            self.query_one("#article-body", VerticalScroll).scroll_home(animate=False)
        else:
            self.call_after_refresh(self._reach)

    def on_resize(self) -> None:
        """Keep the marked words in view: another width breaks other lines."""
        if self.is_open:
            self.call_after_refresh(self._reach)

    def _reach(self) -> None:
        """Scroll the marked words to a third of the height, with what leads to them above."""
        body = self.query_one("#article-body", VerticalScroll)
        line = self.query_one(ArticleText).marked_line()
        body.scroll_to(y=max(0, line - body.size.height // 3), animate=False)


def _in_margin(notes: "Sequence[tuple[Note, Placed]]") -> list[MarginNote]:
    return [MarginNote(*place.span, _told(note)) for note, place in notes if place.span is not None]


def _told(note: "Note") -> str:
    return f"note {note.note_id}: {one_line(note.text)}"
