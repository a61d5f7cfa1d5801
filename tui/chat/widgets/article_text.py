"""An article's text with the quote and search matches marked.

The text is three widgets: what stands before the paragraph to look at, that paragraph, and
what stands after, so that the terminal library itself can say where to scroll.
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
"""Characters shown on each side of what is looked at; laying out five million takes seconds."""
_LONG_LINE = 5_000
"""Characters kept of a line on each side of what is looked at; some files are one line."""
_MOST_MATCHES = 5000
_FRONT = ("---\n", "---\r", "+++\n", "+++\r", "---json")
"""What front matter begins with."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is cited, as offsets into the article's text."""

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
    told: str
    """On one line, shown below the paragraph of the words."""


class ArticleText(Vertical):
    """Shows an article around one paragraph of it."""

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
        """Lay out the three parts."""
        yield Static(id="before")
        yield Static(id="marked")
        yield Static(id="after")

    def show(self, text: str, mark: Mark, body: int = 0, notes: Sequence[MarginNote] = ()) -> None:
        """Show a text.

        Args:
            text: The article's text.
            mark: What is cited of it.
            body: Offset where the article begins, after its front matter, which is folded.
            notes: Notes on its words.
        """
        self._text = harmless(text)  # one character stays one character, so offsets hold
        self._head = len(text) - len(text[body:].lstrip()) if text.startswith(_FRONT) else 0
        self.unfolded = mark.start < self._head
        self._mark = mark
        self._notes = notes
        self._matches = []
        self._current = -1
        self._draw(mark.start, mark.end)

    def find(self, words: str) -> int:
        """Mark every place where words stand, and go to the first after the quote.

        Args:
            words: What to find, letter case apart.

        Returns:
            How many places there are.
        """
        pattern = r"\s+".join(map(re.escape, words.split()))
        found = re.finditer(pattern, self._text, re.IGNORECASE) if pattern else iter(())
        self._matches = [match.span() for match, _ in zip(found, range(_MOST_MATCHES), strict=False)]
        self._current = bisect_right(self._matches, (self._mark.start, 0)) - 1
        self.step(1)
        return len(self._matches)

    def step(self, step: int) -> bool:
        """Go to another match; tell whether there is one."""
        if not self._matches:
            return False
        self._current = (self._current + step) % len(self._matches)
        self._draw(*self._matches[self._current])
        return True

    @property
    def place(self) -> tuple[int, int]:
        """The number of the match that is shown, from 1, and how many there are; 0 and 0 where there is none."""
        return (self._current + 1, len(self._matches)) if self._matches else (0, 0)

    def fold(self) -> bool:
        """Show the front matter or fold it again; tell whether there is any."""
        if self._head:
            self.unfolded = not self.unfolded
            self._draw_again()
        return bool(self._head)

    def note(self, notes: Sequence[MarginNote]) -> None:
        """Show other notes on its words."""
        self._notes = notes
        self._draw_again()

    def _draw_again(self) -> None:
        self._draw(*(self._matches[self._current] if self._matches else (self._mark.start, self._mark.end)))

    def marked_line(self) -> int:
        """Find the line of the place shown, from 0 at the top of this widget."""
        marked = self.query_one("#marked", Static)
        leading = Content(self._text[self._paragraph : self._place + 1])
        return marked.virtual_region.y + max(len(leading.wrap(max(marked.size.width, 1))) - 1, 0)

    def _draw(self, start: int, end: int) -> None:
        """Show the text around the paragraph that holds a place."""
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
        """Put each note below the paragraph that its words end in."""
        pieces, done = [], low
        for note in sorted(self._notes, key=lambda note: note.end):
            at = self._text.find("\n", max(note.end - 1, 0))
            at = len(self._text) if at < 0 else at
            if low < at <= high:
                pieces += [content[done - low : at - low], Content.styled(f"\n▎ {note.told}", "$text-success")]
                done = at
        return Content("").join([*pieces, content[done - low :]]) if pieces else content
