"""Markdown, with front matter if it has any."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from corpus.draft import Draft, Unreadable
from corpus.formats.front_matter import described, front_matter, title_in
from corpus.formats.hyphens import rejoin
from corpus.formats.streams import read_text
from corpus.metadata.headers import is_metadata
from corpus.phrases import is_boilerplate, plain_line
from corpus.settings import LoadingSettings

_MOST_ABOVE = 12
"""Lines above the heading of the whole text, at most."""
_HEADING = re.compile(r"\s*#[ \t]+([^\r\n]+)(?:\r?\n)?")


def read_markdown(file: BinaryIO, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read a Markdown file as one article.

    Front matter that cannot be read is left in the text, so that nothing is lost.

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
    fields, body = front_matter(text)
    heading = _heading(text, body)
    title = title_in(fields)
    headline = heading and heading[1].rstrip(" \t#")
    if heading and headline and (title is None or title == headline):
        title, body = headline, heading.end()
    if not text[body:].strip():
        yield Unreadable("no text below its title")
        return
    yield Draft(text, "markdown", title=title, body=body, **described(fields))


def _heading(text: str, body: int) -> re.Match[str] | None:
    """Find the heading of the whole text: only furniture, pictures, and who wrote it when may stand above it."""
    at = body
    for _ in range(_MOST_ABOVE):
        if heading := _HEADING.match(text, at):
            return heading
        end = text.find("\n", at)
        line = text[at:end]
        if end < 0 or not (is_boilerplate(line) or is_metadata(plain_line(line))):
            return None
        at = end + 1
    return None
