"""Plain text, whose first line is its title when it looks like one."""

from collections.abc import Iterator
from typing import BinaryIO

from corpus.formats.draft import Draft, Unreadable, read_text
from corpus.sentences import paragraphs
from corpus.settings import LoadingSettings

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
    """Take the first line as the title if it looks like one.

    A title is short, does not end as a sentence does, and has text below it.

    Args:
        text: The whole text.

    Returns:
        The title, or None, and the offset where the body begins.
    """
    found = paragraphs(text)
    if len(found) < 2:
        return None, 0
    start, end = found[0]
    line = " ".join(text[start:end].split())
    if len(line) > _LONGEST_TITLE or line.endswith((".", ",", ";", ":")) or "\n" in text[start:end]:
        return None, 0
    return line, end
