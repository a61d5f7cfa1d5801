"""Split a text into paragraphs and sentences, as half-open spans.

Sentences are cut by sentencex (Wikimedia, MIT), which knows abbreviations, initials, quotes
and the full stops of other scripts. It is given one paragraph at a time, so that a headline
or a caption without a full stop never runs into the next line.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from sentencex import segment

Span = tuple[int, int]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_WRAPPED = range(40, 101)
"""Characters in the lines of text that was wrapped by hand or by a mail program."""
_ENDS = (".", "!", "?", ":", '"', "”", "’", "'", ")", "…", "。")
_WORD = re.compile(r"\w")
_BAR = re.compile(r"(?<=\S) \| (?=\S)")
"""The separator between the cells of a row; no answer crosses it."""
_RUNS_ON = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|cf|viz|Dr|Mr|Mrs|Ms|Prof|Rev|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|Hon|St|No|Nos|Fig|vs|approx|[A-Z])\.\s*$"
)
"""Abbreviations that are always followed by more of the same sentence."""


def paragraphs(text: str, start: int = 0) -> list[Span]:
    """Find the paragraphs of a text, without the space around them.

    Blank lines separate paragraphs. So does every line end, as in pasted pages, unless the lines
    are of about equal length and end in mid-sentence: then the text was wrapped.

    Args:
        text: The whole text.
        start: Offset to begin at.

    Returns:
        Spans of `text` in order; empty for a text without words.
    """
    lines = [trimmed(text, *line.span()) for line in _LINE.finditer(text, start)]
    if not _is_wrapped(text, lines):
        return [line for line in lines if line[0] < line[1]]
    joined: list[Span] = []
    open_paragraph = False
    for first, last in lines:
        quoted = text.startswith(">", first)
        if first < last and open_paragraph and quoted == text.startswith(">", joined[-1][0]):
            joined[-1] = (joined[-1][0], last)
        elif first < last:
            joined.append((first, last))
        open_paragraph = first < last
    return joined


def sentences(text: str, start: int, end: int) -> list[Span]:
    """Cut one paragraph into sentences that together cover it, except for the bars between cells of a table.

    Args:
        text: The whole text.
        start: Offset of the paragraph.
        end: Offset after it.

    Returns:
        Spans of `text` in order, without the space around them; never an empty span.
    """
    spans: list[Span] = []
    at = start
    for bar in _BAR.finditer(text, start, end):
        spans += _sentences(text, at, bar.start())
        at = bar.end()
    return spans + _sentences(text, at, end)


def _sentences(text: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    for first, last in _segments(text, start, end):
        wordless = _WORD.search(text, first, last) is None
        if spans and (wordless or _RUNS_ON.search(text, spans[-1][0], spans[-1][1])):
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
    return spans


def all_sentences(text: str) -> list[Span]:
    """Cut a whole text into the sentences of its paragraphs, in order."""
    return [span for start, end in paragraphs(text) for span in sentences(text, start, end)]


def trimmed(text: str, start: int, end: int) -> Span:
    """Strip white space from both ends of a span."""
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return start, start
    first = start + piece.index(stripped[0])
    return first, first + len(stripped)


def _segments(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for piece in segment("en", text[start:end]):
        stripped = piece.strip()
        if not stripped:
            continue
        start_at = text.find(stripped, at, end)
        if start_at < 0:  # the splitter changed the text: keep the rest of the paragraph as one sentence
            break
        yield start_at, start_at + len(stripped)
        at = start_at + len(stripped)
    rest = trimmed(text, at, end)
    if rest[0] < rest[1]:
        yield rest


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Return whether most lines that another line follows are of wrapping length and run on."""
    followed = [line for line, after in pairwise(lines) if _full(line) and _full(after)]
    if len(followed) < 4:
        return False
    wrapping = sum(last - first in _WRAPPED for first, last in followed)
    run_on = sum(not text[first:last].endswith(_ENDS) for first, last in followed)
    capitals = sum(text[first].isupper() or text[first].isdigit() for first, _ in followed)
    if capitals * 10 >= len(followed) * 9:  # rows of a table, headlines: each line begins a sentence
        return False
    return wrapping * 10 >= len(followed) * 7 and run_on * 10 >= len(followed) * 6


def _full(line: Span) -> bool:
    return line[0] < line[1]
