"""Read plain text; the first line is the title if it looks like one."""

from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from corpus.draft import Draft, Unreadable
from corpus.formats.hyphens import rejoin
from corpus.formats.streams import read_text
from corpus.masthead import is_masthead
from corpus.metadata.bylines import names_paper
from corpus.metadata.headers import is_metadata, read_field
from corpus.phrases import is_boilerplate, plain_line
from corpus.sentences import paragraphs
from corpus.settings import LoadingSettings

_HEAD = 12
"""Lines from the top that may be the title, or above it."""
_LONGEST_TITLE = 200
"""Characters; headlines of two decks stay below it, first paragraphs seldom do."""


def read_plain(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read a text file as one article.

    Args:
        file: The file, open at its beginning.
        settings: The size limit.

    Yields:
        The one article, or why there is none.
    """
    text = read_text(file, settings.max_megabytes)
    if isinstance(text, Unreadable):
        yield text
        return
    text = rejoin(text)
    title, body = leading_title(text)
    yield Draft(text, "text", title=title, body=body)


def leading_title(text: str) -> tuple[str | None, int]:
    """Take the first line as the title if it looks like one, or the line that says it is.

    A title is short, does not end as a sentence does, and has text below it. Dates, bylines
    and the like above it are skipped.

    Args:
        text: The whole text.

    Returns:
        The title, or None, and the offset where the body begins.
    """
    spans = paragraphs(text)[: _HEAD + 2]
    lines = [plain_line(text[start:end]) for start, end in spans[:_HEAD]]
    for line, (_, end) in zip(lines, spans, strict=False):
        if (read_field(line) or ("",))[0] in {"title", "headline"}:
            return line.split(":", 1)[1].strip(), end
    own = list(islice((place for place, line in enumerate(lines) if not _is_above(line)), 1))
    if own and names_paper(lines[own[0]]):
        below = range(own[0] + 1, len(lines))
        own = [*(place for place in below if not _is_above(lines[place]) and _is_title(lines[place])), *own][:1]
    if not own or own[0] + 1 >= len(spans):
        return None, 0
    start, end = spans[own[0]]
    first, *others = text[start:end].splitlines()
    if others:  # a title directly above a byline or a date
        line = plain_line(first)
        return (
            (line, start + len(first))
            if _is_title(line) and all(map(is_metadata, map(plain_line, others)))
            else (None, 0)
        )
    line = lines[own[0]]
    return (line, end) if _is_title(line) else (None, 0)


def _is_above(line: str) -> bool:
    return is_metadata(line) or is_masthead(line) or is_boilerplate(line)


def _is_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and not line.endswith((".", ",", ";", ":"))
