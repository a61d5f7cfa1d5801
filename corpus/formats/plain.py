"""Read plain text; the first line is the title if it looks like one."""

from collections.abc import Iterator
from typing import BinaryIO

from corpus.draft import Draft, Unreadable
from corpus.formats.streams import read_text
from corpus.masthead import is_masthead
from corpus.metadata.headers import is_metadata, read_field
from corpus.sentences import paragraphs
from corpus.settings import LoadingSettings

_HEAD = 6
"""Lines from the top that may be the title."""
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
    spans = paragraphs(text)
    lines = [" ".join(text[start:end].split()) for start, end in spans[:_HEAD]]
    for line, (_, end) in zip(lines, spans, strict=False):
        if (read_field(line) or ("",))[0] in {"title", "headline"}:
            return line.split(":", 1)[1].strip(), end
    first = next(
        (place for place, line in enumerate(lines) if not (is_metadata(line) or is_masthead(line))), len(lines)
    )
    if first + 1 >= len(spans) or first == len(lines):
        return None, 0
    line, (start, end) = lines[first], spans[first]
    if len(line) > _LONGEST_TITLE or line.endswith((".", ",", ";", ":")) or "\n" in text[start:end]:
        return None, 0
    return line, end
