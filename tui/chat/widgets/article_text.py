"""An article's text, with the quote, search matches and notes marked.

The text is split into three widgets: what comes before the paragraph shown, that paragraph, and what comes after it.
Textual can then compute where to scroll.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.text.safe import harmless

_WINDOW = 100_000
"""Characters shown on each side of the place; laying out five million takes seconds."""
_LONG_LINE = 5_000
"""Characters shown of a line on each side of the place; some files consist of one line."""
_MOST_MATCHES = 5000
_FRONT = ("---\n", "---\r", "+++\n", "+++\r", "---json")
"""First characters of front matter."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Offsets of a cited sentence and quote in the article's text, in characters."""

    sentence_start: int
    sentence_end: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A note on words of the article."""

    start: int
    """Offset of the words in the article's text, in characters."""
    end: int
    text: str
    """The note, on one line; shown below the paragraph of the words."""


class ArticleText(Vertical):
    """Shows the text of an article around one place."""

    def __init__(self) -> None:
        super().__init__(id="article-text")
        self._text = ""
        self._mark = Mark(0, 0, 0, 0)
        self._notes: Sequence[MarginNote] = ()
        self._matches: list[tuple[int, int]] = []
        self._current = -1
        self._paragraph = 0
        self._place = 0
        self._head = 0
        self.unfolded = False
        """Whether the front matter is shown."""

    def compose(self) -> ComposeResult:
        """Lay out the three widgets."""
        yield Static(id="before")
        yield Static(id="marked")
        yield Static(id="after")

    def show(self, text: str, mark: Mark, body: int = 0, notes: Sequence[MarginNote] = ()) -> None:
        """Show the text of an article.

        Args:
            text: The article's text.
            mark: The cited sentence and quote.
            body: Offset of the body; front matter before it is folded.
            notes: Notes on words of the text.
        """
        self._text = harmless(text)  # keeps the length, so offsets stay valid
        self._head = len(text) - len(text[body:].lstrip()) if text.startswith(_FRONT) else 0
        self.unfolded = mark.start < self._head
        self._mark = mark
        self._notes = notes
        self._matches = []
        self._current = -1
        self._draw(mark.start, mark.end)

    def find(self, words: str) -> int:
        """Mark all matches, and show the first after the quote.

        Args:
            words: The words to find, ignoring case and line breaks.

        Returns:
            The number of matches, at most 5,000.
        """
        pattern = r"\s+".join(map(re.escape, words.split()))
        matches = re.finditer(pattern, self._text, re.IGNORECASE) if pattern else iter(())
        self._matches = [match.span() for match, _ in zip(matches, range(_MOST_MATCHES), strict=False)]
        self._current = bisect_right(self._matches, (self._mark.start, 0)) - 1
        self.step(1)
        return len(self._matches)

    def step(self, step: int) -> bool:
        """Show another match; return whether there is one."""
        if not self._matches:
            return False
        self._current = (self._current + step) % len(self._matches)
        self._draw(*self._matches[self._current])
        return True

    @property
    def place(self) -> tuple[int, int]:
        """The number of the current match, from 1, and the number of matches; (0, 0) if there are none."""
        return (self._current + 1, len(self._matches)) if self._matches else (0, 0)

    def fold(self) -> bool:
        """Show or fold the front matter; return whether there is any."""
        if self._head:
            self.unfolded = not self.unfolded
            self._draw_again()
        return bool(self._head)

    def note(self, notes: Sequence[MarginNote]) -> None:
        """Replace the notes."""
        self._notes = notes
        self._draw_again()

    def _draw_again(self) -> None:
        self._draw(*(self._matches[self._current] if self._matches else (self._mark.start, self._mark.end)))

    def marked_line(self) -> int:
        """Find the line of the current place, from 0 at the top of this widget."""
        marked = self.query_one("#marked", Static)
        leading = Content(self._text[self._paragraph : self._place + 1])
        return marked.virtual_region.y + max(len(leading.wrap(max(marked.size.width, 1))) - 1, 0)

    def _draw(self, start: int, end: int) -> None:
        """Show the text around the paragraph of a place."""
        first = self._text.rfind("\n", 0, start) + 1
        last = self._text.find("\n", end)
        last = len(self._text) if last < 0 else last
        first, last = max(first, start - _LONG_LINE), min(last, end + _LONG_LINE)
        self._paragraph, self._place = first, start
        self.unfolded = self.unfolded or start < self._head
        begin = 0 if self.unfolded else self._head
        low = max(begin, first - _WINDOW)
        high = min(len(self._text), last + _WINDOW)
        more = Content.styled("[ … ]\n", "dim")
        above = more if low > begin else Content.styled(self._folded() if begin else "", "dim")
        before = self._styled(low, first - 1 if self._text[max(first - 1, 0) : first] == "\n" else first)
        after = self._styled(last + 1 if self._text[last : last + 1] == "\n" else last, high)
        self.query_one("#before", Static).update(above + before)
        self.query_one("#marked", Static).update(self._styled(first, last))
        self.query_one("#after", Static).update(after + more if high < len(self._text) else after)
        self.query_one("#before").display = first > 0

    def _folded(self) -> str:
        lines = self._text.count("\n", 0, len(self._text[: self._head].rstrip())) + 1
        return f"[ {lines} lines of front matter · m shows them ]\n"

    def _styled(self, low: int, high: int) -> Content:
        content = Content(self._text[low:high])
        mark = self._mark
        styles = [(mark.sentence_start, mark.sentence_end, "bold"), (mark.start, mark.end, "reverse bold")]
        styles += [(note.start, note.end, "underline $text-success") for note in self._notes]
        styles += [(start, end, "$text-warning underline") for start, end in self._matches]
        if self._matches:
            styles.append((*self._matches[self._current], "reverse $text-warning"))
        for start, end, style in styles:
            if start < high and end > low:
                content = content.stylize(style, max(start - low, 0), min(end, high) - low)
        return self._with_notes(content, low, high)

    def _with_notes(self, content: Content, low: int, high: int) -> Content:
        """Insert each note below the paragraph in which its words end."""
        pieces, done = [], low
        for note in sorted(self._notes, key=lambda note: note.end):
            at = self._text.find("\n", max(note.end - 1, 0))
            at = len(self._text) if at < 0 else at
            if low < at <= high:
                pieces += [content[done - low : at - low], Content.styled(f"\n▎ {note.text}", "$text-success")]
                done = at
        return Content("").join([*pieces, content[done - low :]]) if pieces else content
